import { describe, expect } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import type { HeldBack } from '../../src/engine/recording.ts';
import type { Kept, KeptRow, Resumable } from '../../src/engine/resumable.ts';
import { runExperiment } from '../../src/engine/run.ts';
import type { Measures } from '../../src/engine/simulation.ts';
import { WebGPUSimulation } from '../../src/engine/webgpu/simulation.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { namedStatistics } from '../../src/statistics/catalogue.ts';
import { largestDifference } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';
import { problemOf } from '../support/problems.ts';

/** So many neurons that some have a peak just where the run is broken off. */
const base: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 40, count: 400 } },
  duration: 40,
  measure: { from: 18 },
  statistics: [...namedStatistics.keys()],
  record: { spikes: true, traces: { cells: [3, 399], every: 0.5 } },
};
const experiments: Readonly<Record<string, ExperimentInput>> = {
  'a train, with twice the digits': {
    ...base,
    dt: 0.01,
    stimulus: { kind: 'train', amplitude: 10, width: 0.5, period: 9.99, count: 5, onset: 1.003 },
  },
  'noise in longer steps': {
    ...base,
    dt: 0.025,
    stimulus: { kind: 'ou', mean: 10, sigma: 5, tau: 2 },
    sweep: { x: { vary: 'stimulus.mean', from: 0, to: 20, count: 400 } },
  },
};

type Make = (given: ExperimentInput, device: GPUDevice) => Promise<Resumable>;
const engines: Readonly<Record<string, Make>> = {
  cpu: (given) => CpuSimulation.create(problemOf(given)),
  'cpu-f64': (given) => CpuSimulation.create(problemOf(given), { digits: 'float64' }),
  webgpu: (given, device) => WebGPUSimulation.create(device, problemOf(given)),
};

interface Outcome {
  readonly measures: Measures;
  readonly cell: number[];
  readonly time: number[];
  readonly samples: number[];
}

class Broken extends Error {}

/** Runs until the first pause after `until` steps, and gets what a later run goes on from there. */
async function run(
  simulation: Resumable,
  sink: Outcome,
  from?: { kept: Kept; heldBack: HeldBack },
  until = Infinity,
) {
  if (from) await simulation.resume(from.kept);
  const rows = new Map<string, KeptRow['values']>();
  let left: { kept: Kept; heldBack: HeldBack } | undefined;
  const measures = await runExperiment(simulation, {
    ...(from && { heldBack: from.heldBack }),
    onSpikes: ({ cell, time }) => {
      sink.cell.push(...cell);
      sink.time.push(...time);
    },
    onTraces: ({ values }) => {
      sink.samples.push(...values.V!);
    },
    onPause: async (heldBack) => {
      if (simulation.step < until) return;
      for await (const { name, values } of simulation.keep()) rows.set(name, values);
      const { step, windowStart } = simulation;
      left = { kept: { step, windowStart, row: (name) => rows.get(name) }, heldBack };
      throw new Broken();
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Broken)) throw error;
  });
  simulation.destroy();
  return { measures, left };
}

const nothing = (): Outcome => ({
  measures: undefined as unknown as Measures,
  cell: [],
  time: [],
  samples: [],
});

async function whole(make: () => Promise<Resumable>): Promise<Outcome> {
  const sink = nothing();
  const { measures } = await run(await make(), sink);
  return { ...sink, measures: measures! };
}

/** Broken off before and within the measuring window; `make` is asked for every part. */
async function inParts(makes: readonly (() => Promise<Resumable>)[]): Promise<Outcome> {
  const sink = nothing();
  let from: Awaited<ReturnType<typeof run>>['left'];
  for (const [i, make] of makes.entries()) {
    const simulation = await make();
    const { steps } = simulation.problem;
    const until = i < makes.length - 1 ? Math.round((steps * (i + 1)) / makes.length) + i : Infinity;
    const { measures, left } = await run(simulation, sink, from, until);
    if (measures) return { ...sink, measures };
    from = left;
  }
  throw new Error('the run did not end');
}

describe.each(Object.entries(experiments))('a run of %s that is broken off', (_, given) => {
  for (const [name, make] of Object.entries(engines)) {
    // Going from engine to engine has the other shader.
    if (name === 'webgpu' && given.dt !== 0.01) continue;
    gpuTest(`gives the same bytes on ${name}`, async ({ device }) => {
      const own = () => make(given, device);
      const [unbroken, broken] = [
        await whole(own),
        await inParts(name === 'webgpu' ? [own, own] : [own, own, own]),
      ];
      expect(unbroken.time.length).toBeGreaterThan(20);
      expect(broken).toEqual(unbroken);
    });
  }
});

describe('a run that is broken off', () => {
  gpuTest('goes on from engine to engine, statistics and all', async ({ device }) => {
    const given = experiments['noise in longer steps']!;
    const on = (name: string) => () => engines[name]!(given, device);
    const unbroken = await whole(on('cpu-f64'));
    const broken = await inParts(['cpu', 'webgpu', 'cpu-f64', 'cpu'].map(on));
    expect(broken.measures.spikes).toEqual(unbroken.measures.spikes);
    // Spike times in float32 lie within 0.01 ms of those in float64.
    const sorted = ({ cell, time }: Outcome) =>
      Array.from(time, (t, i) => [cell[i]!, t] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const [a, b] = [sorted(broken), sorted(unbroken)];
    expect(a.map(([cell]) => cell)).toEqual(b.map(([cell]) => cell));
    const times = (events: typeof a) => events.map(([, time]) => time);
    expect(largestDifference(times(a), times(b))).toBeLessThan(0.01);
    // What is read at a peak or a trough moves with it by far less than 0.1 mV; noise of 5 uA/cm2 turns sooner.
    for (const name of ['peak', 'trough', 'amplitude', 'ahp', 'mean_V'] as const)
      expect(
        largestDifference((broken.measures as never)[name], (unbroken.measures as never)[name]),
        name,
      ).toBeLessThan(0.1);
  });
});
