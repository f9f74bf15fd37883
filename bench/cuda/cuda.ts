// Compiles and runs the CUDA program, where nvcc is installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialState } from '../../src/engine/initial.ts';
import { Numbers } from '../../src/engine/numbers.ts';
import { generateKernel } from '../../src/engine/webgpu/kernel.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { cudaProgram, instructionsPerStep } from './translate.ts';

export interface CudaResult {
  /** Multiprocessors of the GPU, and their clock in Hz. */
  readonly processors: number;
  readonly hertz: number;
  readonly instructionsPerStep: number;
  /** Neuron-steps per second for each size of the population. */
  readonly speeds: readonly number[];
}

export const hasCuda = (): boolean => spawnSync('nvcc', ['--version']).status === 0;

/** @param sizes numbers of neurons */
export async function runCuda(problem: Problem, sizes: readonly number[]): Promise<CudaResult> {
  const folder = mkdtempSync(join(tmpdir(), 'loligo-cuda-'));
  try {
    const source = join(folder, 'advance.cu');
    const program = join(folder, 'advance');
    const ptx = join(folder, 'advance.ptx');
    const start = await initialState(problem, new Numbers(problem));
    writeFileSync(source, cudaProgram(generateKernel(problem), start));
    // Divisions and exponentials as a shader has them: approximate to one or two digits in the last place.
    const options = ['-O3', '--use_fast_math'];
    execute('nvcc', [...options, '--ptx', '-o', ptx, source]);
    execute('nvcc', [...options, '-arch=native', '-o', program, source]);
    return {
      ...JSON.parse(execute(program, sizes.map(String))),
      instructionsPerStep: instructionsPerStep(readFileSync(ptx, 'utf8')),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function execute(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
  return stdout;
}
