import { describe, expect, it } from 'vitest';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import {
  expectSpikes,
  expectSpikesOfBrian2,
  exported,
  hasBrian2,
  hasNeuron,
  hasXpp,
  REFERENCE_DT,
  referenceSpikes,
  runPython,
  runXpp,
  uncompiled,
} from '../support/programs.ts';

const two = (
  stimulus: ExperimentInput['stimulus'],
  vary: string,
  values: number[],
  rest: ExperimentInput = {},
): ExperimentInput => ({
  stimulus,
  sweep: { x: { vary, values } },
  duration: 24,
  record: { spikes: true },
  ...rest,
});

/** Two neurons that fire at least twice each, under what is no formula of amplitudes and onsets alone. */
const given: readonly (readonly [string, ExperimentInput])[] = [
  [
    'samples with straight lines between, and such that are held, from different onsets on',
    two(
      [
        { kind: 'waveform', values: [0, 12, 30, 4, 0, 25, 25, -3], interval: 3.1, onset: 1.5 },
        {
          ...{ name: 'steps', kind: 'waveform', interpolation: 'held' },
          ...{ values: [10, 3, 21, 0, 18], times: [0, 2.013, 8, 9.5, 15.2] },
        },
      ],
      'stimulus.steps.onset',
      [1, 4.7],
    ),
  ],
  [
    'synapses with given arrivals, that open slowly or at once, and inhibit',
    two(
      [
        { name: 'slow', kind: 'synapses', times: [1, 12.345], weight: 0.3, rise: 0.7, decay: 2.5 },
        { name: 'fast', kind: 'synapses', times: [18.0004, 18.5], weight: 0.2, decay: 1.5, onset: 2 },
        { name: 'inh', kind: 'synapses', times: [2.2, 13], weight: 0.02, decay: 4, reversal: -75 },
      ],
      'stimulus.slow.weight',
      [0.3, 0.6],
    ),
  ],
  [
    'a train whose pulses overlap in one neuron and lie apart in the other',
    two(
      { kind: 'train', amplitude: 14, width: 1.7, onset: 1.003, period: 5, count: 30 },
      'stimulus.period',
      [1.33, 6.01],
    ),
  ],
  [
    'a clamp from which V is let go',
    two(
      [
        { kind: 'step', amplitude: 20, onset: 0 },
        {
          name: 'clamp',
          kind: 'clamp',
          holding: -70,
          levels: [-20, -60],
          durations: [1.5, 2],
          onset: 2,
          end: 8,
        },
      ],
      'stimulus.clamp.levels.0',
      [-20, -45],
      { events: { kind: 'threshold', level: 10 } },
    ),
  ],
];

/** More than a line of XPP holds. */
const many: (typeof given)[number] = [
  'many pulses',
  two(
    {
      kind: 'pulses',
      amplitude: 30,
      width: 0.5,
      onsets: Array.from({ length: 40 }, (_, i) => 1.1 + 0.59 * i),
    },
    'stimulus.amplitude',
    [20, 30],
  ),
];

describe.runIf(hasBrian2)(
  'what acts, in Brian2 (skipped where it is not installed)',
  { timeout: 240_000 },
  () => {
    it('gives the same spikes', async () => {
      await expectSpikesOfBrian2(given.map(([, experiment]) => experiment));
    });
  },
);

describe.runIf(hasNeuron)(
  'what acts, in NEURON (skipped where it is not installed)',
  { timeout: 120_000 },
  () => {
    it.each(given)('%s: the same spikes', async (_, experiment) => {
      const [written] = runPython([(await exported(experiment, 'neuron')).text]);
      await expectSpikes(experiment, written!.spikes);
    });
  },
);

describe.runIf(hasXpp)('what acts, in XPP (skipped where it is not installed)', { timeout: 60_000 }, () => {
  it.each([...given.slice(1), many])('%s: the same spikes', async (_, experiment) => {
    const rows = runXpp((await exported({ ...experiment, dt: 0.01 }, 'xpp', 1)).text);
    const reference = (
      await referenceSpikes({ ...experiment, events: { kind: 'threshold', level: 10 }, dt: REFERENCE_DT })
    )[1]!;
    const rises = rows.flatMap(([t, V], k) => {
      const [before, earlier] = rows[k - 1] ?? [];
      return earlier! < 10 && V! >= 10
        ? [before! + ((t! - before!) * (10 - earlier!)) / (V! - earlier!)]
        : [];
    });
    expect(rises).toHaveLength(reference.length);
    // A straight line between potentials 0.01 ms apart, which XPP writes with 8 digits.
    for (const [i, time] of reference.entries()) expect(Math.abs(rises[i]! - time)).toBeLessThan(1e-3);
  });
});

/** Neurons that differ in nothing that matters, under noise and synapses of every sort. */
const random = (count: number, duration: number): ExperimentInput => ({
  stimulus: [
    { name: 'noise', kind: 'ou', mean: 4, sigma: 5, tau: 4 },
    {
      ...{ name: 'exc', kind: 'synapses', rate: 10, count: 100, weight: 0.05, rise: 0.5, decay: 3 },
      ...{ onset: 3, end: duration - 5 },
    },
    { name: 'inh', kind: 'synapses', rate: 100, count: 3, weight: 0.05, decay: 5, reversal: -75 },
  ],
  sweep: { x: { vary: 'parameters.EL', from: -54.4, to: -54.40001, count } },
  duration,
  dt: 0.05,
  record: { spikes: true },
});

const lengths = (trains: readonly (readonly number[])[]) => trains.map((times) => times.length);

/** Spikes in each window of 50 ms: by far longer than what neurons remember. */
const inWindows = (train: readonly number[], duration: number) =>
  Array.from({ length: duration / 50 }, (_, i) => train.filter((time) => Math.floor(time / 50) === i).length);

/** Holds the means of numbers to each other. Seeds are fixed, and 997 of 1000 lie within 3 standard errors. */
function expectSameMean(ones: readonly number[], others: readonly number[]) {
  const [mine, theirs] = [ones, others].map((values) => {
    const mean = values.reduce((a, b) => a + b) / values.length;
    const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
  }) as [{ mean: number; error: number }, { mean: number; error: number }];
  expect(theirs.mean).toBeGreaterThan(0.5);
  expect(Math.abs(mine.mean - theirs.mean)).toBeLessThan(3 * Math.hypot(mine.error, theirs.error));
}

describe('random numbers of other programs', { timeout: 240_000 }, () => {
  it.runIf(hasBrian2)('make as many spikes in Brian2', async () => {
    const [written] = runPython([(await exported(random(300, 12), 'brian2')).text], uncompiled);
    expectSameMean(lengths(written!.spikes), lengths(await referenceSpikes(random(1000, 12))));
  });

  it.runIf(hasNeuron)('make as many spikes in NEURON', async () => {
    const [written] = runPython([(await exported(random(100, 20), 'neuron')).text]);
    expectSameMean(lengths(written!.spikes), lengths(await referenceSpikes(random(1000, 20))));
  });

  it.runIf(hasXpp)('make as many spikes in XPP', async () => {
    const rows = runXpp((await exported(random(1, 2000), 'xpp')).text);
    const rises = rows.flatMap(([t, V], k) => (V! >= 0 && (rows[k - 1]?.[1] ?? 0) < 0 ? [t!] : []));
    const reference = await referenceSpikes({
      ...random(10, 2000),
      events: { kind: 'threshold', level: 0 },
    });
    expectSameMean(
      inWindows(rises, 2000),
      reference.flatMap((train) => inWindows(train, 2000)),
    );
  });
});
