import { expect } from 'vitest';
import type { Spikes } from '../../../src/engine/simulation.ts';
import { WebGPUSimulation } from '../../../src/engine/webgpu/simulation.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { gpuTest } from '../../support/gpu.ts';

const problem = (integrator: 'strang' | 'euler') =>
  prepare(parseExperiment({ integrator, initial: { V: -65 } }));

gpuTest('how steps are cut into dispatches is not seen in the events', async ({ device }) => {
  const firing = prepare(
    parseExperiment({
      sweep: { x: { vary: 'stimulus.amplitude', from: 10, to: 60, count: 40 } },
      record: { spikes: true },
    }),
  );
  const [cut, whole] = [
    await WebGPUSimulation.create(device, firing),
    await WebGPUSimulation.create(device, firing),
  ];
  // From then on it takes many steps in one dispatch; the other one begins with 64.
  await whole.advance(4000);
  await whole.reset();
  // How far events are complete may differ where V rises just then, by what has been looked at: events do not.
  const taken = async (simulation: WebGPUSimulation) => {
    const spikes: Spikes[] = [];
    for (const steps of [100, 300, 700]) {
      await simulation.advance(steps);
      spikes.push(await simulation.takeSpikes());
    }
    return {
      events: spikes
        .flatMap(({ cell, time }) => [...cell].map((one, i) => [time[i]!, one] as const))
        .sort(([a, one], [b, other]) => a - b || one - other),
      complete: spikes.map(({ complete }) => complete),
      lost: spikes.map(({ lost }) => lost),
    };
  };
  const [some, all] = [await taken(cut), await taken(whole)];
  expect(some.events).toEqual(all.events);
  expect(all.events.length).toBeGreaterThan(100);
  expect(some.lost).toEqual(all.lost);
  // Both are in the rise of one spike, from 20 mV above the trough on, which takes less than 1 ms at these currents.
  const apart = all.complete.map((until, i) => Math.abs(some.complete[i]! - until));
  expect(Math.max(...apart)).toBeLessThan(1);
  cut.destroy();
  whole.destroy();
});

gpuTest('a shader that cannot be compiled leaves the former one running', async ({ device }) => {
  const [untouched, changed] = [
    await WebGPUSimulation.create(device, problem('strang')),
    await WebGPUSimulation.create(device, problem('strang')),
  ];
  const compile = device.createComputePipelineAsync;
  device.createComputePipelineAsync = () => Promise.reject(new Error('out of memory'));
  await expect(changed.update(problem('euler'))).rejects.toThrow('out of memory');
  device.createComputePipelineAsync = compile;
  expect(changed.problem.integrator.name).toBe('strang');
  for (const simulation of [untouched, changed]) await simulation.advance(40);
  expect(await changed.read('V')).toEqual(await untouched.read('V'));
  untouched.destroy();
  changed.destroy();
});
