import { describe, expect, it } from 'vitest';
import { cudaProgram, instructionsPerStep } from '../../bench/cuda/translate.ts';
import { population } from '../../bench/speed.ts';
import { initialState } from '../../src/engine/initial.ts';
import { Numbers } from '../../src/engine/numbers.ts';
import { generateKernel } from '../../src/engine/webgpu/kernel.ts';

const program = async (dt: number) => {
  const problem = population(2, { dt });
  return cudaProgram(generateKernel(problem), await initialState(problem, new Numbers(problem)));
};

describe('the CUDA program', () => {
  it('has the step of the shader in C++', async () => {
    const [step = ''] =
      /__device__ __forceinline__ State next_state[\s\S]*?\n}/.exec(await program(0.025)) ?? [];
    expect(step).toContain('return State{');
    // Words of WGSL, and literals of double precision, which would be computed as such.
    expect(step).not.toMatch(/\blet\b|\bf32\b|->|\d\.\d+(?![\de+-]*f)\b/);
  });

  it('is refused for steps with compensated sums', async () => {
    await expect(program(0.01)).rejects.toThrow('0.02 ms');
  });
});

describe('instructions per step', () => {
  it('are those of the longest loop in PTX, a quarter of them', () => {
    const ptx = [
      '$L__BB0_1:',
      '\tadd.s32 %r1, %r1, 1;',
      '\t@%p1 bra $L__BB0_1;',
      '$L__BB0_2:',
      ...Array.from({ length: 14 }, () => '\tfma.rn.ftz.f32 \t%f1, %f2, %f3, %f4;'),
      '\tsetp.lt.u32 \t%p2, %r1, %r2;',
      '\t@%p2 bra \t$L__BB0_2;',
      '\tret;',
    ].join('\n');
    expect(instructionsPerStep(ptx)).toBe(4);
  });

  it('are not guessed', () => {
    expect(() => instructionsPerStep('ret;')).toThrow('no loop');
  });
});
