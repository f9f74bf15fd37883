import { describe, expect, it } from 'vitest';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { runExperiment } from '../../../src/engine/run.ts';
import { type ExperimentInput, parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { featureDistance, featuresOf, usualFeatures } from '../../../src/studies/fit/features.ts';
import { fitModel } from '../../../src/studies/fit/fit.ts';
import { featureComparison } from '../../../src/studies/fit/trace.ts';
import { runWhole } from '../../support/engines.ts';
import { lendCpu } from '../../support/lend.ts';

const experiment: ExperimentInput = {
  stimulus: { kind: 'step', amplitude: 12, onset: 5 },
  integrator: 'strang-richardson',
};
const duration = 60;
const usual = usualFeatures.map((name) => ({ name }));

async function run(parameters: Record<string, number>) {
  const parsed = parseExperiment({
    ...experiment,
    parameters,
    dt: 0.05,
    duration,
    statistics: [...usualFeatures],
    record: { traces: { cells: [0], every: 0.05, values: ['V'] } },
  });
  const problem = prepare(parsed);
  const { traces, measures } = await runWhole(await CpuSimulation.create(problem, { digits: 'float64' }));
  const trace = { name: 'trace', times: [...traces.time], values: [...traces.values.V!] };
  return { problem, trace, measures: measures as unknown as Record<string, Float64Array> };
}

describe('features of a recording', () => {
  it('are those of the neuron that it was made of', async () => {
    const { problem, trace, measures } = await run({});
    const features = await featuresOf(trace, usual, problem);
    expect(features.map(({ name }) => name)).toEqual([...usualFeatures]);
    // The last sample of the run is missing, and steps are added up: relative.
    for (const { name, value } of features)
      expect(Math.abs(value / measures[name]![0]! - 1)).toBeLessThan(2e-3);
    expect(measures.spikes![0]).toBe(4);
  });

  it('are found by a fit, in which each counts by how much it differs', async () => {
    const { trace } = await run({ gNa: 100, gK: 42 });
    const comparison = await featureComparison(
      { trace, experiment, free: ['gNa', 'gK'], ranges: {}, hold: 0.3 },
      usual,
    );
    const fit = await fitModel(comparison, { count: 256, rounds: 6 }, lendCpu());
    const [gNa, gK] = fit.estimates;
    expect(Math.abs(gNa!.median / 100 - 1)).toBeLessThan(0.03);
    expect(Math.abs(gK!.median / 42 - 1)).toBeLessThan(0.03);
    // V swings over 100 mV; the later spikes, which were held back, are where they should be.
    expect(fit.foretold!.held.rms).toBeLessThan(5);
  }, 20_000);

  it('count by their weights', async () => {
    const { problem, trace } = await run({});
    const simulation = await CpuSimulation.create(problem, { digits: 'float64' });
    await runExperiment(simulation);
    const distance = async (latency: number, peak: number) => {
      const features = [
        { name: 'latency', weight: latency },
        { name: 'peak', weight: peak },
      ];
      const [first, second] = await featuresOf(trace, features, problem);
      const off = [
        { ...first!, value: first!.value + 3 },
        { ...second!, value: second!.value + 4 },
      ];
      return (await featureDistance(off)(simulation))[0];
    };
    // One neuron has no spread, so that differences count as they are: 3 ms and 4 mV.
    expect(await distance(1, 1)).toBeCloseTo(Math.sqrt((9 + 16) / 2), 1);
    expect(await distance(3, 1)).toBeCloseTo(Math.sqrt((3 * 9 + 16) / 4), 1);
    simulation.destroy();
  });

  it('must be statistics', async () => {
    const { trace } = await run({});
    const given = { trace, experiment, free: ['gK'], ranges: {}, hold: 0 };
    await expect(featureComparison(given, [{ name: 'speed' }])).rejects.toThrow(
      'features: "speed" is no statistic',
    );
    const quiet = { ...trace, values: trace.values.map(() => -65) };
    await expect(featureComparison({ ...given, trace: quiet }, [{ name: 'latency' }])).rejects.toThrow(
      'trace has none of latency',
    );
  });
});
