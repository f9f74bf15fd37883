import { residueOf } from '../formula/compensation.ts';
import type { ValueType } from '../formula/schedule.ts';
import { stateRows } from './kernel-parts.ts';
import type { Program } from './program.ts';
import type { PerCell, Simulation } from './simulation.ts';

// A run that is broken off and goes on later: what an engine holds of every neuron, as rows that any engine can take over.

/** A row of what an engine holds: how its words are to be read, and one for each neuron. Truths are 0 or 1. */
export interface KeptRow {
  readonly name: string;
  readonly type: ValueType;
  readonly values: PerCell | Uint32Array;
}

/** What was kept of a run. */
export interface Kept {
  /** Steps taken, and the step at which the measuring window began. */
  readonly step: number;
  readonly windowStart: number;
  /** The words of a row; nothing where the engine that they are of has no such row. */
  row(name: string): KeptRow['values'] | undefined;
}

/** A simulation that can be kept and gone on with, by the same engine to the same bytes as if nothing had been. */
export interface Resumable extends Simulation {
  /** What is run: the text of a shader or the bytes of a module. */
  readonly code: string | Uint8Array;
  /** Step at which the present measuring window began. */
  readonly windowStart: number;
  /** All that is held of the neurons, row after row. Events and samples that were not taken do not belong to it. */
  keep(): AsyncIterable<KeptRow>;
  /**
   * Goes on from what was kept of the same problem on any engine, measuring included.
   * @throws RangeError if a row is missing or has words for other neurons
   */
  resume(kept: Kept): Promise<void>;
}

/** Potentials before the present one, the latest first, and where V has corners between them. */
const past = ['V_1', 'V_2', 'V_3'] as const;
const CORNERS = 'corners';

/** Names and types of the rows that a kernel of any kind has. @param compensated whether it keeps what rounding leaves out */
export function keptRows({ states, fields }: Program, compensated: boolean): Omit<KeptRow, 'values'>[] {
  const real = (name: string) => ({ name, type: 'real' as const });
  return [
    ...(compensated ? stateRows(states) : states).map(real),
    ...past.map(real),
    { name: CORNERS, type: 'bits' },
    ...fields.map(({ name, type }) => ({ name, type })),
  ];
}

/**
 * The rows of what was kept as another kernel needs them: a state in more digits than it has is split, one in fewer is put
 * together.
 */
export function* rowsFor(
  kept: Kept,
  { program, compensated, count }: { program: Program; compensated: boolean; count: number },
): Generator<KeptRow> {
  const row = (name: string): KeptRow['values'] => {
    const values = kept.row(name);
    if (values?.length === count) return values;
    throw new RangeError(
      values
        ? `what was kept has ${values.length} words in the row "${name}", but there are ${count} neurons`
        : `what was kept has no row "${name}", which is needed to go on`,
    );
  };
  const residues = new Map(program.states.map((name) => [residueOf(name), name]));
  for (const { name, type } of keptRows(program, compensated)) {
    const state = residues.get(name);
    if (state !== undefined && !kept.row(name))
      yield { name, type, values: Float64Array.from(row(state), (value) => value - Math.fround(value)) };
    else if (!compensated && program.states.includes(name) && kept.row(residueOf(name)))
      yield { name, type, values: sum(row(name), row(residueOf(name))) };
    else yield { name, type, values: row(name) };
  }
}

const sum = (a: KeptRow['values'], b: KeptRow['values']): Float64Array =>
  Float64Array.from(a, (value, i) => value + b[i]!);
