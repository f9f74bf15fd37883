import { variedQuantities } from '../population/sweep.ts';
import type { Experiment } from '../protocol/experiment.ts';
import type { Measures } from './simulation.ts';

/** What an engine keeps of one neuron; times in steps, NaN for none, potentials in mV. */
export interface CellRecord {
  readonly spikes: number;
  readonly first: number;
  readonly last: number;
  /** First event after the onset of the stimulus. */
  readonly response: number;
  readonly peak: number;
  readonly trough: number;
}

/**
 * Turns the records of an engine into measures in ms, mV and Hz.
 * @param windowSteps steps that the measuring window has lasted
 */
export function measuresOf(
  experiment: Experiment,
  cells: number,
  windowSteps: number,
  record: (cell: number) => CellRecord,
): Measures {
  const { dt } = experiment;
  const onset = onsetOf(experiment);
  const measures = {
    window: windowSteps * dt,
    spikes: new Uint32Array(cells),
    first: new Float64Array(cells),
    last: new Float64Array(cells),
    rate: new Float64Array(cells),
    latency: new Float64Array(cells),
    peak: new Float64Array(cells),
    trough: new Float64Array(cells),
  };
  for (let cell = 0; cell < cells; cell++) {
    const { spikes, first, last, response, peak, trough } = record(cell);
    measures.spikes[cell] = spikes;
    measures.first[cell] = first * dt;
    measures.last[cell] = last * dt;
    measures.rate[cell] = spikes < 2 ? 0 : (1000 * (spikes - 1)) / ((last - first) * dt);
    measures.latency[cell] = response * dt - onset(cell);
    measures.peak[cell] = peak;
    measures.trough[cell] = trough;
  }
  return measures;
}

/** Onset of the stimulus in each neuron, ms. */
export function onsetOf({ stimulus, sweep }: Experiment): (cell: number) => number {
  const varied = variedQuantities(sweep);
  const numberOf = (path: string, value: number) => {
    const quantity = varied.find((candidate) => candidate.path === path);
    return quantity ? quantity.value : () => value;
  };
  switch (stimulus.kind) {
    case 'constant':
      return () => 0;
    case 'step':
    case 'ramp':
      return numberOf('stimulus.onset', stimulus.onset);
    case 'pulses': {
      const onsets = stimulus.onsets.map((value, i) => numberOf(`stimulus.onsets.${i}`, value));
      return (cell) =>
        onsets.reduce((least, onset) => Math.min(least, onset(cell)), Number.POSITIVE_INFINITY);
    }
  }
}
