// What a thread can do at most: multiplications and additions of vectors in registers, nothing else.
import { canFuse } from '../src/engine/cpu/kernel.ts';
import { FunctionBody, moduleOf } from '../src/formula/wasm/module.ts';
import { of, type Precision, splat } from '../src/formula/wasm/precision.ts';

const ITERATIONS = 1 << 20;
/** Chains that do not depend on one another, so that none waits for its own last result. */
const CHAINS = 10;

/** Multiplications and additions of numbers per second and thread, in one instruction where the host has it; the best of some runs. */
export function peakOperationsOfThread(precision: Precision): number {
  const body = new FunctionBody(0, ['i32']);
  const constant = (value: number) => {
    const local = body.local('v128');
    body.constant(splat(precision, value)).set(local);
    return local;
  };
  const [factor, term] = [constant(0.999), constant(0.5)];
  const chains = Array.from({ length: CHAINS }, (_, i) => constant(i));
  body.block('loop', () => {
    for (const x of chains) {
      body.get(x).get(factor);
      if (canFuse()) body.get(term).vector(of(precision, 'relaxed_madd')).set(x);
      else body.vector(of(precision, 'mul')).get(term).vector(of(precision, 'add')).set(x);
    }
    body.get(0).i32(1).op('i32.sub').tee(0).branch('br_if');
  });
  body.i32(0);
  for (const [i, x] of chains.entries()) {
    body.get(x);
    if (i > 0) body.vector(of(precision, 'add'));
  }
  body.vectorMemory('v128.store');
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(moduleOf([body], { run: body }));
  const { run } = new WebAssembly.Instance(module, { host: { memory } }).exports as { run(n: number): void };
  let best = 0;
  for (let round = 0; round < 30; round++) {
    const started = performance.now();
    run(ITERATIONS);
    const seconds = (performance.now() - started) / 1000;
    best = Math.max(best, (2 * CHAINS * ITERATIONS * precision.lanes) / seconds);
  }
  return best;
}
