import { impossiblePeak } from '../engine/peaks.ts';
import type { Measures } from '../engine/simulation.ts';
import type { Problem } from '../problem/problem.ts';
import { say } from './fail.ts';

/** Says that a peak is beyond what can be, after a run. */
export function sayPeak(
  problem: Problem,
  { peak }: Pick<Measures, 'peak'>,
  stderr: NodeJS.WritableStream,
): void {
  const found = impossiblePeak(problem, peak);
  if (!found) return;
  say(
    stderr,
    `neuron ${found.cell} peaks at ${Number(found.peak.toPrecision(4))} mV, where neither its currents nor the stimulus can drive it: ` +
      `dt = ${problem.dt} ms is too large for it`,
  );
}
