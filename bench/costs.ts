// What operations cost on an adapter, each by itself.
import numerics from '../shaders/numerics.wgsl?raw';
import type { Operation } from '../src/formula/expr.ts';
import { INVOCATIONS, timedShader } from './dispatch.ts';
import { median } from './machine.ts';

const ITERATIONS = 200;
/** Chains that do not depend on one another, so that none waits for its own last result. */
const CHAINS = 8;
const ROUNDS = 5;

/** How the operations stand in a shader, of x, which stays between 0 and 1, and a constant that the compiler does not know. */
const expressions: Partial<Record<Operation, (x: string) => string>> = {
  divide: (x) => `(factor / (${x} + 1.5))`,
  power: (x) => `pow(${x}, factor)`,
  minimum: (x) => `lesser(${x}, factor)`,
  maximum: (x) => `greater(${x}, factor)`,
  within: (x) => `within(${x}, factor)`,
  negate: (x) => `(-${x})`,
  abs: (x) => `abs(${x})`,
  exp: (x) => `exp(${x})`,
  log: (x) => `log(${x} + 0.5)`,
  sqrt: (x) => `sqrt(${x})`,
  // A comparison is paid with the selection that it is for.
  select: (x) => `select(${x}, factor, ${x} < factor)`,
};
/** Additions that stand in an expression besides. */
const besides: Partial<Record<Operation, number>> = { divide: 1, log: 1 };
/** Operations that cost nothing of their own. */
const free: ReadonlySet<Operation> = new Set(['less', 'lessEqual', 'and', 'or', 'not', 'differ']);

/** Cost of every operation that is known, in additions or multiplications. */
export async function operationCosts(device: GPUDevice): Promise<(operation: Operation) => number> {
  const names = Object.keys(expressions) as Operation[];
  const plain = await kernelFor(device, (x) => x);
  const kernels: (() => Promise<number>)[] = [];
  for (const name of names) kernels.push(await kernelFor(device, expressions[name]!));
  const rounds: { base: number; all: number[] }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const base = await plain();
    const all: number[] = [];
    for (const run of kernels) all.push(await run());
    rounds.push({ base, all });
  }
  const costs = new Map<Operation, number>();
  for (const [i, name] of names.entries()) {
    // The chain itself is a multiplication and an addition.
    const cost = median(rounds.map(({ base, all }) => (2 * (all[i]! - base)) / base));
    // None is cheaper than an addition, whatever a busy machine says.
    costs.set(name, Math.max(1, cost - (besides[name] ?? 0)));
  }
  return (operation) => (free.has(operation) ? 0 : (costs.get(operation) ?? 1));
}

/** A function that runs the chains once and says how long that took, s. */
async function kernelFor(device: GPUDevice, step: (x: string) => string): Promise<() => Promise<number>> {
  const names = Array.from({ length: CHAINS }, (_, i) => `x${i}`);
  const code = `${numerics}
@group(0) @binding(0) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let factor = data[id.x];
${names.map((x, i) => `  var ${x} = f32(${i}) / ${CHAINS}.0;`).join('\n')}
  for (var i = 0; i < ${ITERATIONS}; i++) {
${names.map((x) => `    ${x} = ${step(x)} * 0.25 + factor;`).join('\n')}
  }
  data[id.x] = min(${names.join(' + ')}, 0.25);
}`;
  const { seconds } = await timedShader(device, code, new Float32Array(INVOCATIONS).fill(0.25));
  return seconds;
}
