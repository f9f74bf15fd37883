import { expect, it } from 'vitest';
import { runExperiment } from '../../src/engine/run.ts';
import { partOf } from '../../src/problem/parts.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { lendCpu } from '../../src/studies/firing.ts';
import { estimateError } from '../../src/studies/own-error.ts';
import { joinErrors } from '../../src/studies/own-error-join.ts';

const experiments: [string, ExperimentInput][] = [
  [
    'constant currents, silent ones among them',
    { sweep: { x: { vary: 'stimulus.amplitude', values: [0, 1, 6.5, 10, 30, 60] } } },
  ],
  ['random inputs', { stimulus: { kind: 'ou', mean: 8, sigma: 3, tau: 5 }, trials: 6 }],
];

it.each(experiments)(
  'the errors of parts of which every neuron is run again are that of the whole: %s',
  async (_, input) => {
    const experiment = parseExperiment({ ...input, duration: 100, dt: 0.05 });
    const problem = prepare(experiment);
    const errorOf = async (first: number, count: number) => {
      const part = { first, count };
      const measures = await lendCpu('float32')(partOf(problem, first, count), (simulation) =>
        runExperiment(simulation),
      );
      return {
        neurons: count,
        error: await estimateError(experiment, measures, { digits: 'float32', part }),
      };
    };
    const parts = [await errorOf(0, 2), await errorOf(2, 3), await errorOf(5, 1)];
    expect(joinErrors(parts)).toEqual((await errorOf(0, 6)).error);
    expect(parts.map(({ error }) => error.ofCells)).toEqual([2, 3, 1]);
  },
);

it('counts the neurons of parts without an estimate', async () => {
  const experiment = parseExperiment({ duration: 20 });
  const measures = await lendCpu('float32')(prepare(experiment), (simulation) => runExperiment(simulation));
  const error = await estimateError(experiment, measures, { digits: 'float32' });
  expect(joinErrors([{ neurons: 1, error }, { neurons: 9 }])).toEqual({ ...error, ofCells: 10 });
  expect(joinErrors([{ neurons: 1 }, { neurons: 9 }])).toBeUndefined();
});
