// What operations cost where a kernel runs, each by itself.
import numerics from '../shaders/numerics.wgsl?raw';
import { canFuse } from '../src/engine/cpu/kernel.ts';
import {
  add,
  call,
  divide,
  type Expr,
  less,
  maximum,
  minimum,
  multiply,
  negate,
  number,
  type Operation,
  select,
  symbol,
  within,
} from '../src/formula/expr.ts';
import { schedule } from '../src/formula/schedule.ts';
import { Constants, emit } from '../src/formula/wasm/emit.ts';
import { lower } from '../src/formula/wasm/lower.ts';
import { FunctionBody, moduleOf } from '../src/formula/wasm/module.ts';
import { type Precision, splat } from '../src/formula/wasm/precision.ts';
import { Vectors } from '../src/formula/wasm/vectors.ts';
import { printNodes } from '../src/formula/wgsl.ts';
import { INVOCATIONS, timedShader } from './dispatch.ts';
import { median } from './machine.ts';

/** Values that each go through the same operations, so that none waits for its own last result. */
const CHAINS = 8;
const ROUNDS = 5;

const x = symbol('x');
const factor = symbol('factor');
/** The operations of x, which stays between 0 and 1, and a number that the compiler does not know. */
const formulas: Partial<Record<Operation, Expr>> = {
  divide: divide(factor, add(x, number(1.5))),
  power: call('power', x, factor),
  minimum: minimum(x, factor),
  maximum: maximum(x, factor),
  within: within(x, factor),
  negate: negate(x),
  abs: call('abs', x),
  exp: call('exp', x),
  log: call('log', add(x, number(0.5))),
  sqrt: call('sqrt', x),
  cbrt: call('cbrt', x),
  // A comparison is paid with the selection that it is for.
  select: select(less(x, factor), factor, x),
};
/** Additions that stand in a formula besides. */
const besides: Partial<Record<Operation, number>> = { divide: 1, log: 1 };
/** Operations that cost nothing of their own. */
const free: ReadonlySet<Operation> = new Set(['less', 'lessEqual', 'and', 'or', 'not', 'differ']);

/** Makes what takes every chain many times to the next x by a formula of x and `factor`, and says how long that took, s. */
export type Chains = (next: Expr) => Promise<() => Promise<number>>;

/** Cost of every operation that is known, in additions or multiplications. */
export async function operationCosts(chains: Chains): Promise<(operation: Operation) => number> {
  // The chain itself is a multiplication and an addition.
  const chainOf = (value: Expr) => chains(add(multiply(value, number(0.25)), factor));
  const names = Object.keys(formulas) as Operation[];
  const plain = await chainOf(x);
  const runs: (() => Promise<number>)[] = [];
  for (const name of names) runs.push(await chainOf(formulas[name]!));
  const rounds: { base: number; all: number[] }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const base = await plain();
    const all: number[] = [];
    for (const run of runs) all.push(await run());
    rounds.push({ base, all });
  }
  const costs = new Map<Operation, number>();
  for (const [i, name] of names.entries()) {
    const cost = median(rounds.map(({ base, all }) => (2 * (all[i]! - base)) / base));
    // None is cheaper than an addition, whatever a busy machine says.
    costs.set(name, Math.max(1, cost - (besides[name] ?? 0)));
  }
  return (operation) => (free.has(operation) ? 0 : (costs.get(operation) ?? 1));
}

/** Chains in a shader. */
export function shaderChains(device: GPUDevice): Chains {
  const iterations = 200;
  const names = Array.from({ length: CHAINS }, (_, i) => `x${i}`);
  return async (next) => {
    const plan = schedule(new Map([['x', next]]), new Set(['x']));
    const root = plan.outputs.get('x')!;
    const step = (name: string) => {
      const symbolOf = (given: string) => (given === 'x' ? name : given);
      const { lines, expression } = printNodes(plan, [root], { symbol: symbolOf, stored: () => undefined });
      return `    { ${lines.join(' ')} ${name} = ${expression(root)}; }`;
    };
    const code = `${numerics}
@group(0) @binding(0) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let factor = data[id.x];
${names.map((name, i) => `  var ${name} = f32(${i}) / ${CHAINS}.0;`).join('\n')}
  for (var i = 0; i < ${iterations}; i++) {
${names.map(step).join('\n')}
  }
  data[id.x] = min(${names.join(' + ')}, 0.25);
}`;
    const { seconds } = await timedShader(device, code, new Float32Array(INVOCATIONS).fill(0.25));
    return seconds;
  };
}

/** Chains of vectors in WebAssembly, on this thread. */
export function threadChains(precision: Precision): Chains {
  const iterations = 1 << 18;
  return async (next) => {
    const body = new FunctionBody(0, ['i32']);
    const v = new Vectors(precision, canFuse());
    const plan = schedule(new Map([['x', next]]), new Set(['x']));
    const root = lower(plan, v).value(plan.outputs.get('x')!);
    const constants = new Constants(body, v, [root]);
    const vector = (value: number) => {
      const local = body.local('v128');
      body.constant(splat(precision, value)).set(local);
      return local;
    };
    const known = vector(0.25);
    const values = Array.from({ length: CHAINS }, (_, i) => vector(i / CHAINS));
    body.block('loop', () => {
      // One after another: all of them at once would not fit into the registers.
      for (const value of values) {
        const input = (name: string) => body.get(name === 'x' ? value : known);
        emit(body, v, [root], 1, { input, constants })(root, 0);
        body.set(value);
      }
      body.get(0).i32(1).op('i32.sub').tee(0).branch('br_if');
    });
    for (const [i, value] of values.entries())
      body
        .i32(0)
        .get(value)
        .vectorMemory('v128.store', 16 * i);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const module = new WebAssembly.Module(moduleOf([body], { run: body }));
    const { run } = new WebAssembly.Instance(module, { host: { memory } }).exports as {
      run(n: number): void;
    };
    // The first runs are those of code that is compiled in haste.
    for (let i = 0; i < 20; i++) run(iterations / 20);
    return async () => {
      const started = performance.now();
      run(iterations);
      return (performance.now() - started) / 1000;
    };
  };
}
