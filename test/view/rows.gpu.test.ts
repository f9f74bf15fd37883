import { expect } from 'vitest';
import type { Display } from '../../src/engine/webgpu/display.ts';
import { gpuBands } from '../../src/view/bands.ts';
import { GpuRows } from '../../src/view/gpu-rows.ts';
import type { TextureName } from '../../src/view/rows.ts';
import { gpuTest } from '../support/gpu.ts';

const ROW = 1024;

/** A buffer of rows: cell i has the value first + i in the last of them, and 999 in the others. */
function rowsOf(device: GPUDevice, first: number, stride: number, rows: number) {
  const { COPY_SRC, COPY_DST } = GPUBufferUsage;
  const buffer = device.createBuffer({ size: 4 * rows * stride, usage: COPY_SRC | COPY_DST });
  const others = (rows - 1) * stride;
  const values = Float32Array.from({ length: rows * stride }, (_, i) =>
    i < others ? 999 : first + i - others,
  );
  device.queue.writeBuffer(buffer, 0, values);
  return buffer;
}

/** A part of a population whose state has three rows, the last of which is the potential. */
const part = (device: GPUDevice, first: number, cells: number, stride: number) => ({
  first,
  cells,
  stride,
  state: rowsOf(device, first, stride, 3),
});

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

gpuTest('channels are taken from the rows of every part, wherever the parts are now', async ({ device }) => {
  const source = {
    cells: 2500,
    problem: { system: { potential: 'V' } },
    potentialRow: 2,
    partitions: [part(device, 0, 2500, 3 * ROW)],
    display: () => ({ destroy: () => {} }) as unknown as Display,
    show: async (_: Display, names: readonly string[]) => {
      expect(names[0]).toBe('rate');
      return source.partitions.map(({ first, cells, stride }) => {
        return { first, cells, stride, rows: rowsOf(device, first + 0.5, stride, names.length) };
      });
    },
  };
  const rows = new GpuRows(device, source);
  rows.choose('colour', 'V');
  rows.choose('x', 'rate');
  rows.choose('y', (cell) => 10 * cell);
  const shown = async (channel: TextureName) =>
    (await texels(device, rows.textures[channel].sourceTexture as GPUTexture, 3)).subarray(0, 2500);
  const expectAll = async () => {
    await rows.refresh();
    const numbered = (value: (cell: number) => number) =>
      Float32Array.from({ length: 2500 }, (_, i) => value(i));
    expect(await shown('colour')).toEqual(numbered((cell) => cell));
    expect(await shown('x')).toEqual(numbered((cell) => cell + 0.5));
    expect(await shown('y')).toEqual(numbered((cell) => 10 * cell));
  };
  await expectAll();
  source.partitions[0]?.state.destroy();
  source.partitions = [part(device, 0, 2048, 2 * ROW), part(device, 2048, 452, ROW)];
  await expectAll();

  // What cells that leave stood by stays, whatever they stand by next.
  rows.leave();
  rows.choose('y', 'm');
  await rows.refresh();
  expect(await shown('x')).toEqual(new Float32Array(2500).fill(999));
  expect(await shown('y')).toEqual(Float32Array.from({ length: 2500 }, (_, i) => i + 0.5));
  expect(await shown('formerX')).toEqual(Float32Array.from({ length: 2500 }, (_, i) => i + 0.5));
  expect(await shown('formerY')).toEqual(Float32Array.from({ length: 2500 }, (_, i) => 10 * i));
  rows.dispose();
});

gpuTest('bands of any size are copied side by side', async ({ device }) => {
  // The second begins and ends within rows of texels, the third fits into what is left of one.
  const counts = [700, 2100, 5];
  const firsts = [0, 700, 2800];
  const bands = counts.map((cells, i) => {
    const stride = Math.ceil(cells / ROW) * ROW;
    const source = {
      cells,
      problem: { system: { potential: 'V' } },
      potentialRow: 2,
      partitions: [{ ...part(device, firsts[i]!, cells, stride), first: 0 }],
      display: () => ({ destroy: () => {} }) as unknown as Display,
      show: async () => [{ first: 0, cells, stride, rows: rowsOf(device, firsts[i]! + 0.5, stride, 1) }],
    };
    return { first: firsts[i]!, source };
  });
  const rows = new GpuRows(device, gpuBands(bands));
  rows.choose('colour', 'V');
  rows.choose('x', 'm');
  await rows.refresh();
  for (const [channel, added] of [
    ['colour', 0],
    ['x', 0.5],
  ] as const) {
    const found = await texels(device, rows.textures[channel].sourceTexture as GPUTexture, 3);
    expect(found.subarray(0, 2805)).toEqual(Float32Array.from({ length: 2805 }, (_, i) => i + added));
  }
  rows.dispose();
});

gpuTest('rows that are disposed of while what is shown is computed are left alone', async ({ device }) => {
  let finish: () => void = () => {};
  const computed = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const source = {
    cells: 700,
    problem: { system: { potential: 'V' } },
    potentialRow: 2,
    partitions: [part(device, 0, 700, ROW)],
    display: () => ({ destroy: () => {} }) as unknown as Display,
    show: async () => {
      await computed;
      return [{ first: 0, cells: 700, stride: ROW, rows: rowsOf(device, 0, ROW, 1) }];
    },
  };
  const rows = new GpuRows(device, source);
  rows.choose('x', 'm');
  device.pushErrorScope('validation');
  const refreshed = rows.refresh();
  rows.dispose();
  finish();
  await refreshed;
  expect(await device.popErrorScope()).toBeNull();
});
