import { describe, expect, it } from 'vitest';
import { parseTable } from '../../src/population/table.ts';
import { documentOf, type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { withSamples } from '../../src/protocol/files.ts';
import { prepare } from '../../src/protocol/prepare.ts';

const table = parseTable('cell,time_ms,V_mV\n0,1,-65\n1,1,-64\n0,2,-60\n1,2,-61\n', 'trace.csv');
const asked = (distance: unknown): ExperimentInput => ({
  duration: 10,
  statistics: [{ distance }] as ExperimentInput['statistics'],
});
const recording = { times: [1, 2], values: [-65, -60] };

describe('the distance to a recording', () => {
  it('is asked for with the samples themselves, or with a file that has them', () => {
    const document = withSamples(
      asked({ file: 'trace.csv', cell: 0, windows: [{ from: 0, to: 5 }] }),
      () => table,
    );
    expect(document).toEqual(asked({ ...recording, windows: [{ from: 0, to: 5 }] }));
    const experiment = parseExperiment(document);
    expect(parseExperiment(documentOf(experiment))).toEqual(experiment);
    expect(prepare(experiment).statistics.at(-1)).toMatchObject({ name: 'distance', unit: 'mV' });
  });

  it.each([
    [{ ...recording, times: [1] }, 'times: 2 values need as many times, not 1'],
    [{ ...recording, times: [2, 1] }, 'time 1 = 1 ms is not after the one before, 2 ms'],
    [{ ...recording, times: [-1, 1] }, 'times.0 = -1 is not valid: it must be at least 0'],
    [{ ...recording, values: [-65, 5000] }, 'values.1 = 5000 is not valid: it must be at most 1000'],
    [{ ...recording, windows: [{ from: 5, to: 6 }] }, 'no sample after time 0 is in a window'],
    [{ ...recording, windows: [{ from: 3, to: 2 }] }, 'from = 3 ms must be less than to = 2 ms'],
    [{ ...recording, weight: 2 }, 'unknown key "weight"'],
    [{ ...recording, times: [1, 20] }, 'the recording lasts 20 ms, but the run duration = 10 ms'],
    [{ file: 'trace.csv' }, 'times is missing'],
  ])('%j is refused', (distance, message) => {
    expect(() => parseExperiment(asked(distance))).toThrow(message);
  });

  it('is one', () => {
    const twice = { ...asked(recording), statistics: [{ distance: recording }, { distance: recording }] };
    expect(() => parseExperiment(twice)).toThrow('there is one distance already');
  });
});
