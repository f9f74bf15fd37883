import { describe, expect, it } from 'vitest';
import { checkRoom } from '../../../src/cli/results/room.ts';
import { InputError } from '../../../src/input/schema.ts';
import { type ExperimentInput, membraneOf, parseExperiment } from '../../../src/protocol/experiment.ts';
import { askedStatistics, prepare } from '../../../src/protocol/prepare.ts';

/** Of the usual membrane a state is called as the first column is. */
const withCell = JSON.parse(
  JSON.stringify(membraneOf('hodgkin-huxley')).replaceAll('"m"', '"cell"').replaceAll('m^3', 'cell^3'),
);
const traces = { cells: [0], every: 1 };

function check(document: ExperimentInput, format: 'csv' | 'parquet' | 'arrow'): void {
  const experiment = parseExperiment({ dt: 0.05, duration: 10, ...document });
  const problem = prepare(experiment);
  checkRoom(problem, askedStatistics(experiment, problem.system), format);
}

describe('a format', () => {
  it.each<[ExperimentInput, string]>([
    [
      { sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 1, count: 2 ** 31 + 1 } } },
      '--format arrow has neurons up to number 2147483647, and these go up to 2147483648; use --format csv, or fewer neurons',
    ],
    [
      { statistics: ['rate', 'spikes', 'rate'] },
      'statistics: two columns would be called "rate_Hz", and each has a name of its own; leave one out, or call it otherwise',
    ],
    [{ record: { traces: { ...traces, values: ['V', 'V'] } } }, 'two columns would be called "V_mV"'],
    [{ model: withCell, record: { traces } }, 'record.traces.values: two columns would be called "cell"'],
  ])('has no room for %o, text only for high numbers', (document, message) => {
    expect(() => check(document, 'arrow')).toThrow(InputError);
    expect(() => check(document, 'arrow')).toThrow(message);
    if (message.includes('two columns')) expect(() => check(document, 'csv')).toThrow(message);
    else expect(() => check(document, 'csv')).not.toThrow();
  });

  it('has room for what is usual', () => {
    for (const document of [{}, { statistics: ['rate', 'spikes'] }, { record: { traces } }] as const)
      expect(() => check(document as ExperimentInput, 'parquet')).not.toThrow();
  });
});
