import { expect, test } from 'vitest';
import { estimate } from '../../../src/app/honesty/estimate.ts';
import { documentOf, type ExperimentInput, parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { lendCpu } from '../../../src/studies/firing.ts';

const squid: ExperimentInput = {
  stimulus: { kind: 'constant', amplitude: 10 },
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1000 } },
};
const cells = [0, 167, 500, 999];

const estimated = (input: ExperimentInput) =>
  estimate({
    document: documentOf(parseExperiment({ ...squid, ...input })),
    cells,
    digits: 'float32',
    start: undefined,
  });

// Errors of rates by longer runs of studies/own-error.ts: of second order, so four times as large at twice the step.
test('the default step is off by less than a thousandth, and a step eight times as large by more than 1 %', async () => {
  const [fine, coarse] = [await estimated({}), await estimated({ dt: 0.4 })];
  expect(fine).toMatchObject({ random: false, cells: 4, firing: 3, otherSpikes: 0, window: 200 });
  expect(fine.ratePercent).toBeGreaterThan(0.01);
  expect(fine.ratePercent).toBeLessThan(0.1);
  expect(fine.spikeTime).toBeLessThan(0.1);
  expect(coarse.ratePercent).toBeGreaterThan(1);
  expect(coarse.spikeTime).toBeGreaterThan(1);
});

test('Euler at 0.06 ms is good enough at 6.3 degC, and wrong at 18.5', async () => {
  const euler = { integrator: 'euler', dt: 0.06 } as const;
  expect((await estimated(euler)).ratePercent).toBeLessThan(1);
  const warm = await estimated({ ...euler, parameters: { temperature: 18.5 } });
  expect(warm.ratePercent).toBeGreaterThan(1);
});

test('it starts from a given state', async () => {
  const experiment = parseExperiment({ ...squid, stimulus: { kind: 'constant', amplitude: 0 }, sweep: {} });
  const start = await lendCpu('float64')(prepare(experiment), async (simulation) => {
    const snapshot = await simulation.snapshot();
    // A shock, after which there is a single spike.
    return { ...snapshot, state: { ...snapshot.state, V: Float64Array.of(-40) } };
  });
  const question = { document: documentOf(experiment), cells: [0], digits: 'float64' as const };
  expect((await estimate({ ...question, start: undefined })).firing).toBe(0);
  const shocked = await estimate({ ...question, start });
  expect(shocked.firing).toBe(1);
  expect(shocked.spikeTime).toBeLessThan(0.01);
});

test('under noise nothing is compared', async () => {
  const noisy = await estimated({
    stimulus: { kind: 'ou', mean: 10, sigma: 2, tau: 5 },
    sweep: { x: { vary: 'stimulus.mean', from: 0, to: 60, count: 1000 } },
  } as ExperimentInput);
  expect(noisy).toMatchObject({ random: true, ratePercent: undefined });
});
