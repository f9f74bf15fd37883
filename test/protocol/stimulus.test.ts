import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/formula/evaluate.ts';
import { compileFloat64 } from '../../src/formula/float64.ts';
import {
  type Stimulus,
  stimulusFormula,
  stimulusNumbers,
  stimulusSchema,
  withNumber,
} from '../../src/protocol/stimulus.ts';

/** Current in each step, at a fraction of it, uA/cm2. */
function currents(stimulus: Stimulus, dt: number, steps: number, stage = 0.5): Float64Array {
  const formulas = new Map([['out', stimulusFormula(stimulus, dt).current(stage)]]);
  const program = compileFloat64(formulas, new Set(['step']), steps);
  for (const [name, value] of Object.entries(stimulusNumbers(stimulus))) program.inputs[name]?.fill(value);
  program.inputs.step?.set(Float64Array.from({ length: steps }, (_, step) => step));
  program.setup(steps);
  program.body(steps);
  return program.outputs.out ?? new Float64Array();
}

const onset = (stimulus: Stimulus) =>
  evaluate(stimulusFormula(stimulus, 0.1).onset, stimulusNumbers(stimulus));
const charge = (current: Float64Array, dt: number) => current.reduce((sum, value) => sum + value * dt, 0);

const times = fc.double({ min: 0, max: 20, noNaN: true });
const widths = fc.double({ min: 0.001, max: 10, noNaN: true });
const amplitudes = fc.double({ min: -100, max: 100, noNaN: true });
const steps = fc.double({ min: 0.02, max: 1, noNaN: true });
/** More than the longest stimulus below, ms. */
const LONG = 40;
// 2000 roundings of a charge of at most 100 uA/cm2 x 30 ms.
const ROUNDING = 1e-9;

describe('a constant current', () => {
  it('is there from the start', () => {
    const stimulus: Stimulus = { kind: 'constant', amplitude: 7 };
    expect([...currents(stimulus, 0.1, 3)]).toEqual([7, 7, 7]);
    expect(onset(stimulus)).toBe(0);
  });
});

describe('a step of current', () => {
  it('is off before its onset and on after it', () => {
    const stimulus: Stimulus = { kind: 'step', amplitude: 8, onset: 0.25 };
    // In the step from 0.2 to 0.3 ms it is on for half of the time.
    const found = currents(stimulus, 0.1, 5);
    for (const [i, value] of [0, 0, 4, 8, 8].entries()) expect(found[i]).toBeCloseTo(value, 12);
    expect(onset(stimulus)).toBe(0.25);
  });

  it('delivers its charge whatever dt, onset and width', () => {
    fc.assert(
      fc.property(amplitudes, times, widths, steps, (amplitude, begin, width, dt) => {
        const found = currents(
          { kind: 'step', amplitude, onset: begin, end: begin + width },
          dt,
          Math.ceil(LONG / dt),
        );
        expect(Math.abs(charge(found, dt) - amplitude * width)).toBeLessThan(ROUNDING);
      }),
    );
  });

  it('lasts to the end of time without an end', () => {
    const found = currents({ kind: 'step', amplitude: 3, onset: 0 }, 1, 100_000);
    expect(found.every((value) => value === 3)).toBe(true);
  });

  it('is the same at every stage of a step, so that it jumps nowhere inside', () => {
    const stimulus: Stimulus = { kind: 'step', amplitude: 8, onset: 0.25, end: 0.61 };
    expect(currents(stimulus, 0.1, 10, 0)).toEqual(currents(stimulus, 0.1, 10, 1));
  });
});

describe('a ramp', () => {
  const stimulus: Stimulus = { kind: 'ramp', from: 2, to: 12, onset: 1, end: 3 };

  it('rises from onset to end and stays', () => {
    const found = currents(stimulus, 0.5, 10, 0);
    for (const [i, value] of [2, 2, 2, 4.5, 7, 9.5, 12, 12, 12, 12].entries()) {
      expect(found[i]).toBeCloseTo(value, 12);
    }
    expect(onset(stimulus)).toBe(1);
  });

  it('is read at the stage of the step that a method asks for', () => {
    expect(currents(stimulus, 0.5, 4, 0.5)[2]).toBeCloseTo(3.25, 12);
    expect(currents(stimulus, 0.5, 4, 1)[2]).toBeCloseTo(4.5, 12);
  });

  it('may fall', () => {
    const found = currents({ ...stimulus, from: 12, to: -2 }, 0.5, 10, 0);
    expect(found[0]).toBe(12);
    expect(found[9]).toBe(-2);
    expect(found[4]).toBeCloseTo(5, 12);
  });

  it('never leaves its range', () => {
    fc.assert(
      fc.property(amplitudes, amplitudes, times, widths, steps, (from, to, begin, width, dt) => {
        const found = currents(
          { kind: 'ramp', from, to, onset: begin, end: begin + width },
          dt,
          Math.ceil(LONG / dt),
        );
        expect(Math.min(...found)).toBeGreaterThanOrEqual(Math.min(from, to) - ROUNDING);
        expect(Math.max(...found)).toBeLessThanOrEqual(Math.max(from, to) + ROUNDING);
        expect(found.at(-1)).toBeCloseTo(to, 9);
      }),
    );
  });
});

