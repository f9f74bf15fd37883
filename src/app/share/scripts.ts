import type { ExportTarget } from '../../exchange/catalogue.ts';
import type { Exported } from '../../exchange/exporter.ts';
import { documentOf, type Experiment, type ExperimentInput } from '../../protocol/experiment.ts';

/** What is to be written; `cell` is the neuron that is taken where a program has only one. */
export interface ScriptOrder {
  readonly document: ExperimentInput;
  readonly target: ExportTarget;
  readonly cell: number;
}

export type ScriptAnswer = Exported | { readonly refused: string };

/** A program that experiments are written for, as the page offers it. */
export interface ScriptKind {
  readonly target: ExportTarget;
  readonly title: string;
  /** Ending of its files. */
  readonly ending: string;
  readonly contents: string;
}

export const scriptKinds: readonly ScriptKind[] = [
  { target: 'brian2', title: 'Brian2', ending: 'py', contents: 'All cells' },
  { target: 'neuron', title: 'NEURON', ending: 'py', contents: 'All cells' },
  { target: 'neuroml', title: 'NeuroML 2', ending: 'nml', contents: 'The selected cell' },
  { target: 'xpp', title: 'XPP', ending: 'ode', contents: 'The selected cell' },
];

/** An experiment for another program. @throws Error that names what that program cannot represent */
export function scriptOf(experiment: Experiment, target: ExportTarget, cell: number): Promise<Exported> {
  const worker = new Worker(new URL('./script-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Exported>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ScriptAnswer>) =>
      'refused' in data ? reject(new Error(data.refused)) : resolve(data);
    worker.onerror = ({ message }) =>
      reject(
        new Error(`The script could not be written (${message || 'its code did not load'}): try again.`),
      );
    worker.postMessage({ document: documentOf(experiment), target, cell } satisfies ScriptOrder);
  }).finally(() => worker.terminate());
}
