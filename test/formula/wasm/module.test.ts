import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FunctionBody, moduleOf } from '../../../src/formula/wasm/module.ts';
import { opcodes, vectorOpcodes } from '../../../src/formula/wasm/opcodes.ts';

function instance(functions: readonly FunctionBody[], exported: Record<string, FunctionBody>) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(moduleOf(functions, exported));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  return { memory, exports: exports as Record<string, (...args: number[]) => void> };
}

describe('moduleOf', () => {
  it('keeps every whole number of 32 bits', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const body = new FunctionBody(0, []);
        body.i32(8).i32(value).memory('i32.store', 4);
        const { memory, exports } = instance([body], { write: body });
        exports.write!();
        expect(new Int32Array(memory.buffer)[3]).toBe(value);
      }),
    );
  });

  it('calls functions by their numbers, and locals by theirs', () => {
    const store = new FunctionBody(0, ['i32', 'i32']);
    store.get(0).get(1).memory('i32.store');
    const twice = new FunctionBody(1, ['i32']);
    const [vector, number] = [twice.local('v128'), twice.local('i32')];
    twice.constant(new Uint8Array(16)).set(vector);
    twice.get(0).i32(2).op('i32.mul').set(number).i32(16).get(number).call(store);
    const { memory, exports } = instance([store, twice], { twice });
    exports.twice!(21);
    expect(new Int32Array(memory.buffer)[4]).toBe(42);
  });

  it('loops and chooses', () => {
    const body = new FunctionBody(0, ['i32']);
    const sum = body.local('i32');
    body.block('loop', () => {
      body.get(0).i32(1).op('i32.and');
      body.block(
        'if',
        () => body.get(sum).get(0).op('i32.add').set(sum),
        () => body.get(sum).i32(100).op('i32.add').set(sum),
      );
      body.get(0).i32(1).op('i32.sub').tee(0).branch('br_if');
    });
    body.i32(0).get(sum).memory('i32.store');
    const { memory, exports } = instance([body], { run: body });
    exports.run!(4);
    expect(new Int32Array(memory.buffer)[0]).toBe(100 + 3 + 100 + 1);
  });

  it('holds long functions', () => {
    const body = new FunctionBody(0, ['i32']);
    for (let i = 0; i < 50_000; i++) body.get(0).i32(i).op('i32.add').set(0);
    body.i32(0).get(0).memory('i32.store');
    const { memory, exports } = instance([body], { run: body });
    exports.run!(1);
    expect(new Int32Array(memory.buffer)[0]).toBe(1 + (50_000 * 49_999) / 2);
  });

  it('has no two instructions of one number', () => {
    for (const table of [opcodes, vectorOpcodes]) {
      const numbers = Object.values(table);
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });
});
