import fc from 'fast-check';
import { expect } from 'vitest';
import numerics from '../../../shaders/numerics.wgsl?raw';
import { canFuse } from '../../../src/engine/cpu/kernel.ts';
import { readBuffers } from '../../../src/engine/webgpu/readback.ts';
import { evaluate } from '../../../src/formula/evaluate.ts';
import type { Expr } from '../../../src/formula/expr.ts';
import { schedule } from '../../../src/formula/schedule.ts';
import { lower } from '../../../src/formula/wasm/lower.ts';
import { f32x4, f64x2, type Precision } from '../../../src/formula/wasm/precision.ts';
import { printNodes } from '../../../src/formula/wgsl.ts';
import { names, smoothExpressions, values } from '../../support/expressions.ts';
import { gpuTest } from '../../support/gpu.ts';
import { computed } from '../../support/vectors.ts';

const FORMULAS = 40;
const POINTS = 64;

/**
 * Every rounding of a smooth formula changes it by about its own size, and a power by sixteen at most: with some fifty operations
 * of 1 or 2 units each, and exp and pow of WGSL with a few more.
 */
const DIGITS = { wgsl: 2e-4, f32x4: 1e-4, f64x2: 1e-12 } as const;

gpuTest('closures, vectors and shaders say the same of random formulas', async ({ device }) => {
  const formulas = fc.sample(smoothExpressions, FORMULAS);
  const points = fc.sample(values, POINTS);
  const plan = schedule(new Map(formulas.map((formula, i) => [`f${i}`, formula] as const)), new Set(names));
  const columns = Object.fromEntries(names.map((name) => [name, points.map((point) => point[name]!)]));
  const exact = formulas.map((formula) => points.map((point) => evaluate(formula, point)));
  const onVectors = (precision: Precision, fuses: boolean) =>
    computed(
      precision,
      columns,
      (v) => {
        const { value } = lower(plan, v);
        return formulas.map((_, i) => value(plan.outputs.get(`f${i}`)!));
      },
      fuses,
    ).outputs;
  const check = (found: readonly number[][], digits: number, where: string) => {
    for (const [i, row] of exact.entries())
      for (const [k, right] of row.entries()) {
        // What float32 cannot hold is no matter of rounding.
        if (!(Math.abs(right) < 1e30 && Math.abs(right) > 1e-30)) continue;
        const off = Math.abs(found[i]![k]! - right) / Math.abs(right);
        expect(
          off,
          `${where}: formula ${JSON.stringify(formulas[i])} at ${JSON.stringify(points[k])}`,
        ).toBeLessThan(digits);
      }
  };
  check(onVectors(f64x2, false), DIGITS.f64x2, 'f64x2');
  check(onVectors(f32x4, false), DIGITS.f32x4, 'f32x4');
  if (canFuse()) {
    check(onVectors(f64x2, true), DIGITS.f64x2, 'f64x2 with multiply-add');
    check(onVectors(f32x4, true), DIGITS.f32x4, 'f32x4 with multiply-add');
  }
  check(await onDevice(device, plan, formulas, points), DIGITS.wgsl, 'WGSL');
});

async function onDevice(
  device: GPUDevice,
  plan: ReturnType<typeof schedule>,
  formulas: readonly Expr[],
  points: readonly Record<string, number>[],
): Promise<number[][]> {
  const code = printNodes(
    plan,
    formulas.map((_, i) => plan.outputs.get(`f${i}`)!),
    {
      symbol: (name) =>
        `inputs[${names.indexOf(name as (typeof names)[number])}u * ${points.length}u + id.x]`,
      stored: () => undefined,
    },
  );
  const shader = `${numerics}
@group(0) @binding(0) var<storage, read> inputs: array<f32>;
@group(0) @binding(1) var<storage, read_write> outputs: array<f32>;
@compute @workgroup_size(${points.length})
fn main(@builtin(global_invocation_id) id: vec3u) {
${code.lines.join('\n')}
${formulas.map((_, i) => `outputs[${i}u * ${points.length}u + id.x] = ${code.expression(plan.outputs.get(`f${i}`)!)};`).join('\n')}
}`;
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: shader }) },
  });
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const inputs = device.createBuffer({ size: 4 * names.length * points.length, usage: STORAGE | COPY_DST });
  const outputs = device.createBuffer({
    size: 4 * formulas.length * points.length,
    usage: STORAGE | COPY_SRC,
  });
  device.queue.writeBuffer(
    inputs,
    0,
    Float32Array.from(names.flatMap((name) => points.map((point) => point[name]!))),
  );
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [inputs, outputs].map((buffer, binding) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(1);
  pass.end();
  device.queue.submit([encoder.finish()]);
  const [words] = await readBuffers(device, [{ buffer: outputs, size: 4 * formulas.length * points.length }]);
  inputs.destroy();
  outputs.destroy();
  const all = new Float32Array(words!);
  return formulas.map((_, i) => [...all.subarray(i * points.length, (i + 1) * points.length)]);
}
