import { stateRows } from '../../kernel-parts.ts';
import type { PlanOptions } from '../../plan.ts';
import type { Program } from '../../program.ts';
import type { Bindings } from './bindings.ts';
import { lanePlan } from './plan.ts';
import { LanePrinter } from './printer.ts';
import { type Places, placesOf } from './records.ts';

/** What the sections of the generated part are made from. */
export interface Lane {
  readonly program: Program;
  readonly bindings: Bindings;
  /** Names of the states, with what rounding leaves out of them. */
  readonly rows: readonly string[];
  /** Where the fields of a record are while a neuron is advanced. */
  readonly places: Places;
  readonly printer: LanePrinter;
  /** What is sampled, and what is shown of every neuron. */
  readonly sampled: readonly string[];
  readonly shown: readonly string[];
}

export function laneOf(program: Program, bindings: Bindings, options: PlanOptions): Lane {
  const { compensated, sampled, shown = [] } = options;
  const rows = compensated ? stateRows(program.states) : [...program.states];
  const printer = new LanePrinter(program, lanePlan(program, { ...options, shown }), rows, bindings);
  return { program, bindings, rows, places: placesOf(program), printer, sampled, shown };
}
