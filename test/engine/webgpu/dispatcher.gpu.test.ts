import { expect } from 'vitest';
import { WebGPUSimulation } from '../../../src/engine/webgpu/simulation.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { gpuTest } from '../../support/gpu.ts';

const problem = (integrator: 'strang' | 'euler') =>
  prepare(parseExperiment({ integrator, initial: { V: -65 } }));

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
