import type { ExportTarget } from '../../exchange/catalogue.ts';
import { documentOf, type Experiment, type ExperimentInput } from '../../protocol/experiment.ts';
import { askOnce } from '../threads/answerer.ts';

/** What is to be written; `cell` is the neuron that is taken where a program has only one. */
export interface ScriptOrder {
  readonly document: ExperimentInput;
  readonly target: ExportTarget;
  readonly cell: number;
}

/** A script, and what of the experiment is not in it. */
export interface Script {
  readonly file: Blob;
  readonly remarks: readonly string[];
}

/** A program that experiments are written for, as the page offers it. */
export interface ScriptKind {
  readonly target: ExportTarget;
  readonly title: string;
  /** Ending of its files. */
  readonly ending: string;
  /** Which cells are in them. */
  readonly contents: 'allCells' | 'selectedCell';
}

export const scriptKinds: readonly ScriptKind[] = [
  { target: 'brian2', title: 'Brian2', ending: 'py', contents: 'allCells' },
  { target: 'neuron', title: 'NEURON', ending: 'py', contents: 'allCells' },
  { target: 'neuroml', title: 'NeuroML 2', ending: 'nml', contents: 'selectedCell' },
  { target: 'xpp', title: 'XPP', ending: 'ode', contents: 'selectedCell' },
];

/** An experiment for another program, written in a thread of its own. @throws Error that names what that program cannot represent */
export function scriptOf(experiment: Experiment, target: ExportTarget, cell: number): Promise<Script> {
  const open = () => new Worker(new URL('./script-worker.ts', import.meta.url), { type: 'module' });
  return askOnce<ScriptOrder, Script>(open, { document: documentOf(experiment), target, cell });
}
