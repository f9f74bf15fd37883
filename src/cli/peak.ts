import { impossiblePeak } from '../engine/peaks.ts';
import type { Measures } from '../engine/simulation.ts';
import { bandProblems } from '../problem/bands.ts';
import type { Problem } from '../problem/problem.ts';
import { say } from './fail.ts';

/** Says that a peak is beyond what can be, after a run; of each band. */
export function sayPeak(
  problem: Problem,
  { peak }: Pick<Measures, 'peak'>,
  stderr: NodeJS.WritableStream,
): void {
  let begin = 0;
  for (const { problem: alone, shift, count } of bandProblems(problem)) {
    const found = impossiblePeak(alone, peak.subarray(begin, begin + count));
    begin += count;
    if (!found) continue;
    say(
      stderr,
      `neuron ${found.cell + shift} peaks at ${Number(found.peak.toPrecision(4))} mV, where neither its currents nor the stimulus can drive it: ` +
        `dt = ${alone.dt} ms is too large for it`,
    );
  }
}
