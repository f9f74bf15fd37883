import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isInLink, recordingSchema } from '../../../src/app/own-data/in-link.ts';
import { recordedLine } from '../../../src/app/own-data/recorded-line.ts';
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
