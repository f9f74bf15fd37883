import { fastPasses, precisePasses } from '../../formula/optimise.ts';
import { operationCounts, type Schedule } from '../../formula/schedule.ts';
import { FunctionBody, moduleOf } from '../../formula/wasm/module.ts';
import { f32x4, f64x2 } from '../../formula/wasm/precision.ts';
import type { Problem } from '../../problem/problem.ts';
import { countsOf, type KernelParts, kernelParts, stateRows } from '../kernel-parts.ts';
import { writeAdvance } from './advance.ts';
import { writeLook } from './looks.ts';
import { planOf } from './plan.ts';
import { writePending, writeRestart } from './restart.ts';
import { CORNERS, past, Rows } from './rows.ts';
import { writeSample } from './sample.ts';
import { type Design, Writer } from './writer.ts';

/** The numbers that an engine on the CPU calculates with. */
export type Digits = 'float32' | 'float64';

export interface KernelOptions {
  readonly digits?: Digits;
  /** Keep every number changeable without a new module; costs a few operations per step. */
  readonly live?: boolean;
  /** False leaves out events and statistics: the steps alone, to see what measuring costs. */
  readonly measure?: boolean;
  /** Whether a product and a sum may be one instruction with one rounding; by default where the host has it. */
  readonly fuse?: boolean;
  /** Vectors that are advanced together; by default as many as `copiesFor` says. */
  readonly copies?: number;
}

/** The WebAssembly module for a problem and what it expects in its memory. */
export interface Kernel extends KernelParts {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digits: Digits;
  readonly rows: Rows;
}

/** Generates the module that advances a problem's population. */
export function generateKernel(
  problem: Problem,
  { digits = 'float32', live = false, measure = true, fuse = canFuse(), copies }: KernelOptions = {},
): Kernel {
  const precision = digits === 'float32' ? f32x4 : f64x2;
  const parts = kernelParts(problem, { live, single: digits === 'float32' });
  const { program, varied, compensated, sampled } = parts;
  const states = compensated ? stateRows(program.states) : program.states;
  const names = [
    ...states,
    ...past,
    CORNERS,
    ...varied.map(({ symbol }) => symbol),
    ...program.fields.map(({ name }) => name),
  ];
  const plan = planOf(program, {
    passes: digits === 'float32' ? fastPasses : precisePasses,
    compensated,
    sampled,
  });
  const rows = new Rows(names, precision, copies ?? copiesFor(plan, states, fuse));
  const counts = countsOf(parts);
  const design: Design = {
    program,
    plan,
    rows,
    states,
    sampled,
    live: parts.live,
    count: (symbol) => counts.get(symbol)!,
    tableBegin: (name) => parts.tables.begins.get(name)!,
    listsEvents: measure && problem.record.events,
    measures: measure,
    fuses: fuse,
  };
  const bytes = moduleBytes(design);
  return { ...parts, bytes, digits, rows };
}

/** Operations of a step below which it is short. */
const SHORT = 60;

/**
 * Vectors that are advanced together, so that none waits for itself: 2, or 3 of the fewer instructions of a host that fuses, or 4 where
 * these are so few that a step would still wait for the one before. More do not fit into the registers.
 */
function copiesFor(plan: Schedule, states: readonly string[], fuse: boolean): number {
  if (!fuse) return 2;
  const counts = operationCounts(
    plan,
    states.map((name) => plan.outputs.get(`next:${name}`)!),
  );
  return Object.values(counts).reduce((sum, count) => sum + count, 0) < SHORT ? 4 : 3;
}

function moduleBytes(design: Design): Uint8Array<ArrayBuffer> {
  const writer = new Writer(design);
  const exported = {
    advance: writeAdvance(writer, writeLook(writer)),
    sample: writeSample(writer),
    restart_run: writeRestart(writer, 'run'),
    restart_window: writeRestart(writer, 'window'),
    pending: writePending(writer),
  };
  return moduleOf(writer.functions, exported);
}

let fusing: boolean | undefined;

/** Whether the host has the instructions of relaxed SIMD. */
export function canFuse(): boolean {
  if (fusing === undefined) {
    const body = new FunctionBody(0, ['v128', 'v128', 'v128', 'i32']);
    body.get(3).get(0).get(1).get(2).vector('f32x4.relaxed_madd').vectorMemory('v128.store');
    fusing = WebAssembly.validate(moduleOf([body], {}));
  }
  return fusing;
}
