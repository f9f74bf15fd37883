import { describe, expect, it } from 'vitest';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { normalQuantile } from '../../../src/population/quantile.ts';
import { randomWords, uniform } from '../../../src/population/random.ts';
import { type ExperimentInput, parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { type Fit, fitModel } from '../../../src/studies/fit/fit.ts';
import type { OwnTrace } from '../../../src/studies/fit/own-trace.ts';
import { traceComparison } from '../../../src/studies/fit/trace.ts';
import { runWhole } from '../../support/engines.ts';
import { lendCpu } from '../../support/lend.ts';

const truth = { gNa: 112, gK: 39.5, gL: 0.27 };
const names = Object.keys(truth) as (keyof typeof truth)[];
/** mV */
const NOISE = 1;
const EVERY = 0.2;
const experiment: ExperimentInput = {
  stimulus: { kind: 'step', amplitude: 12, onset: 5 },
  integrator: 'strang-richardson',
};

/** A trace with noise: by a Runge-Kutta method of fourth order, in float64, at steps of 0.01 ms, where the fit takes 0.05 ms in float32. */
async function recording(duration: number, seed: number): Promise<OwnTrace> {
  const parsed = parseExperiment({
    ...experiment,
    parameters: truth,
    dt: 0.01,
    integrator: 'rk4',
    duration,
    record: { traces: { cells: [0], every: EVERY, values: ['V'] } },
  });
  const { traces } = await runWhole(await CpuSimulation.create(prepare(parsed), { digits: 'float64' }));
  const error = (i: number) => NOISE * normalQuantile(uniform(...randomWords(seed, 99, i, 0)));
  return {
    name: 'trace',
    times: [...traces.time],
    values: [...traces.values.V!].map((V, i) => V + error(i)),
  };
}

const estimate = ({ estimates }: Fit, name: string) => estimates.find((one) => one.name === name)!;

describe('a fit to a trace with noise', () => {
  it('finds the conductances that it was made with, each within its spread, and foretells the rest', async () => {
    const trace = await recording(50, 1);
    const comparison = traceComparison({ trace, experiment, free: names, ranges: {}, hold: 0.3 });
    const started = performance.now();
    const found = await fitModel(comparison, { count: 1024, seed: 1 }, lendCpu());
    console.log((performance.now() - started) / 1000);
    for (const r of found.rounds)
      console.log(
        r.round,
        r.tolerance,
        r.acceptance,
        r.effective,
        r.kept.distances.length,
        r.least,
        r.ending,
      );
    for (const e of found.estimates) console.log(e.name, e.low, e.median, e.high, e.narrowed);
    console.log(found.correlations, found.foretold);
    for (const name of names) {
      const { low, high } = estimate(found, name);
      expect(truth[name]).toBeGreaterThan(low);
      expect(truth[name]).toBeLessThan(high);
    }
  });
});
