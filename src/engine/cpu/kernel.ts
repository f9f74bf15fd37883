import { residueOf } from '../../formula/compensation.ts';
import { fastPasses, precisePasses } from '../../formula/optimise.ts';
import { FunctionBody, moduleOf } from '../../formula/wasm/module.ts';
import { f32x4, f64x2 } from '../../formula/wasm/precision.ts';
import type { Problem } from '../../problem/problem.ts';
import { type NumberSource, Numbers } from '../numbers.ts';
import { type Program, programOf } from '../program.ts';
import { writeAdvance, writeSample } from './advance.ts';
import { writeLook } from './looks.ts';
import { planOf } from './plan.ts';
import { writePending, writeRestart } from './restart.ts';
import { CORNERS, past, Rows } from './rows.ts';
import { type Design, Writer } from './writer.ts';

export type Digits = 'float32' | 'float64';

export interface KernelOptions {
  readonly digits?: Digits;
  /** Keep every number changeable without a new module; costs a few operations per step. */
  readonly live?: boolean;
  /** False leaves out events and statistics: the steps alone, to see what measuring costs. */
  readonly measure?: boolean;
  /** Whether a product and a sum may be one instruction with one rounding; by default where the host has it. */
  readonly fuse?: boolean;
  /** Vectors that are advanced together, so that none waits for itself: 2, or 3 of the fewer instructions of a host that fuses. */
  readonly copies?: number;
}

/** The WebAssembly module for a problem and what it expects in its memory. */
export interface Kernel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digits: Digits;
  readonly program: Program;
  readonly numbers: Numbers;
  readonly rows: Rows;
  /** Numbers that have a row. */
  readonly varied: readonly NumberSource[];
  /** Numbers that can be changed without a new module, in the order of their places in memory. */
  readonly live: readonly NumberSource[];
  /** Whether it keeps what rounding leaves out of the states, in rows of their own. */
  readonly compensated: boolean;
  /** Names of what a sample holds: states at the time of the potential, and observables. */
  readonly sampled: readonly string[];
}

/** Steps (ms) from which on sums in float32 are not compensated: see the kernel for the GPU. */
const UNCOMPENSATED_FROM = 0.02;

/** Generates the module that advances a problem's population. */
export function generateKernel(
  problem: Problem,
  {
    digits = 'float32',
    live = false,
    measure = true,
    fuse = canFuse(),
    copies = fuse ? 3 : 2,
  }: KernelOptions = {},
): Kernel {
  const precision = digits === 'float32' ? f32x4 : f64x2;
  const numbers = new Numbers(problem);
  const program = programOf(problem, numbers, ({ varies }) => varies || live);
  const varied = program.numbers.filter((source) => source.varies);
  const shared = live ? program.numbers.filter((source) => !source.varies) : [];
  const compensated = digits === 'float32' && problem.dt < UNCOMPENSATED_FROM;
  const sampled = [...new Set([...program.states, ...(problem.record.traces?.values ?? [])])];
  const states = compensated ? [...program.states, ...program.states.map(residueOf)] : program.states;
  const names = [
    ...states,
    ...past,
    CORNERS,
    ...varied.map(({ symbol }) => symbol),
    ...program.fields.map(({ name }) => name),
  ];
  const rows = new Rows(names, precision, copies);
  const counts = new Map(
    program.numbers
      .filter(({ type }) => type === 'step')
      .map(({ symbol }) => [symbol, numbers.value(symbol)] as const),
  );
  const design: Design = {
    program,
    plan: planOf(program, {
      passes: digits === 'float32' ? fastPasses : precisePasses,
      compensated,
      sampled,
    }),
    rows,
    states,
    sampled,
    live: shared,
    count: (symbol) => counts.get(symbol)!,
    listsEvents: measure && problem.record.events,
    measures: measure,
    fuses: fuse,
  };
  const bytes = moduleBytes(design);
  return { bytes, digits, program, numbers, rows, varied, live: shared, compensated, sampled };
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
