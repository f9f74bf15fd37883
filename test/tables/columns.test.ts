import { describe, expect, it } from 'vitest';
import { membraneOf } from '../../src/protocol/experiment.ts';
import { cellColumns, curveColumns, measureColumns, spikeColumns } from '../../src/tables/columns.ts';
import { csvHeader, csvRows, jsonRow } from '../../src/tables/csv.ts';
import { problemOf } from '../support/problems.ts';

const measures = {
  window: 100,
  spikes: Float64Array.of(0, 3),
  first: Float64Array.of(Number.NaN, 10),
  last: Float64Array.of(Number.NaN, 40),
  rate: Float64Array.of(0, 200 / 3),
  latency: Float64Array.of(Number.NaN, 2.138_812_3),
  peak: Float64Array.of(-64.999_66, 30.432_1),
  trough: Float64Array.of(-0.000_01, -74.9),
};

describe('a table', () => {
  it('rounds to what a number is good for and leaves empty what has no value', () => {
    const columns = measureColumns(measures);
    expect([csvHeader(columns), ...csvRows(columns, 2)].join('')).toBe(
      'spikes,rate_Hz,latency_ms,peak_mV,trough_mV\n0,0,,-65,0\n3,66.6667,2.1388,30.432,-74.9\n',
    );
    expect(jsonRow(columns, 0)).toEqual({
      spikes: 0,
      rate_Hz: 0,
      latency_ms: null,
      peak_mV: -65,
      trough_mV: 0,
    });
  });

  it('has all digits, unit and type of its numbers for files that are not text', () => {
    const kinds = measureColumns(measures).map(({ name, unit, type, exact }) => [name, unit, type, exact(1)]);
    expect(kinds).toEqual([
      ['spikes', '1', 'int32', 3],
      ['rate_Hz', 'Hz', 'float64', 200 / 3],
      ['latency_ms', 'ms', 'float64', 2.138_812_3],
      ['peak_mV', 'mV', 'float64', 30.432_1],
      ['trough_mV', 'mV', 'float64', -74.9],
    ]);
    expect(measureColumns(measures)[2]!.exact(0)).toBeNaN();
  });

  it('names what varies with its unit, and no unit where it is 1', () => {
    const columns = cellColumns(
      problemOf({
        stimulus: { kind: 'pulses', amplitude: 1, width: 1, onsets: [1, 2] },
        sweep: {
          x: { vary: 'stimulus.onsets.1', from: 1, to: 2, count: 4 },
          y: { vary: 'parameters.Q10', values: [2, 3] },
        },
      }),
    );
    expect(csvHeader(columns)).toBe('cell,stimulus.onsets.1_ms,parameters.Q10\n');
    expect([...csvRows(columns, 6)].join('').split('\n').slice(0, 5)).toEqual([
      '0,1,2',
      '1,1.333333333,2',
      '2,1.666666667,2',
      '3,2,2',
      '4,1,3',
    ]);
  });

  it('has a curve in every unit of what varies', () => {
    const problem = problemOf({
      model: { ...membraneOf('hodgkin-huxley'), area: '2000 um2' },
      sweep: { x: { vary: 'stimulus.amplitude', values: [1, 2] } },
    });
    const columns = curveColumns({ x: [0.1 + 0.2, 2], rate: [0, 200 / 3] }, 'stimulus.amplitude', problem);
    expect([csvHeader(columns), ...csvRows(columns, 2)].join('')).toBe(
      'stimulus.amplitude_uA_cm2,stimulus.amplitude_nA,rate_Hz\n0.3,0.006,0\n2,0.04,66.6667\n',
    );
  });

  it('comes in small pieces however long it is', () => {
    const rows = 100_000;
    const spikes = {
      cell: Uint32Array.from({ length: rows }, (_, i) => i),
      time: new Float64Array(rows).fill(1 / 3),
    };
    const pieces = [...csvRows(spikeColumns(spikes), rows)];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(100_000);
    const lines = pieces.join('').trimEnd().split('\n');
    expect(lines).toHaveLength(rows);
    expect([lines[0], lines.at(-1)]).toEqual(['0,0.3333', '99999,0.3333']);
  });

  it('without rows has no piece at all', () => expect([...csvRows(measureColumns(measures), 0)]).toEqual([]));
});
