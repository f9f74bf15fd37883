import { inWords } from '../texts/language.ts';

/** Below a field: why what stands in it cannot be used. */
export function Refused({ id, reason }: { id: string; reason: string | undefined }) {
  return reason === undefined ? null : (
    <span class="note error" id={id} role="alert">
      {inWords(reason)}.
    </span>
  );
}
