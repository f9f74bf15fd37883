import { describe, expect } from 'vitest';
import { mergeMeasures, mergeSpikes } from '../../src/engine/parts.ts';
import type { Measures, Spikes } from '../../src/engine/simulation.ts';
import { partOf } from '../../src/problem/parts.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { type Create, eachEngine } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

interface Outcome {
  readonly measures: Measures;
  readonly spikes: Spikes;
  readonly state: Readonly<Record<string, Float64Array>>;
}

async function run(create: Create, problem: Problem): Promise<Outcome> {
  const simulation = await create(problem);
  await simulation.advance(problem.windowStart);
  simulation.beginMeasuring();
  await simulation.advance(problem.steps - problem.windowStart);
  const [measures, spikes] = [await simulation.measures(), await simulation.takeSpikes()];
  const { state } = await simulation.snapshot();
  simulation.destroy();
  return { measures, spikes, state };
}

const timing = { duration: 40, dt: 0.025, measure: { from: 10 }, record: { spikes: true } };
const populations: Readonly<Record<string, ExperimentInput>> = {
  'a grid': {
    ...timing,
    stimulus: { kind: 'step', amplitude: 10, onset: 2.01 },
    sweep: {
      x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 100 },
      y: { vary: 'parameters.gK', values: [30, 36, 42] },
    },
  },
  'a sample of three quantities': {
    ...timing,
    stimulus: { kind: 'step', amplitude: 10, onset: 2 },
    sample: {
      count: 300,
      vary: {
        'stimulus.amplitude': { from: 0, to: 60 },
        'parameters.gK': { normal: { mean: 36, sd: 3 } },
        'stimulus.onset': { from: 0, to: 10 },
      },
    },
  },
};

describe.each(Object.entries(populations))('the parts of %s', (_, input) => {
  eachEngine('give the bytes of the whole', async (create) => {
    const problem = problemOf(input);
    const whole = await run(create, problem);
    const parts: Outcome[] = [];
    // The parts begin and end anywhere, inside rows of the grid and inside the blocks that engines work in.
    for (const [first, end] of [
      [0, 1],
      [1, 130],
      [130, 131],
      [131, 300],
    ] as const) {
      parts.push(await run(create, partOf(problem, first, end - first)));
    }
    expect(mergeMeasures(parts.map(({ measures }) => measures))).toEqual(whole.measures);
    const { cell, time, lost } = mergeSpikes(parts.map(({ spikes }) => spikes));
    expect({ cell, time, lost }).toEqual({
      cell: whole.spikes.cell,
      time: whole.spikes.time,
      lost: whole.spikes.lost,
    });
    expect(cell.length).toBeGreaterThan(300);
    expect(Math.max(...cell)).toBeGreaterThan(250);
    for (const [name, values] of Object.entries(whole.state)) {
      expect(Float64Array.from(parts.flatMap(({ state }) => [...state[name]!]))).toEqual(values);
    }
  });
});
