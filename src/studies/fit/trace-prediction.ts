import type { Simulation, Traces } from '../../engine/simulation.ts';
import type { Population, Problem } from '../../problem/problem.ts';
import { withCandidates } from './candidates.ts';
import type { Datum, Prediction } from './comparison.ts';
import type { Free } from './free.ts';
import { runOthers } from './runs.ts';

/** Samples of each part that a prediction is judged by: more say no more. */
const JUDGED = 2000;

/** What candidates say of a recorded potential, at samples all over what was fitted and what was held back. */
export function tracePrediction(
  problem: Problem,
  free: readonly Free[],
  samples: { readonly fitted: readonly Datum[]; readonly held: readonly Datum[] },
): Prediction {
  const [fitted, held] = [thinned(samples.fitted), thinned(samples.held)];
  const times = [...fitted, ...held].map(({ at }) => at);
  return {
    unit: 'mV',
    fitted,
    held,
    problem: (values) => {
      const candidates = withCandidates(problem, free, values);
      const cells = Array.from(values[0]!, (_, cell) => cell);
      // A step more: samples are those before the end.
      return {
        ...candidates,
        steps: candidates.steps + 1,
        record: { events: false, traces: { cells, every: 1, values: [problem.system.potential] } },
      };
    },
    run: (simulation, population) => potentialsAt(times, simulation, population),
  };
}

/** At most so many, evenly. */
function thinned(samples: readonly Datum[]): readonly Datum[] {
  const count = Math.min(JUDGED, samples.length);
  return Array.from({ length: count }, (_, i) => samples[Math.floor(((i + 0.5) * samples.length) / count)]!);
}

/** V of each traced neuron at ascending times (ms), on straight lines between steps. */
async function potentialsAt(
  times: readonly number[],
  simulation: Simulation,
  population: Population,
): Promise<Float64Array[]> {
  const { problem } = simulation;
  const found = Array.from({ length: simulation.cells }, () => new Float64Array(times.length));
  let before: { readonly time: number; readonly V: Float64Array } | undefined;
  let next = 0;
  const take = (time: number, V: Float64Array) => {
    for (; next < times.length && times[next]! <= time + 1e-6 * problem.dt; next++) {
      const share = before ? (times[next]! - before.time) / (time - before.time) : 1;
      for (const [cell, row] of found.entries())
        row[next] = before ? before.V[cell]! + share * (V[cell]! - before.V[cell]!) : V[cell]!;
    }
    before = { time, V };
  };
  const onTraces = ({ cells, time, values }: Traces) => {
    const V = values[problem.system.potential]!;
    for (const [sample, at] of time.entries())
      take(at, V.slice(sample * cells.length, (sample + 1) * cells.length));
  };
  for (const cell of await runOthers(simulation, population, { onTraces })) found[cell]!.fill(Number.NaN);
  return found;
}
