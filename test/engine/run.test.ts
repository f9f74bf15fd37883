import { describe, expect, it } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { type Progress, runExperiment } from '../../src/engine/run.ts';
import { DivergedError, type Spikes } from '../../src/engine/simulation.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';

const experiment: ExperimentInput = {
  sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10, 60] } },
  duration: 60,
  dt: 0.05,
  measure: { from: 20 },
};
const create = (change: ExperimentInput = {}) =>
  CpuSimulation.create(parseExperiment({ ...experiment, ...change }));

describe('runExperiment', () => {
  it('runs to the end and measures from the start of the window', async () => {
    const simulation = create();
    const measures = await runExperiment(simulation);
    expect(simulation.step).toBe(1200);
    expect(measures.window).toBeCloseTo(40, 9);

    const byHand = create();
    await byHand.advance(400);
    byHand.beginMeasuring();
    await byHand.advance(800);
    expect(measures).toEqual(await byHand.measures());
    expect([...measures.spikes]).toEqual([0, expect.any(Number), expect.any(Number)]);
    expect(measures.first[1]).toBeGreaterThanOrEqual(20);
  });

  it('measures from time 0 where nothing else is asked for', async () => {
    const { window, first } = await runExperiment(create({ measure: {} }));
    expect(window).toBeCloseTo(60, 9);
    expect(first[2]).toBeLessThan(2);
  });

  it('hands over every event and sample once, in the order of time', async () => {
    const simulation = create({ record: { spikes: true, traces: { cells: [1], every: 0.5 } } });
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
    const simulation = create({ record: { spikes: true } });
    let busy = false;
    await runExperiment(simulation, {
      onSpikes: async () => {
        expect(busy).toBe(false);
        busy = true;
        await Promise.resolve();
        busy = false;
      },
    });
  });

  it('reports progress up to the last step', async () => {
    const reports: Progress[] = [];
    await runExperiment(create(), { onProgress: (progress) => reports.push(progress) });
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
    const simulation = create();
    const run = runExperiment(simulation, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    expect(simulation.step).toBeLessThan(1200);
  });

  it('does not begin where the signal is aborted already', async () => {
    const simulation = create();
    const run = runExperiment(simulation, { signal: AbortSignal.abort(new Error('never')) });
    await expect(run).rejects.toThrow('never');
    expect(simulation.step).toBeLessThan(1200);
  });

  it('is rejected where a neuron diverges', async () => {
    await expect(runExperiment(create({ integrator: 'euler', dt: 0.2 }))).rejects.toThrow(DivergedError);
  });
});
