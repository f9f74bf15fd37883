import type { Simulation } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';

// What questions that populations answer have in common.

/** Lends a simulation of a problem at its initial state to `use`, and takes it back. Whoever asks for a study says on which engine. */
export type Lend = <Result>(
  problem: Problem,
  use: (simulation: Simulation) => Promise<Result>,
) => Promise<Result>;

/** What a study found. */
export interface Report {
  /** Columns of equal length, in the order in which they are printed. */
  readonly columns: readonly ReportColumn[];
  /** The numbers that the sentences name, by a name in camel case. */
  readonly findings: Readonly<Record<string, Finding>>;
  /** What was found, in words with units: two sentences. */
  readonly sentences: readonly string[];
  /** Names of the columns that a plot shows, where there is something to be plotted. */
  readonly plot?: {
    readonly x: string;
    readonly y: readonly string[];
    /** What is shown besides, in the same units. */
    readonly points?: readonly (readonly [x: number, y: number])[];
  };
  /** What belongs to the whole of the result besides its rows, by name, as JSON. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A column of what was found. */
export interface ReportColumn {
  /** Quantity and unit, such as `threshold_uA_cm2`. */
  readonly name: string;
  /** A number for each row, NaN where there is none; or a word. */
  readonly values: ArrayLike<number> | readonly string[];
  /** The unit as people write it, such as "uA/cm2". */
  readonly unit: string;
  /** What it is, in words, for the title and the axis of a plot. */
  readonly words: string;
}

/** A number with its unit; NaN where there is none. */
export interface Finding {
  readonly value: number;
  readonly unit: string;
}
