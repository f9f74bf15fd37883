import { expect } from 'vitest';
import numerics from '../../shaders/numerics.wgsl?raw';
import { readBuffers } from '../../src/engine/webgpu/readback.ts';
import { float64Operations } from '../../src/formula/evaluate.ts';
import { gpuTest } from '../support/gpu.ts';

const COUNT = 4096;

/** A function of the shader at some values. */
async function computed(device: GPUDevice, name: string, x: Float32Array): Promise<Float32Array> {
  const code = `${numerics}
@group(0) @binding(0) var<storage, read_write> data: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) { data[id.x] = ${name}(data[id.x]); }`;
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = device.createBuffer({ size: 4 * COUNT, usage: STORAGE | COPY_SRC | COPY_DST });
  device.queue.writeBuffer(buffer, 0, Float32Array.from(x));
  const layout = pipeline.getBindGroupLayout(0);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer } }] }));
  pass.dispatchWorkgroups(COUNT / 64);
  pass.end();
  device.queue.submit([encoder.finish()]);
  const [words] = await readBuffers(device, [{ buffer, size: 4 * COUNT }]);
  buffer.destroy();
  return new Float32Array(words!);
}

gpuTest.for([
  ['exprel', 0.5],
  ['bernoulli', 1],
  ['exprel2', 0.75],
] as const)('the series of %s is right to rounding where it is used', async ([name, reach], { device }) => {
  const x = Float32Array.from({ length: COUNT }, (_, i) => reach * ((2 * i + 1) / COUNT - 1));
  const values = await computed(device, name, x);
  let worst = 0;
  for (const [i, value] of values.entries()) {
    worst = Math.max(worst, Math.abs(value / float64Operations[name](x[i]!, 0, 0) - 1));
  }
  // Each of the last operations rounds to 6e-8, and the values are down to 0.4; the first term left out is 2e-8 at most.
  expect(worst).toBeLessThan(3e-7);
});
