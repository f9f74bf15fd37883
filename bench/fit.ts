// Does a fit find the conductances that a trace with noise was made with, each as often inside its 90 % as it says, and how long does it take?
// npm run bench -- fit [CANDIDATES]: one recording with so many of each round (100,000), then 16 recordings with 1024, and two of a fit that is published.
// npm run bench -- fit recording > FILE: the second of those two, as examples/cortical-potential.csv has it.
import { CpuSimulation } from '../src/engine/cpu/simulation.ts';
import { type Fit, fitModel } from '../src/studies/fit/fit.ts';
import { type OwnTrace, readTrace } from '../src/studies/fit/own-trace.ts';
import { type TraceFit, traceComparison } from '../src/studies/fit/trace.ts';
import type { Lend } from '../src/studies/study.ts';
import { nodeThreads } from '../src/threads/node.ts';
import {
  noisyRecording,
  publishedExperiment,
  publishedRanges,
  publishedTrace,
  truth as publishedTruth,
} from '../test/support/published.ts';
import { experiment, trueTrace, truth, withNoise } from '../test/support/recording.ts';
import { conditions, digits, report } from './machine.ts';

const RECORDINGS = 16;
/** mV */
const NOISE = 1;

export default async function fit([candidates = '100000']: readonly string[]): Promise<void> {
  if (candidates === 'recording') {
    process.stdout.write(noisyRecording());
    return;
  }
  const trace = await trueTrace();
  const rows = [await row(trace, 1, Number(candidates))];
  for (let seed = 1; seed <= RECORDINGS; seed++) rows.push(await row(trace, seed, 1024));
  const inside = rows.slice(1).reduce((sum, { found }) => sum + found, 0);
  const noisy = readTrace(noisyRecording(), 'with noise');
  report('fit', conditions(), [...rows, await publishedRow(publishedTrace()), await publishedRow(noisy)]);
  console.log(
    `${inside} of ${3 * RECORDINGS} values are inside the middle 90 % of what 1024 candidates found`,
  );
}

const row = (trace: OwnTrace, seed: number, count: number) =>
  fitted(
    String(seed),
    truth,
    { count, seed },
    {
      trace: withNoise(trace, NOISE, seed),
      experiment,
      ranges: {},
    },
  );

/** The two conductances that are published, with 5000 candidates. */
const publishedRow = (trace: OwnTrace) =>
  fitted(
    `published, ${trace.name === 'with noise' ? 'noise of 1 mV' : 'no noise'}`,
    publishedTruth,
    { count: 5000 },
    { trace, experiment: publishedExperiment, ranges: publishedRanges },
  );

async function fitted(
  recording: string,
  known: Readonly<Record<string, number>>,
  options: { readonly count: number; readonly seed?: number },
  data: Pick<TraceFit, 'trace' | 'experiment' | 'ranges'>,
) {
  const comparison = traceComparison({ ...data, free: Object.keys(known), hold: 0.3 });
  const begin = performance.now();
  const found = await fitModel(comparison, options, lend);
  return {
    recording,
    candidates: options.count,
    rounds: found.rounds.length,
    seconds: digits((performance.now() - begin) / 1000),
    ...Object.fromEntries(
      found.estimates.map(({ name, low, high }) => [name, `${digits5(low)} to ${digits5(high)}`]),
    ),
    found: insideOf(found, known),
    'held back, mV': digits(found.foretold!.held.rms),
    'inside the 90 % band': digits(found.foretold!.held.coverage),
  };
}

const digits5 = (value: number): number => Number(value.toPrecision(5));

/** How many of the true values are inside the middle 90 %. */
const insideOf = ({ estimates }: Fit, known: Readonly<Record<string, number>>): number =>
  estimates.filter(({ name, low, high }) => known[name]! > low && known[name]! < high).length;

const lend: Lend = async (problem, use) => {
  const simulation = await CpuSimulation.create(problem, { threads: nodeThreads() });
  try {
    return await use(simulation);
  } finally {
    simulation.destroy();
  }
};
