import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { membraneOf } from '../../../src/protocol/experiment.ts';
import { currentsIn, differenceTo, readPoints } from '../../../src/studies/fit/own-points.ts';

const read = (text: string) => readPoints(text, 'cells.csv');

describe('reading', () => {
  test.each([
    ['with names', 'I (nA), rate (Hz)\n0.1, 10\n0.2, 20\n', 'nA'],
    ['without', '0.1,10\n0.2,20', undefined],
    [
      'with tabs, ends of lines of Windows and an empty line',
      'I_uA_cm2\tf\r\n0.1\t10\r\n\r\n0.2\t20\r\n',
      'uA/cm2',
    ],
    ['with semicolons', 'current [µA/cm²];f\n0.1;10\n0.2;20', 'uA/cm2'],
    ['with spaces', '0.1  10\n0.2 20', undefined],
    ['as the command prints it', 'current_uA_cm2,spikes,rate_Hz\n0.1,3,10\n0.2,4,20', 'uA/cm2'],
    [
      'as a table of cells',
      'cell,stimulus.amplitude_uA_cm2,spikes,rate_Hz\n0,0.1,3,10\n1,0.2,4,20',
      'uA/cm2',
    ],
  ])('%s', (_, text, unit) => {
    expect(read(text)).toEqual({ name: 'cells.csv', x: [0.1, 0.2], rate: [10, 20], unit });
  });

  test.each([
    ['', /cells\.csv is empty; give a current and a rate on each line/],
    ['I,f', /has names and no numbers below/],
    ['1,2\n3', /cells\.csv, line 2: 1 cells; give a current and a rate/],
    ['I,f\n1,2\n\n3,many', /line 4: "many" is not a number; write numbers like 68\.3/],
    ['1,2\n1e999,3', /line 2: "1e999" is not a number/],
    [
      'cell,parameters.gK_mS_cm2,rate_Hz\n0,36,10',
      /has numbers of cells and no column of currents; give one a name with its unit, such as current_uA_cm2/,
    ],
    ['I (nA),rate (kHz)\n1,2', /"rate \(kHz\)" is in kHz; give rates in Hz/],
  ])('refuses %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test('gets every number back', () => {
    const points = fc.array(
      fc.tuple(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(points, fc.constantFrom(',', ';', '\t', ' '), (all, delimiter) => {
        const { x, rate } = read(all.map((pair) => pair.join(delimiter)).join('\n'));
        // -0 is written as 0.
        expect(x).toEqual(all.map(([one]) => one + 0));
        expect(rate).toEqual(all.map(([, one]) => one + 0));
      }),
    );
  });

  test('whatever else there is is refused in one line, or read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        try {
          const { x, rate } = read(text);
          expect(x).toHaveLength(rate.length);
        } catch (error) {
          expect((error as Error).name).toBe('InputError');
        }
      }),
    );
  });
});

describe('currents', () => {
  const points = read('I (pA),f\n500,10');
  const area = { ...membraneOf('hodgkin-huxley'), area: '20000 um2' };

  test('come into the unit of the axis where there is an area', () => {
    expect(currentsIn(points, 'nA', area)).toEqual([0.5]);
    // 0.5 nA over 20,000 um2, which are 2e-4 cm2, are 2.5 uA/cm2.
    expect(currentsIn(points, 'uA/cm2', area)[0]).toBeCloseTo(2.5, 12);
  });

  test('stay where nothing is said of them', () => {
    expect(currentsIn(read('500,10'), 'uA/cm2', area)).toEqual([500]);
  });

  test('cannot be compared without an area, or with something else', () => {
    expect(() => currentsIn(points, 'uA/cm2', membraneOf('hodgkin-huxley'))).toThrow(
      'the points are against pA and the curve against uA/cm2; give the currents in uA/cm2',
    );
    expect(() => currentsIn(points, 'mS/cm2', area)).toThrow(/the curve against mS\/cm2/);
  });
});

test('the difference is that to the curve, where there is one', () => {
  const curve = { x: [0, 10, 20], rate: [0, 60, 80] };
  expect(differenceTo(curve, [5, 15, 30], [33, 66, 100])).toEqual({
    rms: Math.sqrt((3 ** 2 + 4 ** 2) / 2),
    count: 2,
  });
  expect(differenceTo(curve, [30], [100])).toEqual({ rms: Number.NaN, count: 0 });
});
