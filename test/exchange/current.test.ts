import { describe, expect, it } from 'vitest';
import { currentInSteps, currentInTime, TIME } from '../../src/exchange/current.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { add, call, type Expr, number, symbol } from '../../src/formula/expr.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { systemOf } from '../../src/protocol/prepare.ts';
import type { StimulusInput } from '../../src/protocol/stimulus.ts';

/** The current at a time, as the guide defines each kind (docs/guide/protocols.md). */
const kinds: readonly (readonly [StimulusInput, (t: number) => number])[] = [
  [{ kind: 'constant', amplitude: 3 }, () => 3],
  [{ kind: 'step', amplitude: 3, onset: 10, end: 20.5 }, (t) => (t >= 10 && t < 20.5 ? 3 : 0)],
  [{ kind: 'step', amplitude: 3, onset: 10 }, (t) => (t >= 10 ? 3 : 0)],
  [
    { kind: 'ramp', from: 1, to: 5, onset: 10, end: 30 },
    (t) => (t < 10 ? 1 : t < 30 ? 1 + (4 * (t - 10)) / 20 : 5),
  ],
  [
    { kind: 'pulses', amplitude: 2, width: 4, onsets: [5, 7, 20] },
    (t) => 2 * [5, 7, 20].filter((on) => t >= on && t < on + 4).length,
  ],
  [
    { kind: 'train', amplitude: 2, width: 1, onset: 3, period: 5, count: 4 },
    (t) => 2 * [3, 8, 13, 18].filter((on) => t >= on && t < on + 1).length,
  ],
  [
    { kind: 'paired', amplitude: 2, second: 7, width: 2, onset: 5, interval: 10 },
    (t) => (t >= 5 && t < 7 ? 2 : 0) + (t >= 15 && t < 17 ? 7 : 0),
  ],
  [
    { kind: 'staircase', levels: [1, -2, 4], onset: 5, every: 10 },
    (t) => (t < 5 ? 0 : t < 15 ? 1 : t < 25 ? -2 : 4),
  ],
  [
    { kind: 'sine', amplitude: 2, offset: 1, frequency: 80, phase: 30, onset: 4, end: 33 },
    (t) => (t >= 4 && t < 33 ? 1 + 2 * Math.sin(2 * Math.PI * (0.08 * (t - 4) + 30 / 360)) : 0),
  ],
  [
    { kind: 'chirp', amplitude: 2, from: 10, to: 100, onset: 5, end: 35 },
    (t) => {
      const seconds = (t - 5) / 1000;
      const turns = 10 * seconds + (0.5 * 90 * seconds * seconds) / 0.03;
      return t >= 5 && t < 35 ? 2 * Math.sin(2 * Math.PI * turns) : 0;
    },
  ],
  [
    { kind: 'chirp', amplitude: 2, from: 10, to: 100, sweep: 'exponential', onset: 5, end: 35 },
    (t) => {
      const turns = (10 * 0.03 * (10 ** ((t - 5) / 30) - 1)) / Math.log(10);
      return t >= 5 && t < 35 ? 2 * Math.sin(2 * Math.PI * turns) : 0;
    },
  ],
];

const times = Array.from({ length: 400 }, (_, i) => 0.1 * i);

describe('a current in time', () => {
  it.each(kinds)('%j is what the guide says', (stimulus, defined) => {
    const experiment = parseExperiment({ stimulus, duration: 50, dt: 0.05 });
    const system = systemOf({ ...experiment, dt: 1 });
    const { formula, sines } = currentInTime(system.inputs[0]!.formula, system, experiment.stimulus);
    const numbers = Object.fromEntries(system.numbers.map(({ symbol, value }) => [symbol, value]));
    for (const t of times) {
      const at: Record<string, number> = { ...numbers, [TIME]: t };
      for (const [name, turns] of sines) at[name] = Math.sin(2 * Math.PI * evaluate(turns, at));
      // A few roundings of currents up to 7.
      expect(evaluate(formula, at)).toBeCloseTo(defined(t), 11);
    }
  });

  it.each(kinds)('%j has the right charge in steps, wherever it jumps', (stimulus, defined) => {
    const dt = 0.3;
    const experiment = parseExperiment({ stimulus, duration: 50, dt });
    const system = systemOf({ ...experiment, dt });
    const { formula, sines } = currentInSteps(system.inputs[0]!.formula, system, experiment.stimulus, dt);
    const at = Object.fromEntries(system.numbers.map(({ symbol, value }) => [symbol, value]));
    let [inSteps, whole] = [0, 0];
    for (let step = 0; step < 150; step++) {
      const here: Record<string, number> = { ...at, [TIME]: step * dt };
      for (const [name, turns] of sines) here[name] = Math.sin(2 * Math.PI * evaluate(turns, here));
      inSteps += evaluate(formula, here) * dt;
      for (let part = 0; part < 300; part++)
        whole += (defined(step * dt + ((part + 0.5) * dt) / 300) * dt) / 300;
    }
    // Where a sine is on or off within a step, the step has the mean time of it at the value in its middle.
    expect(Math.abs(inSteps - whole)).toBeLessThan(0.02);
  });

  it('refuses by its kind what is no function of the time', () => {
    const { stimulus, ...experiment } = parseExperiment({});
    const system = systemOf({ ...experiment, stimulus, dt: 1 });
    const [input] = system.inputs;
    const noisy = add(input!.formula, symbol('noise'));
    const message =
      'a stimulus of kind "constant" cannot be exported: it is no function of the time; take another one';
    expect(() => currentInTime(noisy, system, stimulus)).toThrow(message);
    // A leaf or an operation that formulas may have some day.
    for (const strange of [{ kind: 'random', stream: 0 }, call('elapsed', number(1), number(2))]) {
      const formula = add(input!.formula, strange as Expr);
      expect(() => currentInTime(formula, system, stimulus)).toThrow(message);
    }
    expect(() => currentInSteps(noisy, system, stimulus, 0.01)).toThrow(message);
  });

  it('keeps sines as sines', () => {
    const experiment = parseExperiment({ stimulus: { kind: 'sine', amplitude: 1, frequency: 50 } });
    const system = systemOf({ ...experiment, dt: 1 });
    const { sines } = currentInTime(system.inputs[0]!.formula, system, experiment.stimulus);
    expect(sines.size).toBe(1);
  });
});
