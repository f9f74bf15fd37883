import { isDeepStrictEqual } from 'node:util';
import { generateKernel as moduleOf } from '../../src/engine/cpu/kernel.ts';
import { generateKernel as shaderOf } from '../../src/engine/webgpu/kernel.ts';
import { parseText } from '../../src/input/json.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { documentOf, type Experiment, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { writtenOf } from '../../src/protocol/written.ts';

// What must hold of everything that was accepted.

/** An experiment behind the door. */
export interface Prepared {
  readonly experiment: Experiment;
  readonly problem: Problem;
}

/** @throws InputError if the document cannot be run */
export function prepared(document: unknown): Prepared {
  const experiment = parseExperiment(document);
  return { experiment, problem: prepare(experiment) };
}

/** One in so many of what was accepted is compiled, which takes longer than all else. */
const COMPILED = 32;

/** @throws Error if an experiment that was accepted is another one after it was written, or is none for the engines */
export function checkPrepared({ experiment, problem }: Prepared, bytes: Uint8Array): void {
  checkNumbers(experiment, 'the experiment');
  for (const written of [documentOf(experiment), writtenOf(experiment, false)])
    checkSame(experiment, parseExperiment(throughText(written)), 'the experiment that was written');
  for (const { path, extremes } of problem.population.columns) checkNumbers([...extremes], path);
  checkKernels(problem, bytes);
}

/** @throws Error if a problem, one in so many, becomes no instructions for the CPU or no shader */
export function checkKernels(problem: Problem, { length }: Uint8Array): void {
  if (length % COMPILED === 0) compiled(problem);
}

function compiled(problem: Problem): void {
  for (const digits of ['float32', 'float64'] as const)
    if (!WebAssembly.validate(moduleOf(problem, { digits }).bytes))
      throw new Error(`the module of ${digits} is not valid`);
  const { wgsl } = shaderOf(problem);
  const number = /\b(NaN|Infinity|undefined)\b/.exec(wgsl.replaceAll(/\/\/.*/g, ''));
  if (number) throw new Error(`the shader holds ${number[0]}`);
}

/** What a document is after it was written and read. */
export const throughText = (document: unknown): unknown => parseText(JSON.stringify(document), 'written');

/** @throws Error if two values are not the same in JSON, which knows no -0 */
export function checkSame(before: unknown, after: unknown, what: string): void {
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
  if (!isDeepStrictEqual(plain(before), plain(after))) throw new Error(`${what} is another one`);
}

/** @throws Error if something holds a number that is none or infinite */
export function checkNumbers(value: unknown, what: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${what} holds ${value}`);
  if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) checkNumbers(item, what);
}
