import { expect } from 'vitest';
import { Stopwatch } from '../../../src/engine/webgpu/stopwatch.ts';
import { gpuTest } from '../../support/gpu.ts';

const shader = `
@group(0) @binding(0) var<storage, read_write> data: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  for (var i = 0; i < 20000; i++) { data[id.x] = data[id.x] * 0.5 + 1.0; }
}`;

gpuTest(
  'a pass takes longer than an empty one, and no longer than the host waits',
  async ({ device, skip }) => {
    const stopwatch = Stopwatch.on(device);
    if (!stopwatch) return skip('timestamps are an optional feature, and this device has none');
    const module = device.createShaderModule({ code: shader });
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
    const buffer = device.createBuffer({ size: 4 * 4096, usage: GPUBufferUsage.STORAGE });
    const group = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer } }],
    });
    const measure = async (groups: number) => {
      const lap = stopwatch.lap();
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass(lap.pass);
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(groups);
      pass.end();
      lap.resolve(encoder);
      const started = performance.now();
      device.queue.submit([encoder.finish()]);
      const duration = await lap.duration();
      return { duration, waited: performance.now() - started };
    };
    await measure(64);
    const { duration, waited } = await measure(64);
    // Browsers round timestamps to 0.1 ms.
    expect(duration).toBeLessThan(waited + 0.2);
    expect(duration).toBeGreaterThan((await measure(0)).duration);
    stopwatch.destroy();
    buffer.destroy();
  },
);
