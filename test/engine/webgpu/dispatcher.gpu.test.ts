import { expect } from 'vitest';
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
  for (const steps of [100, 300, 700]) {
    await cut.advance(steps);
    await whole.advance(steps);
    expect(await cut.takeSpikes()).toEqual(await whole.takeSpikes());
  }
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
