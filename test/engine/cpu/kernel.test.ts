import { describe, expect, it } from 'vitest';
import { generateKernel } from '../../../src/engine/cpu/kernel.ts';
import { problemOf } from '../../support/problems.ts';

describe('vectors that are advanced together', () => {
  const copiesOf = (model: string, fuse: boolean) =>
    generateKernel(problemOf({ model }), { fuse }).rows.copies;

  it('are more where a step is so short that it would wait for the one before', () => {
    expect(copiesOf('hodgkin-huxley', true)).toBe(3);
    expect(copiesOf('persistent-sodium-high', true)).toBe(4);
  });

  it('are fewer where each has more instructions', () => {
    expect(copiesOf('hodgkin-huxley', false)).toBe(2);
    expect(copiesOf('persistent-sodium-high', false)).toBe(2);
  });
});
