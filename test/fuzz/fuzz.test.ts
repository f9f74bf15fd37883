import fc from 'fast-check';
import { describe, it } from 'vitest';
import { kinds } from './kinds/catalogue.ts';
import { judge } from './verdict.ts';

/** Files of each kind; `npm run fuzz` takes more. */
const FILES = Number(process.env.LOLIGO_FUZZ ?? 200);

describe('what is hostile or unlucky', () => {
  it.each(Object.entries(kinds))(
    'is refused in one line, or right: %s',
    { timeout: 60_000_0 },
    async (_, one) => {
      const property = fc.asyncProperty(one.inputs, async (bytes) => {
        await judge(one, bytes);
      });
      // The same files every time: what is found by chance belongs to nobody's change.
      await fc.assert(property, { numRuns: FILES, seed: Number(process.env.LOLIGO_SEED ?? 1) });
    },
  );
});
