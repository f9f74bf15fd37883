import { expect, it } from 'vitest';
import { layout } from '../../../src/engine/webgpu/layout.ts';

const pair = layout('Pair', ['first', 'second']);

it('packs words in the order of the declaration', () => {
  expect(pair.wgsl).toBe('struct Pair {\n  first: u32,\n  second: u32,\n}');
  expect([...pair.pack({ second: 0xffffffff, first: 7 })]).toEqual([7, 0xffffffff]);
});

it.each([0.5, -1, 2 ** 32, Number.NaN])('refuses %d, which a word would truncate', (second) => {
  expect(() => pair.pack({ first: 7, second })).toThrow(`Pair.second = ${second} is no u32`);
});
