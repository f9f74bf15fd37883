import { expect } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { NO_VALUE } from '../../src/engine/present.ts';
import type { Simulation } from '../../src/engine/simulation.ts';
import { readBuffers } from '../../src/engine/webgpu/readback.ts';
import { WebGPUSimulation } from '../../src/engine/webgpu/simulation.ts';
import { eachEngine } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';
import { withLedger } from '../support/limits.ts';
import { problemOf } from '../support/problems.ts';

const names = ['V', 'n', 'INa', 'rate', 'latency', 'peak', 'last'];

/** What is shown of a simulation that can show something. */
async function shown(simulation: Simulation): Promise<Float32Array[] | undefined> {
  const rows = names.map(() => new Float32Array(simulation.cells));
  if (simulation instanceof CpuSimulation) {
    await simulation.show(names, rows);
    return rows;
  }
  if (!(simulation instanceof WebGPUSimulation)) return undefined;
  const display = simulation.display();
  for (const { first, cells, stride, rows: buffer } of await simulation.show(display, names)) {
    const [words] = await readBuffers(simulation.device, [{ buffer, size: 4 * stride * names.length }]);
    const all = new Float32Array(words!);
    for (const [row, values] of rows.entries())
      values.set(all.subarray(row * stride, row * stride + cells), first);
  }
  display.destroy();
  return rows;
}

eachEngine('what is shown is what is read', async (create) => {
  const simulation = await create({
    // Some are silent, some fire.
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 20, count: 70 } },
    record: { traces: { cells: [0], every: 0.5, values: ['INa'] } },
  });
  await simulation.advance(1203);
  const rows = await shown(simulation);
  if (rows) {
    const now = simulation.step * simulation.problem.dt;
    for (const [i, name] of names.entries()) {
      const isStatistic = simulation.problem.statistics.some((statistic) => statistic.name === name);
      const read = await (isStatistic ? simulation.statistic(name) : simulation.read(name));
      for (let cell = 0; cell < simulation.cells; cell++) {
        const expected = name === 'last' ? read[cell]! - now : read[cell]!;
        if (Number.isNaN(expected)) expect(rows[i]![cell]).toBe(Math.fround(NO_VALUE));
        // Computed in float32 of the same states: a few units in the last place of the largest that takes part, 120 mV or 900 uA/cm2.
        else
          expect(Math.abs(rows[i]![cell]! - expected)).toBeLessThan(1e-5 * Math.max(120, Math.abs(expected)));
      }
    }
    expect(new Set(rows[3]!).size).toBeGreaterThan(20);
  }
  simulation.destroy();
});

eachEngine('what cannot be shown is refused by its name', async (create) => {
  const simulation = await create({ sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10] } } });
  const refused = /"speed" cannot be shown here; known: V, m, h, n, spikes/;
  if (simulation instanceof CpuSimulation)
    await expect(simulation.show(['speed'], [new Float32Array(2)])).rejects.toThrow(refused);
  if (simulation instanceof WebGPUSimulation)
    await expect(simulation.show(simulation.display(), ['speed'])).rejects.toThrow(refused);
  simulation.destroy();
});

gpuTest('what was shown before is shown again without another shader', async ({ device }) => {
  const counted = withLedger(device);
  const problem = problemOf({ sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10] } } });
  const simulation = await WebGPUSimulation.create(counted.device, problem);
  const display = simulation.display();
  const pipelinesFor = async (...names: string[]) => {
    const before = counted.pipelines();
    await simulation.show(display, names);
    return counted.pipelines() - before;
  };
  expect(await pipelinesFor('V')).toBe(1);
  expect(await pipelinesFor('V', 'n')).toBe(1);
  expect(await pipelinesFor('V')).toBe(0);
  expect(await pipelinesFor('V', 'n')).toBe(0);
  simulation.destroy();
});
