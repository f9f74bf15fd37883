import type { Neurons } from './neurons.ts';

/** What an experiment is as a text of another program. */
export interface Exported {
  readonly text: string;
  /** What of the experiment is not in it, one line each. */
  readonly remarks: readonly string[];
}

/** One program that experiments are written for. */
export interface Exporter {
  /** What people call it. */
  readonly title: string;
  /** Whether it takes one neuron only. */
  readonly single: boolean;
  /** @throws InputError that names what it cannot represent */
  write(neurons: Neurons): Exported;
}
