import { Typeset } from '../equations/Typeset.tsx';
import { nameAlone } from '../equations/typeset.ts';
import { prose } from '../numbers/format.ts';
import { partsOf } from './subscripts.ts';

/** Text of a lesson: units as people write them, and I_Na with its subscript. */
export const Prose = ({ text }: { text: string }) => (
  <>
    {partsOf(text).map((part, i) =>
      part.kind === 'name' ? <Typeset key={i} math={nameAlone(part.text)} /> : prose(part.text),
    )}
  </>
);
