import { expect } from 'vitest';
import type { Column } from '../../src/population/column.ts';
import { eachEngine } from '../support/engines.ts';

const sweep = { x: { vary: 'stimulus.amplitude', from: 0, to: 30, count: 40 } };
const record = { spikes: true } as const;

/** A column of other values. */
const valued = (path: string, value: (cell: number) => number): Column => ({
  path,
  value,
  extremes: [0, 30],
  length: 40,
  stride: 1,
});

eachEngine('other values take the place of those that vary, and measuring goes on', async (create) => {
  const simulation = await create({ sweep, record });
  const expected = await create({
    sweep: { x: { vary: 'stimulus.amplitude', from: 30, to: 0, count: 40 } },
    record,
  });
  await simulation.advance(400);
  await expected.restore(await simulation.snapshot());
  const { first, count } = simulation.problem.population;
  const before = await simulation.statistic('spikes');
  const column = valued('stimulus.amplitude', (cell) => 30 - (30 * cell) / 39);
  await simulation.revalue({ first, count, columns: [column] });
  await simulation.advance(400);
  await expected.advance(400);
  expect(await simulation.read('V')).toEqual(await expected.read('V'));
  const [now, since] = [await simulation.statistic('spikes'), await expected.statistic('spikes')];
  // A spike at the moment of the change may be seen by one of the two alone: that one began to look there.
  for (let cell = 0; cell < count; cell++)
    expect(Math.abs(now[cell]! - before[cell]! - since[cell]!)).toBeLessThanOrEqual(1);
  expect(Math.max(...before)).toBeGreaterThan(0);
  simulation.destroy();
  expected.destroy();
});

eachEngine('values of other numbers are refused', async (create) => {
  const simulation = await create({ sweep });
  const population = { first: 0, count: 40, columns: [valued('parameters.gK', () => 30)] };
  await expect(simulation.revalue(population)).rejects.toThrow(
    /other values must be of the same numbers .*: stimulus\.amplitude of 40 from 0, not parameters\.gK of 40/,
  );
  simulation.destroy();
});
