import { expect, test, vi } from 'vitest';
import type { Population } from '../../../src/app/engines/populations.ts';
import type { Followed } from '../../../src/app/followers/follower.ts';
import { Rates } from '../../../src/app/followers/rates.ts';
import { createState } from '../../../src/app/state.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';

vi.stubGlobal('innerWidth', 1280);

const experiment = parseExperiment({
  model: 'hodgkin-huxley',
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 20, count: 2 } },
  duration: 500,
});

/** Rates of two cells that nobody advances, and what of them is held as it was. */
function following() {
  const problem = prepare(experiment);
  const held: (readonly string[])[] = [];
  const population = {
    experiment,
    simulation: {
      problem,
      beginMeasuring: () => {},
      statistic: async () => new Float64Array(2),
    },
    hold: (names: readonly string[]) => void held.push(names),
  } as unknown as Population;
  const followed = { state: createState(), population, time: 0, check: () => {} };
  const rates = new Rates(followed satisfies Followed);
  return {
    held: () => held.at(-1),
    rates,
    to: (time: number) => {
      followed.time = time;
      rates.advanced();
    },
  };
}

test('cells keep what was measured until there is as much of the next window; moments of spikes are never held', () => {
  const { rates, held, to } = following();
  rates.changed('population');
  expect(held()).toEqual(expect.arrayContaining(['rate', 'peak']));
  expect(held()).not.toContain('last');
  to(30);
  expect(held()).not.toEqual([]);
  to(60);
  expect(held()).toEqual([]);
  // The population has settled: the window begins anew, and the first impression stays for as long as it took.
  to(100);
  expect(held()).toContain('rate');
  to(150);
  expect(held()).toContain('rate');
  to(161);
  expect(held()).toEqual([]);
});