describe('pulses', () => {
  it('add up where they overlap', () => {
    const stimulus: Stimulus = { kind: 'pulses', amplitude: 5, width: 0.3, onsets: [0.1, 0.2, 0.8] };
    const found = currents(stimulus, 0.1, 12);
    for (const [i, value] of [0, 5, 10, 10, 5, 0, 0, 0, 5, 5, 5, 0].entries())
      expect(found[i]).toBeCloseTo(value, 12);
  });

  it('begin with the earliest, in whatever order they are given', () => {
    expect(onset({ kind: 'pulses', amplitude: 5, width: 0.3, onsets: [7, 2, 9] })).toBe(2);
  });

  it('deliver their charge whatever dt, onsets and width', () => {
    fc.assert(
      fc.property(
        amplitudes,
        fc.array(times, { minLength: 1, maxLength: 6 }),
        widths,
        steps,
        (amplitude, onsets, width, dt) => {
          const found = currents({ kind: 'pulses', amplitude, width, onsets }, dt, Math.ceil(LONG / dt));
          expect(Math.abs(charge(found, dt) - amplitude * width * onsets.length)).toBeLessThan(ROUNDING);
        },
      ),
    );
  });

  it('shorter than a step keep their charge', () => {
    const found = currents({ kind: 'pulses', amplitude: 100, width: 0.01, onsets: [0.42] }, 0.1, 10);
    expect(found[4]).toBeCloseTo(10, 10);
    expect(charge(found, 0.1)).toBeCloseTo(1, 12);
  });
});

describe('the numbers of a stimulus', () => {
  const pulses: Stimulus = { kind: 'pulses', amplitude: 5, width: 0.3, onsets: [1, 2, 3] };

  it('are named as experiments write them', () => {
    expect(stimulusNumbers(pulses)).toEqual({
      'stimulus.amplitude': 5,
      'stimulus.width': 0.3,
      'stimulus.onsets.0': 1,
      'stimulus.onsets.1': 2,
      'stimulus.onsets.2': 3,
    });
    expect(stimulusNumbers({ kind: 'step', amplitude: 1, onset: 2 })).toEqual({
      'stimulus.amplitude': 1,
      'stimulus.onset': 2,
    });
  });

  it('can be replaced, without changing the original', () => {
    expect(withNumber(pulses, 'stimulus.onsets.1', 9)).toEqual({ ...pulses, onsets: [1, 9, 3] });
    expect(withNumber(pulses, 'stimulus.amplitude', 9)).toEqual({ ...pulses, amplitude: 9 });
    expect(withNumber(pulses, 'parameters.gK', 9)).toBe(pulses);
    expect(pulses).toEqual({ kind: 'pulses', amplitude: 5, width: 0.3, onsets: [1, 2, 3] });
  });

  it('are all used: changing one changes the current or the onset', () => {
    for (const stimulus of [
      { kind: 'constant', amplitude: 3 },
      { kind: 'step', amplitude: 3, onset: 1, end: 4 },
      { kind: 'ramp', from: 1, to: 3, onset: 1, end: 4 },
      pulses,
    ] satisfies Stimulus[]) {
      const before = currents(stimulus, 0.1, 60);
      for (const [path, value] of Object.entries(stimulusNumbers(stimulus))) {
        expect(currents(withNumber(stimulus, path, value + 0.5), 0.1, 60), path).not.toEqual(before);
      }
    }
  });
});

describe('stimulusSchema', () => {
  it.each([
    { kind: 'ramp', to: 3, onset: 5, end: 4 },
    { kind: 'step', amplitude: 3, end: 0 },
    { kind: 'pulses', amplitude: 3, width: 0, onsets: [1] },
    { kind: 'pulses', amplitude: 3, width: 1, onsets: Array.from({ length: 65 }, () => 1) },
    { kind: 'constant', amplitude: Number.NaN },
    { kind: 'constant', amplitude: 1, onset: 2 },
  ])('refuses %j', (stimulus) => expect(stimulusSchema.safeParse(stimulus).success).toBe(false));
});
