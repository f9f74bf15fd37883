import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  isCompared,
  neuronOf,
  ofCellsIn,
  roundExperiment,
  withCandidate,
} from '../../../src/app/own-data/candidates.ts';
import {
  type FitQuestion,
  type FittedRound,
  fittedRounds,
  nearestOf,
} from '../../../src/app/own-data/rounds.ts';
import { runExperiment } from '../../../src/engine/run.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { lendCpu } from '../../../src/studies/firing.ts';
import { readTrace } from '../../../src/studies/fit/own-trace.ts';

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
    trace,
    neuron: neuronOf(before, true, 1),
    ranges: { gNa: { from: 60, to: 240 }, gK: { from: 18, to: 72 } },
    windows: [{ from: 0, to: 20, weight: 1 }],
    count: 64,
  };
  const rounds: FittedRound[] = [];
  beforeAll(async () => {
    for await (const round of fittedRounds(question)) if (rounds.push(round) === 4) break;
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
    const experiment = parseExperiment(roundExperiment(question, rounds.at(-1)!));
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
    const running = parseExperiment(roundExperiment(question, round));
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
