// Does a fit find the conductances that a trace with noise was made with, each as often inside its 90 % as it says, and how long does it take?
// npm run bench -- fit [CANDIDATES]: one recording with so many of each round (100,000), then 16 recordings with 1024.
import { CpuSimulation } from '../src/engine/cpu/simulation.ts';
import { type Fit, fitModel } from '../src/studies/fit/fit.ts';
import type { OwnTrace } from '../src/studies/fit/own-trace.ts';
import { traceComparison } from '../src/studies/fit/trace.ts';
import type { Lend } from '../src/studies/study.ts';
import { nodeThreads } from '../src/threads/node.ts';
import { experiment, trueTrace, truth, withNoise } from '../test/support/recording.ts';
import { conditions, digits, report } from './machine.ts';

const RECORDINGS = 16;
/** mV */
const NOISE = 1;

export default async function fit([candidates = '100000']: readonly string[]): Promise<void> {
  const trace = await trueTrace();
  const rows = [await row(trace, 1, Number(candidates))];
  for (let seed = 1; seed <= RECORDINGS; seed++) rows.push(await row(trace, seed, 1024));
  const inside = rows.slice(1).reduce((sum, { found }) => sum + found, 0);
  report('fit', conditions(), rows);
  console.log(
    `${inside} of ${3 * RECORDINGS} values are inside the middle 90 % of what 1024 candidates found`,
  );
}

async function row(trace: OwnTrace, seed: number, count: number) {
  const free = Object.keys(truth);
  const comparison = traceComparison({
    trace: withNoise(trace, NOISE, seed),
    experiment,
    free,
    ranges: {},
    hold: 0.3,
  });
  const begin = performance.now();
  const found = await fitModel(comparison, { count, seed }, lend);
  return {
    recording: seed,
    candidates: count,
    rounds: found.rounds.length,
    seconds: digits((performance.now() - begin) / 1000),
    ...Object.fromEntries(
      found.estimates.map(({ name, low, high }) => [name, `${digits4(low)} to ${digits4(high)}`]),
    ),
    found: insideOf(found),
    'held back, mV': digits(found.foretold!.held.rms),
    'inside the 90 % band': digits(found.foretold!.held.coverage),
  };
}

const digits4 = (value: number): number => Number(value.toPrecision(4));

/** How many of the true values are inside the middle 90 %. */
const insideOf = ({ estimates }: Fit): number =>
  estimates.filter(({ name, low, high }) => {
    const value = truth[name as keyof typeof truth];
    return value > low && value < high;
  }).length;

const lend: Lend = async (problem, use) => {
  const simulation = await CpuSimulation.create(problem, { threads: nodeThreads() });
  try {
    return await use(simulation);
  } finally {
    simulation.destroy();
  }
};
