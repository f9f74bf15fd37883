import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/input/schema.ts';
import {
  cellsIn,
  hasTrace,
  potentialUnits,
  readTrace,
  timeUnits,
  unsaidUnits,
} from '../../../src/studies/fit/own-trace.ts';

const read = (text: string, options = {}) => readTrace(text, 'trace.csv', options);

describe('a recorded potential', () => {
  it.each([
    ['time_ms,V_mV\n0,-65\n0.5,-64.5\n', [0, 0.5], [-65, -64.5]],
    ['t (s);Vm [V]\n0;-0.065\n0.001;-0.064\n', [0, 1], [-65, -64]],
    ['Time/us\tvoltage/uV\n0\t-65000\n100\t-64000\n', [0, 0.1], [-65, -64]],
    ['t µs,V_mV\n1,2\n3,4\n', [0.001, 0.003], [2, 4]],
    ['cell,time_ms,V_mV,n\n7,0,-65,0.3\n7,1,-64,0.3\n', [0, 1], [-65, -64]],
  ])('has its units in the names of its columns: %j', (text, times, values) => {
    const trace = read(text);
    for (const [i, time] of times.entries()) expect(trace.times[i]).toBeCloseTo(time, 12);
    for (const [i, value] of values.entries()) expect(trace.values[i]).toBeCloseTo(value, 9);
  });

  it('takes the units, the columns and the cell that it is told', () => {
    expect(read('t,V\n0,-0.065\n1,-0.064\n', { timeUnit: 'ms', valueUnit: 'V' })).toMatchObject({
      times: [0, 1],
      values: [-65, -64],
    });
    expect(read('a_ms,b_mV\n0,1\n1,2\n', { time: 'a_ms', value: 'b_mV' }).values).toEqual([1, 2]);
    expect(read('cell,time_ms,V_mV\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n', { cell: 1 }).values).toEqual([2, 4]);
  });

  it('says which of its units are missing', () => {
    expect(unsaidUnits('time_ms,V_mV\n0,-65\n', 'a.csv')).toEqual([]);
    expect(unsaidUnits('t,Vm [mV]\n0,-65\n', 'a.csv')).toEqual(['time']);
    expect(unsaidUnits('t (s);potential\n0;-65\n', 'a.csv')).toEqual(['potential']);
    expect(unsaidUnits('time,V\n0,-65\n', 'a.csv')).toEqual(['time', 'potential']);
    expect(() => unsaidUnits('V_mV\n-65\n', 'a.csv')).toThrow('a.csv has no column of the time');
    expect(hasTrace('t (s);potential\r\n0;-65\r\n')).toBe(true);
    expect(hasTrace('current_nA,rate_Hz\n0,5\n')).toBe(false);
  });

  it('says which cells it has', () => {
    expect(cellsIn('cell,time_ms,V_mV\n4,0,1\n7,0,2\n4,1,3\n', 'a.csv')).toEqual([4, 7]);
    expect(cellsIn('time_ms,V_mV\n0,1\n', 'a.csv')).toEqual([]);
  });

  it('is told from rates against currents', () => {
    expect(hasTrace('time_ms,V_mV\n0,-65')).toBe(true);
    expect(hasTrace('current_uA_cm2,rate_Hz\n0,0')).toBe(false);
  });

  it.each([
    ['t,V_mV\n0,1\n', {}, 'trace.csv: the column "t" does not say its unit; give timeUnit = s or ms or us'],
    [
      'time_ms,V\n0,1\n',
      {},
      'trace.csv: the column "V" does not say its unit; give valueUnit = V or mV or uV',
    ],
    ['time_ms,V_mV\n0,1\n', { valueUnit: 'V' }, 'the column "V_mV" is in mV, not in V'],
    ['time_ms,x\n0,1\n', {}, 'has no column of the potential, only "time_ms", "x"'],
    ['time_ms,V_mV,Vm_mV\n0,1,2\n', {}, 'has several columns of the potential, "V_mV", "Vm_mV"'],
    ['a,b,c,d,e,f\n0,1,2,3,4,5\n', {}, 'of the time, only "a", "b", "c", "d", "e", and 1 more; name it'],
    ['time_ms,V_mV\n0,1\n', { value: 'V_m' }, 'has no column "V_m"; did you mean "V_mV"?'],
    [
      'time_ms,V_mV\n0,1\n\n2,2\n1,3\n',
      {},
      'trace.csv, line 5: the time 1 ms is not after the one before, 2 ms',
    ],
    ['time_ms,V_mV\n-1,1\n', {}, 'trace.csv, line 2: the time -1 ms is before 0'],
    ['time_ms,V_V\n0,-65\n', {}, 'trace.csv, line 2: -65000 mV is no membrane potential'],
    ['time_ms,V_mV\n0,1\n1,x\n', {}, 'trace.csv, line 3, column "V_mV": "x" is not a number'],
    ['cell,time_ms,V_mV\n0,0,1\n1,0,2\n', {}, 'has rows of cells 0 and 1; choose one as cell = 0'],
    ['cell,time_ms,V_mV\n0,0,1\n', { cell: 3 }, 'has no rows of cell 3'],
  ])('%j is refused in one line', (text, options, message) => {
    expect(() => read(text, options)).toThrow(InputError);
    expect(() => read(text, options)).toThrow(message);
  });

  it('is read as it was written, in any unit', () => {
    const unit = <Unit extends string>(units: Readonly<Record<Unit, number>>) =>
      fc.constantFrom(...(Object.keys(units) as Unit[]));
    const samples = fc.array(
      fc.tuple(
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        fc.double({ min: -200, max: 200, noNaN: true }),
      ),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(samples, unit(timeUnits), unit(potentialUnits), (steps, ms, mV) => {
        let time = 0;
        const rows = steps.map(([step, V]) => {
          time += step;
          return [time, V] as const;
        });
        const lines = rows.map(([t, V]) => `${t / timeUnits[ms]},${V / potentialUnits[mV]}`);
        const trace = read([`time_${ms},V_${mV}`, ...lines].join('\n'));
        for (const [i, [t, V]] of rows.entries()) {
          expect(trace.times[i]).toBeCloseTo(t, 9);
          expect(trace.values[i]).toBeCloseTo(V, 9);
        }
      }),
    );
  });

  it('is read or refused with a reason, whatever the text', () => {
    const line = fc.stringMatching(/^[-0-9.e,;tVms_ ]{0,12}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        try {
          const { times, values } = read(lines.join('\n'), { timeUnit: 'ms', valueUnit: 'mV' });
          expect(times.length).toBe(values.length);
          expect([...times, ...values].every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
