import { expect } from 'vitest';
import { GpuVoltages } from '../../src/view/voltages.ts';
import { gpuTest } from '../support/gpu.ts';

const ROW = 1024;

/** A part of a population whose state has three rows: cell i has the potential i in the last one, and 999 elsewhere. */
function part(device: GPUDevice, first: number, cells: number, stride: number) {
  const { COPY_SRC, COPY_DST } = GPUBufferUsage;
  const state = device.createBuffer({ size: 4 * 3 * stride, usage: COPY_SRC | COPY_DST });
  const rows = Float32Array.from({ length: 3 * stride }, (_, i) =>
    i < 2 * stride ? 999 : first + i - 2 * stride,
  );
  device.queue.writeBuffer(state, 0, rows);
  return { first, cells, stride, state };
}

/** The texels of the first rows of a texture. */
async function texels(device: GPUDevice, texture: GPUTexture, rows: number): Promise<Float32Array> {
  const code = `@group(0) @binding(0) var potentials: texture_2d<f32>;
    @group(0) @binding(1) var<storage, read_write> values: array<f32>;
    @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
      values[id.x] = textureLoad(potentials, vec2u(id.x % ${ROW}, id.x / ${ROW}), 0).r;
    }`;
  const compute = { module: device.createShaderModule({ code }) };
  const pipeline = device.createComputePipeline({ layout: 'auto', compute });
  const { STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const size = 4 * ROW * rows;
  const buffer = device.createBuffer({ size, usage: STORAGE | COPY_SRC });
  const copy = device.createBuffer({ size, usage: COPY_DST | MAP_READ });
  const entries = [
    { binding: 0, resource: texture.createView() },
    { binding: 1, resource: { buffer } },
  ];
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups((ROW * rows) / 64);
  pass.end();
  encoder.copyBufferToBuffer(buffer, 0, copy, 0, size);
  device.queue.submit([encoder.finish()]);
  await copy.mapAsync(GPUMapMode.READ);
  return new Float32Array(copy.getMappedRange());
}

gpuTest(
  'potentials are taken from their row of every part, wherever the parts are now',
  async ({ device }) => {
    const source = { cells: 2500, potentialRow: 2, partitions: [part(device, 0, 2500, 3 * ROW)] };
    const voltages = new GpuVoltages(device, source);
    const numbered = Float32Array.from({ length: 2500 }, (_, i) => i);
    const shown = async () => {
      voltages.refresh();
      return (await texels(device, voltages.texture.sourceTexture as GPUTexture, 3)).subarray(0, 2500);
    };
    expect(await shown()).toEqual(numbered);

    source.partitions[0]?.state.destroy();
    source.partitions = [part(device, 0, 2048, 2 * ROW), part(device, 2048, 452, ROW)];
    expect(await shown()).toEqual(numbered);
    voltages.dispose();
  },
);
