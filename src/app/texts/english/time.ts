import { fixed, plain, quantity, short, whole } from '../../numbers/format.ts';

/** What moves time, how fast it goes, and how exactly. */
export const time = {
  run: 'Run',
  pause: 'Pause',
  back: 'Back',
  step: 'Step',
  reset: 'Reset',
  simulated: 'Simulated time',
  moment: 'Moment',
  past: (from: number, to: number) => `${fixed(from, 1)} to ${fixed(to, 1)} ms`,
  keep: 'Keep this state',
  kept: 'Kept states',
  resetTo: 'Reset to',
  zero: 'Time 0',
  state: (number: number) => `State ${number}`,
  stateAt: (state: string, at: number) => `${state} at ${fixed(at, 1)} ms`,
  forget: (state: string) => `Remove ${state}`,
  /** @param taken and `room`, MB */
  noRoom: (states: number, taken: number, room: number) =>
    `${states} kept states take ${taken} MB, and there is room for ${room} MB; remove one first`,
  noFit: (state: string, kept: Cells, present: Cells) =>
    `${state} has ${kept.count} cells with ${kept.variables.join(', ')}, and the population has ${present.count} with ${present.variables.join(', ')}: choose the former neurons and membrane to go back to it`,
  speed: 'Speed',
  fastest: 'as fast as it can',
  reaches: (speed: number) => `, reaches ${plain(speed, 2)}`,
  flashes: (flashes: number) => `up to ${fixed(flashes, 0)} flashes/s`,
  flashesHint: 'More than three flashes a second can harm those who are sensitive to them',
  engine: 'Engine',
  neuronSteps: 'Neuron-steps/s',
  many: (count: number) => short(count, ['million', 'billion']),
  frames: 'Frames/s',
  error: 'Error of rate, of spikes',
  errorUnknown: 'unknown under noise',
  otherSpikes: (other: number, cells: number) => `other spikes in ${other} of ${cells}`,
  noSpikes: 'no spikes',
  errorUnknownHint: 'Random inputs differ at other steps, so that nothing can be compared.',
  errorHint: (cells: number, window: number) =>
    `${cells} cells, run ${plain(window)} ms on from where they were, against the same in float64 by a quarter of the step: the largest error of a rate and of the time of a last spike.`,
  diverged: ({ cell, V, time: at, remedy }: Diverged) =>
    `Cell ${whole(cell + 1)} diverged: V = ${quantity(V, 'mV')} at ${plain(at, 7)} ms; ${remedy}.`,
  goBack: 'Go back to before',
  resetToZero: 'Reset to time 0',
  showCell: 'Show the cell',
};

/** What a state is of. */
interface Cells {
  readonly count: number;
  readonly variables: readonly string[];
}

/** A cell that has no potential any more. */
interface Diverged {
  readonly cell: number;
  /** mV */
  readonly V: number;
  /** ms */
  readonly time: number;
  /** What causes it and what can be done, as the engine says it. */
  readonly remedy: string;
  /** ms */
  readonly dt: number;
  readonly integrator: { readonly name: string; readonly stability: number };
}
