import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { candidacyOf, neuronOf, ofCellsIn, withCandidate } from '../../../src/app/own-data/candidates.ts';
import { isCompared } from '../../../src/app/own-data/is-compared.ts';
import { type FittedRound, fittedRounds, nearestOf } from '../../../src/app/own-data/rounds.ts';
import { runExperiment } from '../../../src/engine/run.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { lendCpu } from '../../../src/studies/firing.ts';
import { fitModel } from '../../../src/studies/fit/fit.ts';
import { readPoints } from '../../../src/studies/fit/own-points.ts';
import { readTrace } from '../../../src/studies/fit/own-trace.ts';
import { comparisonOf, type FitQuestion } from '../../../src/studies/fit/question.ts';

const name = 'recorded-potential.csv';
const trace = readTrace(readFileSync(`examples/${name}`, 'utf8'), name);
const before = parseExperiment({
  stimulus: { kind: 'step', amplitude: 12, onset: 5 },
  sweep: {
    x: { vary: 'parameters.gK', values: [30, 33, 36] },
    y: { vary: 'stimulus.onset', values: [5, 7] },
  },
  statistics: ['latency'],
});
/** What the recording was simulated with, mS/cm2; see docs/guide/fit.md. */
const truth = { gNa: 112, gK: 39.5 };

describe('neurons that are compared with a recording', () => {
  const question: FitQuestion = {
    data: trace,
    experiment: neuronOf(before, true, 1),
    free: ['gNa', 'gK'],
    ranges: { gNa: { from: 60, to: 240 }, gK: { from: 18, to: 72 } },
    windows: [{ from: 0, to: 20, weight: 1 }],
    hold: 0.3,
    duration: 0,
    settle: 0,
  };
  const rounds: FittedRound[] = [];
  beforeAll(async () => {
    for await (const round of fittedRounds({ question, count: 64 })) if (rounds.push(round) === 4) break;
  });

  it('are like one cell', () => {
    expect(neuronOf(before, true, 4)).toEqual({
      model: 'hodgkin-huxley',
      parameters: { gK: 33 },
      stimulus: { kind: 'step', amplitude: 12, onset: 7 },
    });
  });

  it('come nearer round by round', () => {
    for (const [i, { round, drawn, candidates, accepted, tolerance }] of rounds.entries()) {
      expect([round, drawn]).toEqual([i + 1, 64 * (i + 1)]);
      expect(accepted.distances.every((distance) => distance <= tolerance)).toBe(true);
      const [best, second] = nearestOf(candidates, 2).map((cell) => candidates.distances[cell]!);
      expect(best).toBe(Math.min(...candidates.distances));
      expect(second).toBeGreaterThan(best!);
      if (i > 0) expect(tolerance).toBeLessThan(rounds[i - 1]!.tolerance);
    }
    const [gNa, gK] = rounds.at(-1)!.known;
    // gL is 0.3 here and not 0.27, which the others make up for: some percent.
    expect(Math.abs(gNa!.median / truth.gNa - 1)).toBeLessThan(0.05);
    expect(Math.abs(gK!.median / truth.gK - 1)).toBeLessThan(0.05);
  });

  it('are the cells of an experiment that measures the same distances', async () => {
    const { candidates } = rounds.at(-1)!;
    const experiment = parseExperiment(candidacyOf(question, rounds.at(-1)!, 8).experiment);
    expect(isCompared(experiment)).toBe(true);
    expect(isCompared(before)).toBe(false);
    const distances = await lendCpu('float64')(prepare(experiment), async (simulation) => {
      await runExperiment(simulation);
      return simulation.statistic('distance');
    });
    // The thread computes in float32, and the page is told six digits of each value: spikes are some ns elsewhere.
    for (const [cell, distance] of candidates.distances.entries())
      expect(Math.abs(distances[cell]! - distance)).toBeLessThan(1e-3);
  });

  it('give their parameters to what was there before', () => {
    const round = rounds.at(-1)!;
    const [best] = nearestOf(round.candidates, 1);
    const running = parseExperiment(candidacyOf(question, round, 8).experiment);
    const next = parseExperiment(withCandidate(running, true, ofCellsIn(before), round, best!));
    const gNa = Number(round.candidates.values[0]![best!]!.toPrecision(6));
    expect(next.parameters.gNa).toBe(gNa);
    expect(next.statistics).toEqual(['latency']);
    expect(next.duration).toBe(before.duration);
    // What varied and is found now varies no more.
    expect(next.sweep).toEqual({ y: { vary: 'stimulus.onset', values: [5, 7] } });
    expect(next.sample).toBeUndefined();
  });
});

describe('neurons that are compared with rates', () => {
  // Of the squid axon with gK = 40 instead of 36 mS/cm2, to a tenth of a Hz: `loligo fi --values 8,10,14,20,28 --set gK=40 --settle 50 --duration 200`.
  const points = readPoints('current_uA_cm2,rate_Hz\n8,0\n14,72\n10,60.4\n20,82.3\n28,92.4\n', 'rates.csv');
  const question: FitQuestion = {
    data: points,
    experiment: neuronOf(before, true, 1),
    free: ['gK'],
    ranges: { gK: { from: 30, to: 50 } },
    hold: 0.4,
    duration: 200,
    settle: 50,
  };
  const rounds: FittedRound[] = [];
  beforeAll(async () => {
    for await (const round of fittedRounds({ question, count: 64 })) if (rounds.push(round) === 3) break;
  });

  it('are those of loligo fit with the same seed', async () => {
    const fit = await fitModel(await comparisonOf(question), { count: 64, rounds: 3 }, lendCpu('float32'));
    for (const [i, { kept, tolerance }] of fit.rounds.entries()) {
      expect(rounds[i]!.accepted.distances).toEqual(kept.distances);
      expect(rounds[i]!.tolerance).toBe(tolerance);
    }
    expect(rounds.at(-1)!.accepted).toEqual(fit.accepted);
    expect(rounds.at(-1)!.foretold).toEqual(fit.foretold);
    expect(Math.abs(rounds.at(-1)!.known[0]!.median / 40 - 1)).toBeLessThan(0.03);
  });

  it('are shown at all currents in their order, the nearest first, with what they say of each point', async () => {
    const round = rounds.at(-1)!;
    const { experiment, nearest } = candidacyOf(question, round, 8);
    const population = parseExperiment(experiment);
    expect(population.stimulus).toMatchObject({ kind: 'constant', unit: 'uA/cm2' });
    expect(Object.keys(population.sample!.vary)).toEqual(['stimulus.amplitude', 'parameters.gK']);
    expect(population.sample!.vary['stimulus.amplitude']!.values!.slice(0, 6)).toEqual([
      8, 10, 14, 20, 28, 8,
    ]);
    expect(nearest.map(({ number }) => number)).toEqual(nearestOf(round.candidates, 8));
    expect(nearest[1]!.cells).toEqual([5, 6, 7, 8, 9]);
    const { band } = round.foretold!;
    for (const [rank, said] of round.curves.entries()) {
      expect(said).toHaveLength(5);
      // Three points are fitted: the distance is from these.
      const fitted = round.foretold!.fitted.count;
      const square = band.data
        .slice(0, fitted)
        .reduce((sum, { value }, i) => sum + (said[i]! - value) ** 2, 0);
      expect(Math.sqrt(square / fitted)).toBeCloseTo(round.candidates.distances[nearest[rank]!.number]!, 9);
    }
  });
});
