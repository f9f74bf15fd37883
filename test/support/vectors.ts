import { Constants, emit } from '../../src/formula/wasm/emit.ts';
import { FunctionBody, moduleOf } from '../../src/formula/wasm/module.ts';
import type { Precision } from '../../src/formula/wasm/precision.ts';
import { type Value, Vectors } from '../../src/formula/wasm/vectors.ts';

const PAGE = 65536;

/**
 * Compiles what is made of some inputs, and computes it for many numbers.
 * @param make writes the values; they come out in its order
 * @param columns one array of numbers for each input, all of one length
 */
export function computed(
  precision: Precision,
  columns: Readonly<Record<string, readonly number[]>>,
  make: (v: Vectors) => readonly Value[],
  fuses = false,
): { inputs: Record<string, number[]>; outputs: number[][] } {
  const names = Object.keys(columns);
  const count = Math.ceil(columns[names[0]!]!.length / precision.lanes) * precision.lanes;
  const row = count * precision.bytes;
  const v = new Vectors(precision, fuses);
  const roots = make(v);
  const body = new FunctionBody(0, ['i32', 'i32']);
  const constants = new Constants(body, v, roots);
  body.block('loop', () => {
    const input = (name: string) => body.get(0).vectorMemory('v128.load', row * names.indexOf(name));
    const push = emit(body, v, roots, 1, { input, constants });
    for (const [i, root] of roots.entries()) {
      body.get(0);
      push(root, 0);
      body.vectorMemory('v128.store', row * (names.length + i));
    }
    body.get(0).i32(16).op('i32.add').tee(0).get(1).op('i32.lt_u').branch('br_if');
  });
  const memory = new WebAssembly.Memory({ initial: Math.ceil((row * (names.length + roots.length)) / PAGE) });
  const module = new WebAssembly.Module(moduleOf([body], { run: body }));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  const rowOf = (i: number) =>
    precision.bytes === 4
      ? new Float32Array(memory.buffer, row * i, count)
      : new Float64Array(memory.buffer, row * i, count);
  for (const [i, name] of names.entries()) rowOf(i).set(columns[name]!);
  (exports.run as (from: number, to: number) => void)(0, row);
  const length = columns[names[0]!]!.length;
  const taken = (i: number) => [...rowOf(i).subarray(0, length)];
  return {
    inputs: Object.fromEntries(names.map((name, i) => [name, taken(i)])),
    outputs: roots.map((_, i) => taken(names.length + i)),
  };
}
