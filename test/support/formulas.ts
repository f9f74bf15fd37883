import numerics from '../../shaders/numerics.wgsl?raw';
import { readBuffers } from '../../src/engine/webgpu/readback.ts';
import type { Expr } from '../../src/formula/expr.ts';
import { schedule } from '../../src/formula/schedule.ts';
import { printNodes } from '../../src/formula/wgsl.ts';

/**
 * Values of formulas of one symbol on the GPU, printed and computed as in the kernel.
 * @param inputs values of the symbol, which float32 must hold exactly for the comparison to make sense
 */
export async function evaluateOnGpu(
  device: GPUDevice,
  formulas: ReadonlyMap<string, Expr>,
  symbol: string,
  inputs: readonly number[],
): Promise<Record<string, Float32Array>> {
  const planned = schedule(formulas, new Set([symbol]));
  const roots = [...planned.outputs.values()];
  const code = printNodes(planned, roots, { symbol: () => 'x', stored: () => undefined });
  const module = device.createShaderModule({
    code: `${numerics}
@group(0) @binding(0) var<storage, read_write> data: array<f32>;
const COUNT = ${inputs.length}u;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = id.x;
  if (index >= COUNT) {
    return;
  }
  let x = data[index];
${code.lines.map((line) => `  ${line}`).join('\n')}
${roots.map((root, i) => `  data[${i + 1}u * COUNT + index] = ${code.expression(root)};`).join('\n')}
}`,
  });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const row = 4 * inputs.length;
  const size = row * (1 + roots.length);
  const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
  const buffer = device.createBuffer({ size, usage: STORAGE | COPY_DST | COPY_SRC });
  device.queue.writeBuffer(buffer, 0, Float32Array.from(inputs));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer } }],
    }),
  );
  pass.dispatchWorkgroups(Math.ceil(inputs.length / 64));
  pass.end();
  device.queue.submit([encoder.finish()]);
  const names = [...planned.outputs.keys()];
  const parts = names.map((_, i) => ({ buffer, offset: row * (i + 1), size: row }));
  const values = await readBuffers(device, parts);
  return Object.fromEntries(
    names.map((name, i) => [name, new Float32Array(values[i] ?? new ArrayBuffer(0))]),
  );
}
