import { describe, expect, it, vi } from 'vitest';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { type Progress, runExperiment } from '../../src/engine/run.ts';
import { DivergedError, type Spikes } from '../../src/engine/simulation.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { problemOf } from '../support/problems.ts';

const experiment: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10, 60] } },
  duration: 60,
  dt: 0.05,
  measure: { from: 20 },
};
const create = (change: ExperimentInput = {}) =>
  ReferenceSimulation.create(problemOf({ ...experiment, ...change }));

describe('runExperiment', () => {
  it('runs to the end and measures from the start of the window', async () => {
    const simulation = await create();
    const measures = await runExperiment(simulation);
    expect(simulation.step).toBe(1200);
    expect(measures.window).toBeCloseTo(40, 9);

    const byHand = await create();
    await byHand.advance(400);
    byHand.beginMeasuring();
    await byHand.advance(800);
    expect(measures).toEqual(await byHand.measures());
    expect([...measures.spikes]).toEqual([0, expect.any(Number), expect.any(Number)]);
    expect(measures.first[1]).toBeGreaterThanOrEqual(20);
  });

  it('measures from time 0 where nothing else is asked for', async () => {
    const { window, first } = await runExperiment(await create({ measure: {} }));
    expect(window).toBeCloseTo(60, 9);
    expect(first[2]).toBeLessThan(2);
  });

  it('hands over every event and sample once, in the order of time', async () => {
    const simulation = await create({ record: { spikes: true, traces: { cells: [1], every: 0.5 } } });
    const times: number[] = [];
    const samples: number[] = [];
    const measures = await runExperiment(simulation, {
      onSpikes: ({ cell, time, lost }: Spikes) => {
        expect(lost).toBe(0);
        times.push(...[...time].filter((_, i) => cell[i] === 2));
      },
      onTraces: ({ time }) => {
        samples.push(...time);
      },
    });
    expect(times.filter((time) => time >= 20)).toHaveLength(measures.spikes[2] ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(samples).toEqual(Array.from({ length: 120 }, (_, i) => 10 * i * 0.05));
    expect((await simulation.takeSpikes()).cell).toHaveLength(0);
    expect((await simulation.takeTraces()).time).toHaveLength(0);
  });

  it('waits for what takes events and samples', async () => {
    const simulation = await create({ record: { spikes: true, traces: { cells: [1], every: 0.5 } } });
    const advance = simulation.advance.bind(simulation);
    let busy = 0;
    let advanced = 0;
    vi.spyOn(simulation, 'advance').mockImplementation((steps) => {
      expect(busy).toBe(0);
      advanced++;
      return advance(steps);
    });
    // Longer than a run would take to go on.
    const take = async () => {
      expect(busy).toBe(0);
      busy++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      busy--;
    };
    await runExperiment(simulation, { onSpikes: take, onTraces: take });
    expect(busy).toBe(0);
    expect(advanced).toBeGreaterThan(2);
  });

  it('reports progress up to the last step', async () => {
    const reports: Progress[] = [];
    await runExperiment(await create(), { onProgress: (progress) => reports.push(progress) });
    for (const [i, { stepsDone, steps, secondsLeft, neuronStepsPerSecond }] of reports.entries()) {
      expect(steps).toBe(1200);
      expect(stepsDone).toBeGreaterThan(reports[i - 1]?.stepsDone ?? 0);
      expect(secondsLeft).toBeGreaterThanOrEqual(0);
      expect(neuronStepsPerSecond).toBeGreaterThan(0);
    }
    expect(reports.at(-1)).toMatchObject({ stepsDone: 1200, secondsLeft: 0 });
  });

  it('ends early with the reason of the signal', async () => {
    const controller = new AbortController();
    const simulation = await create();
    const run = runExperiment(simulation, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    expect(simulation.step).toBeLessThan(1200);
  });

  it('does not begin where the signal is aborted already', async () => {
    const simulation = await create();
    const run = runExperiment(simulation, { signal: AbortSignal.abort(new Error('never')) });
    await expect(run).rejects.toThrow('never');
    expect(simulation.step).toBeLessThan(1200);
  });

  it('is rejected where a neuron diverges', async () => {
    await expect(runExperiment(await create({ integrator: 'euler', dt: 0.2 }))).rejects.toThrow(
      DivergedError,
    );
  });
});
