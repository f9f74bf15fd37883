import { expect, it } from 'vitest';
import { experimentIn } from '../../src/protocol/record.ts';

it('finds the experiment in the record of a run, whatever else stands there', () => {
  const experiment = { duration: 5 };
  expect(experimentIn({ version: '0.1.0', adapter: {}, experiment, rows: [] })).toBe(experiment);
  expect(experimentIn({ version: '0.1.0', adapter: {}, experiment, host: 'node7' })).toBe(experiment);
});

it.each([[{ duration: 5 }], [{ experiment: { duration: 5 } }], [null], [[]], ['version'], [5]])(
  'takes %j as the experiment itself',
  (document) => expect(experimentIn(document)).toBe(document),
);
