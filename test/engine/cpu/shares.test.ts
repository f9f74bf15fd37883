import { expect, it } from 'vitest';
import { compile } from '../../../src/engine/cpu/compiled.ts';
import { real, Shares } from '../../../src/engine/cpu/shares.ts';
import { sameThread } from '../../../src/engine/cpu/threads.ts';
import { problemOf } from '../../support/problems.ts';

const MEMORY = 2 ** 26;

it('more neurons than begin together begin as they do together, and again', async () => {
  // EL decides where a neuron rests. 1000 begin together, in whole groups, and there are three times as many.
  const compiled = await compile(
    problemOf({
      sweep: {
        x: { vary: 'parameters.EL', from: -60, to: -50, count: 512 },
        y: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 6 },
      },
    }),
    {},
  );
  const begun = (kept?: number) => Shares.of(compiled, sameThread(), MEMORY, {}, kept);
  const [whole, pieces] = [await begun(), await begun(1000)];
  expect(whole.state).toBeDefined();
  expect(pieces.state).toBeUndefined();
  for (const again of [false, true]) {
    if (again) {
      const other = Object.entries(whole.state!).map(([name, values]) => [name, values.map(() => 0)]);
      await pieces.shares.writeState(compiled, Object.fromEntries(other));
      expect(new Set(await pieces.shares.row(compiled, real('V')))).toEqual(new Set([0]));
      await pieces.shares.begin(compiled, {});
    }
    for (const name of ['V', 'n']) {
      const values = await whole.shares.row(compiled, real(name));
      expect(new Set(values).size).toBe(512);
      expect(await pieces.shares.row(compiled, real(name))).toEqual(values);
    }
  }
});
