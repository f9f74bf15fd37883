import { describe, expect, it } from 'vitest';
import { parseTable } from '../../src/population/table.ts';
import { type ExperimentInput, parseExperiment, variableNumbers } from '../../src/protocol/experiment.ts';
import { withWaveforms } from '../../src/protocol/files.ts';
import { prepare } from '../../src/protocol/prepare.ts';

const traces = parseTable(
  'cell,time_ms,V_mV,clamp_uA_cm2\n0,0,-65,1\n3,0,-65,2\n0,0.5,-64,3\n3,0.5,-64,4\n',
  'traces.csv',
);
const resolved = (stimulus: object) => withWaveforms({ stimulus, dt: 0.1 }, () => traces);

describe('a waveform in a file', () => {
  it('has its samples put in the place of the file', () => {
    const stimulus = { kind: 'waveform', file: 'traces.csv', value: 'clamp_uA_cm2', cell: 3, scale: 2 };
    const inline = { kind: 'waveform', times: [0, 0.5], values: [2, 4], scale: 2 };
    expect(resolved(stimulus)).toEqual({ stimulus: inline, dt: 0.1 });
    const other = { kind: 'constant', amplitude: 1 };
    expect(resolved([other, stimulus])).toEqual({ stimulus: [other, inline], dt: 0.1 });
  });

  it('is refused where it is not clear what is meant', () => {
    const file = { kind: 'waveform', file: 'traces.csv', value: 'clamp_uA_cm2' };
    expect(() => resolved(file)).toThrow(
      'stimulus: traces.csv has rows of cells 0 and 3; choose one, as "cell": 3',
    );
    expect(() => resolved({ ...file, cell: 7 })).toThrow('traces.csv has no rows of cell 7');
    expect(() => resolved({ ...file, cell: { a: 'x'.repeat(1000) } })).toThrow(
      /no rows of cell \{"a":"x{70,80}…$/,
    );
    expect(() => resolved({ ...file, file: 'a\n'.repeat(100) })).toThrow(/^stimulus: (a\\u000a)+a… has rows/);
    expect(() => resolved({ ...file, value: undefined })).toThrow('needs the name of its column');
    expect(() => resolved({ ...file, cell: 3, value: 'clamp' })).toThrow('has no column "clamp"');
    expect(() => resolved([{ ...file, cell: 0, time: 't' }])).toThrow('has no column "t"');
  });

  it('leaves all else as it is', () => {
    for (const document of [
      3,
      {},
      { stimulus: 'x' },
      { stimulus: [null] },
      { stimulus: { kind: 'waveform', file: 1 } },
    ])
      expect(withWaveforms(document, () => traces)).toEqual(document);
  });
});

describe('a waveform', () => {
  const message = (stimulus: object) => {
    try {
      parseExperiment({ stimulus: { kind: 'waveform', ...stimulus } as ExperimentInput['stimulus'] });
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('nothing was thrown');
  };

  it('is refused with what is wrong with its samples', () => {
    expect(message({ values: [1, 2] })).toMatch(/either an interval \(ms\) or the times/);
    expect(message({ values: [1, 2], interval: 1, times: [0, 1] })).toMatch(/either an interval/);
    expect(message({ values: [1, 2], times: [0] })).toMatch(/2 values need as many times, not 1/);
    expect(message({ values: [1, 2, 3], times: [0, 2, 2] })).toMatch(
      /time 2 = 2 ms is not after the one before, 2 ms/,
    );
    expect(message({ values: [1], times: [-1] })).toMatch(/times begin at 0 ms, not -1 ms/);
    expect(message({ values: [], interval: 1 })).toMatch(/stimulus\.values/);
    expect(message({ values: [1, 2], interval: 1e6 })).toMatch(
      /^stimulus: the waveform lasts 20000000 steps of 0\.05 ms; it may last 16777214: /,
    );
  });

  it('may have a million samples', () => {
    const values = Array.from({ length: 1_000_000 }, (_, i) => i % 7);
    const { system } = prepare(parseExperiment({ stimulus: { kind: 'waveform', values, interval: 0.05 } }));
    const [table] = [...system.tables!.values()];
    // A straight line between two samples, a step from one to the next.
    for (const [i, mean] of [0, 0.5, 1.5, 2.5].entries()) expect(table![i]).toBeCloseTo(mean, 9);
    expect(table).toHaveLength(1_000_001);
  });

  it('has a scale and an onset that vary, and samples that do not', () => {
    const { stimulus } = parseExperiment({ stimulus: { kind: 'waveform', values: [1, 2], interval: 1 } });
    expect(Object.keys(variableNumbers({ stimulus, parameters: {} }))).toEqual([
      'stimulus.scale',
      'stimulus.onset',
    ]);
  });
});
