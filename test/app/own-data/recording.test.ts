import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isInLink, pointsSchema, recordingSchema } from '../../../src/app/own-data/in-link.ts';
import { foretoldMarks, recordedLine } from '../../../src/app/own-data/recorded-line.ts';
import { readTrace } from '../../../src/studies/fit/own-trace.ts';

const trace = { name: 'mine', times: [0, 1, 2.5, 4], values: [-65, -64, -63, -62] };

describe('a recording', () => {
  it('is drawn to the edges of a plot', () => {
    const x = (from: number, to: number) => recordedLine(trace, { from, to }).x;
    expect(x(-10, 10)).toEqual(trace.times);
    expect(x(1.5, 2)).toEqual([1, 2.5]);
    expect(x(2.5, 3)).toEqual([1, 2.5, 4]);
    expect(recordedLine(trace, { from: 1.5, to: 2 }).y).toEqual([-64, -63]);
    expect(x(7, 9)).toEqual([4]);
    expect(x(-9, -7)).toEqual([0]);
  });

  it('is in a link as it is, unless it is long', () => {
    const name = 'recorded-potential.csv';
    const example = readTrace(readFileSync(`examples/${name}`, 'utf8'), name);
    expect(isInLink(example)).toBe(true);
    expect(recordingSchema.parse(JSON.parse(JSON.stringify(example)))).toEqual(example);
    expect(isInLink({ ...trace, times: Array.from({ length: 2001 }, (_, i) => i) })).toBe(false);
  });

  it.each([
    { ...trace, times: [0, 2, 1, 4] },
    { ...trace, times: [0, 1] },
    { ...trace, times: [-1, 1, 2, 3] },
    { ...trace, values: [0, 0, 0, 1e6] },
    { ...trace, times: [], values: [] },
    { ...trace, other: 1 },
  ])('is not taken from a link as %j', (wrong) => {
    expect(recordingSchema.safeParse(wrong).success).toBe(false);
  });
});

it('is drawn with what neurons say of the part that was held back, and a line where that begins', () => {
  const data = trace.times.map((at, i) => ({ at, value: trace.values[i]! }));
  const low = Float64Array.from(trace.values, (V) => V - 2);
  const high = Float64Array.from(trace.values, (V) => V + 2);
  const agreement = (count: number) => ({ count, rms: 1, coverage: 1 });
  const foretold = (fitted: number) => ({
    unit: 'mV',
    error: 1,
    fitted: agreement(fitted),
    held: agreement(4 - fitted),
    band: { data, median: Float64Array.from(trace.values), low, high },
  });
  expect(foretoldMarks(foretold(2), [-90, 50])).toMatchObject([
    { kind: 'band', x: [2.5, 4], low: low.slice(2), high: high.slice(2) },
    { kind: 'strokes', x: [2.5], from: -90, to: 50 },
  ]);
  expect(foretoldMarks(foretold(4), [-90, 50])).toEqual([]);
});

describe('points', () => {
  const points = { name: 'mine', x: [1, 2], unit: 'uA/cm2' as const, rate: [10, 20] };

  it('are in a link as they are, unless they are many', () => {
    expect(pointsSchema.parse(JSON.parse(JSON.stringify(points)))).toEqual(points);
    expect(isInLink(points)).toBe(true);
    expect(isInLink({ ...points, x: Array.from({ length: 2001 }, (_, i) => i) })).toBe(false);
  });

  it.each([
    { ...points, x: [1] },
    { ...points, unit: 'mV' },
    { ...points, unit: undefined },
    { ...points, x: [], rate: [] },
    { ...points, other: 1 },
  ])('are not taken from a link as %j', (wrong) => {
    expect(pointsSchema.safeParse(wrong).success).toBe(false);
  });
});
