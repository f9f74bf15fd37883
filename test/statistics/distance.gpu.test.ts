import { describe, expect } from 'vitest';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { eachEngine, runWhole } from '../support/engines.ts';

const dt = 0.05;
/** Of the recording, ms; runs take a step more, since samples of V are those before the end. */
const duration = 20;
const run = duration + dt;
/** uA/cm2: rest, one spike, a train. */
const currents = [0, 5, 15];
const cells = currents.map((_, i) => i);

/** Something that no neuron does. */
const wave = (time: number) => -60 + 20 * Math.sin(time / 3);
const evenly = (interval: number) =>
  Array.from({ length: Math.floor(duration / interval + 1e-9) + 1 }, (_, i) => i * interval);

/** V on straight lines between steps. */
function at(V: readonly number[], time: number): number {
  const place = Math.min(time / dt, V.length - 1);
  const step = Math.min(Math.floor(place), V.length - 2);
  return V[step]! + (place - step) * (V[step + 1]! - V[step]!);
}

/** The root of the weighted mean square difference at the samples themselves. */
function expected(
  V: readonly number[],
  times: readonly number[],
  weightOf: (time: number) => number,
): number {
  let [sum, weights] = [0, 0];
  for (const time of times) {
    const weight = weightOf(time);
    if (time === 0 || weight === 0) continue;
    sum += weight * (at(V, time) - wave(time)) ** 2;
    weights += weight;
  }
  return Math.sqrt(sum / weights);
}

const cases = [
  { title: 'at every fourth step', interval: 0.2 },
  { title: 'between the steps', interval: 0.13 },
  {
    title: 'in windows',
    interval: 0.05,
    windows: [
      { from: 2, to: 6, weight: 1 },
      { from: 5, to: 15, weight: 0.5 },
    ],
  },
] as const;

/**
 * Relative. Potentials of float32 are right to 8e-6 mV of some 20 mV; a compensated sum adds nothing to that. Places between steps are
 * right to 6e-8 of a step, in which V changes by at most 25 mV.
 */
const TOLERANCE = 1e-6;

describe.each(cases)('the distance to a recording $title', (one) => {
  const times = evenly(one.interval);
  const windows = 'windows' in one ? one.windows : undefined;
  const weightOf = (time: number) =>
    windows?.reduce((sum, { from, to, weight }) => sum + (time >= from && time < to ? weight : 0), 0) ?? 1;
  const experiment = parseExperiment({
    dt,
    duration: run,
    stimulus: { kind: 'constant', amplitude: 0 },
    sweep: { x: { vary: 'stimulus.amplitude', values: currents } },
    statistics: [
      {
        distance: {
          times,
          values: times.map(wave),
          ...(windows && { windows: windows.map((w) => ({ ...w })) }),
        },
      },
    ],
    record: { traces: { cells, every: dt, values: ['V'] } },
  });

  eachEngine('is that of the potential at every step', async (create) => {
    const { traces, measures } = await runWhole(await create(prepare(experiment)));
    const { distance } = measures as unknown as { distance: Float64Array };
    for (const cell of cells) {
      const V = [...traces.values.V!].filter((_, i) => i % cells.length === cell);
      expect(V).toHaveLength(Math.round(duration / dt) + 1);
      expect(Math.abs(distance[cell]! / expected(V, times, weightOf) - 1)).toBeLessThan(TOLERANCE);
    }
  });
});

describe('samples closer than steps', () => {
  // Two samples a step, the later one at its end: their mean is compared with V in the middle of them.
  const times = evenly(dt / 2).slice(1);
  const experiment = parseExperiment({
    dt,
    duration: run,
    stimulus: { kind: 'constant', amplitude: 15 },
    statistics: [{ distance: { times, values: times.map(wave) } }],
    record: { traces: { cells: [0], every: dt, values: ['V'] } },
  });

  eachEngine('count together', async (create) => {
    const { traces, measures } = await runWhole(await create(prepare(experiment)));
    const V = [...traces.values.V!];
    const middle = V.slice(1).map((value, i) => 0.25 * V[i]! + 0.75 * value);
    const recorded = middle.map((_, i) => (wave(times[2 * i]!) + wave(times[2 * i + 1]!)) / 2);
    const square = middle.reduce((sum, value, i) => sum + (value - recorded[i]!) ** 2, 0) / middle.length;
    const { distance } = measures as unknown as { distance: Float64Array };
    expect(Math.abs(distance[0]! / Math.sqrt(square) - 1)).toBeLessThan(TOLERANCE);
  });
});
