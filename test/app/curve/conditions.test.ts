import { expect, test } from 'vitest';
import { conditionsOf } from '../../../src/app/curve/conditions.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';

const x = { vary: 'stimulus.amplitude', from: 60, to: 0, count: 3 };
const constant = { kind: 'constant', amplitude: 10 } as const;

test('a curve is that of the row of the cell', () => {
  const experiment = parseExperiment({
    stimulus: constant,
    sweep: { x, y: { vary: 'parameters.gK', values: [30, 36] } },
  });
  expect(conditionsOf(experiment, 4)).toMatchObject({
    model: 'hodgkin-huxley',
    vary: 'stimulus.amplitude',
    from: 0,
    to: 60,
    unit: 'uA/cm2',
    parameters: { gK: 36, gNa: 120 },
  });
  expect(conditionsOf(experiment, 2)!.parameters.gK).toBe(30);
});

test('the current may be what differs between rows', () => {
  const experiment = parseExperiment({
    stimulus: constant,
    sweep: { x: { vary: 'parameters.gK', from: 20, to: 40, count: 2 }, y: { ...x, count: 2 } },
  });
  expect(conditionsOf(experiment, 0)!.current).toBe(60);
  expect(conditionsOf(experiment, 3)!.current).toBe(0);
});

test('where the current is not steady there is none', () => {
  const stimulus = { kind: 'step', amplitude: 10, onset: 0, end: 100 } as const;
  expect(conditionsOf(parseExperiment({ stimulus, sweep: { x } }), 0)).toBeUndefined();
  expect(conditionsOf(parseExperiment({ stimulus: constant }), 0)).toBeUndefined();
});
