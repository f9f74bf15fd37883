import { expect } from 'vitest';
import { runExperiment } from '../../src/engine/run.ts';
import { eachEngine } from '../support/engines.ts';

eachEngine('events come in the order of time over the whole run', async (create) => {
  // Peaks of cold cells fall slowly: they are events only after later peaks of warm ones.
  const simulation = await create({
    sweep: {
      x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 24 },
      y: { vary: 'parameters.temperature', values: [6.3, 18] },
    },
    dt: 0.05,
    duration: 100,
    record: { spikes: true },
  });
  const cells: number[] = [];
  const times: number[] = [];
  let calls = 0;
  const { spikes } = await runExperiment(simulation, {
    onSpikes: ({ cell, time, lost, complete }) => {
      calls++;
      expect(lost).toBe(0);
      // Whatever comes later is later.
      if (simulation.step < simulation.problem.steps) {
        for (const t of time) expect(t).toBeLessThan(complete);
      }
      cells.push(...cell);
      times.push(...time);
    },
  });
  expect(calls).toBeGreaterThan(2);
  expect(times.length).toBe(spikes.reduce((sum, count) => sum + count, 0));
  expect(times.length).toBeGreaterThan(200);
  const inversions = times.filter((time, i) => i > 0 && time < times[i - 1]!);
  expect(inversions).toEqual([]);
  // Two cells may fire at the same time.
  for (const [i, time] of times.entries()) {
    if (i > 0 && time === times[i - 1]) expect(cells[i]).toBeGreaterThan(cells[i - 1]!);
  }
});
