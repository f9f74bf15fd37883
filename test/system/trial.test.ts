import { describe, expect, it } from 'vitest';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import { symbol } from '../../src/formula/expr.ts';
import { compileFloat64 } from '../../src/formula/float64.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare, systemOf } from '../../src/protocol/prepare.ts';
import type { Stimulus } from '../../src/protocol/stimulus.ts';
import { equationsOf } from '../../src/system/equations.ts';
import type { System } from '../../src/system/system.ts';
import { Trial } from '../../src/system/trial.ts';
import { calciumTriangle, hodgkinHuxley, morrisLecar } from '../support/systems.ts';

const current = (amplitude: number): Stimulus => ({ kind: 'constant', amplitude });

function paceOf(system: System, values: Record<string, number> = {}, steps = 10_000) {
  const defaults = new Map(system.numbers.map(({ symbol: name, value }) => [name, value]));
  const value = (name: string) => values[name] ?? defaults.get(name)!;
  return new Trial(system).paces({ system, count: 1, value }, { dt: 0.05, steps })[0]!;
}

/** The largest speed of a gate and the largest rate of V in a run of 60 ms. */
async function seen(parameters: Record<string, number>, amplitude: number) {
  const problem = prepare(
    parseExperiment({
      parameters,
      stimulus: current(amplitude),
      duration: 60,
      dt: 0.005,
      record: { traces: { cells: [0], every: 0.01 } },
    }),
  );
  const equations = equationsOf(problem.system);
  const here = new Map(equations.states.map((name) => [name, symbol(name)]));
  const gates = ['m', 'h', 'n'];
  const formulas = new Map([
    ...gates.map((name) => [name, equations.slope(name, here, 0)] as const),
    ['rate', equations.rate('V', here, 0)] as const,
  ]);
  const motion = compileFloat64(formulas, new Set(equations.states), 1);
  for (const { symbol: name, value } of problem.system.numbers) motion.inputs[name]?.fill(value);
  motion.setup(1);
  let [speed, rate] = [0, 0];
  await runExperiment(await ReferenceSimulation.create(problem), {
    onTraces: ({ values, time }) => {
      for (const [i] of time.entries()) {
        for (const name of equations.states) motion.inputs[name]![0] = values[name]![i]!;
        motion.body(1);
        for (const name of gates) speed = Math.max(speed, Math.abs(motion.outputs[name]![0]!));
        rate = Math.max(rate, motion.outputs.rate![0]!);
      }
    },
  });
  return { speed, rate };
}

describe('a trial', () => {
  it.each([
    [{}, 10],
    [{}, 100],
    [{ temperature: 18.5 }, 20],
    [{ C: 3 }, 20],
    [{ gNa: 200 }, 20],
  ])(
    'finds the speed of the gates and the rate of V of a run, %j under %d uA/cm2',
    async (parameters, amplitude) => {
      const run = await seen(parameters, amplitude);
      const pace = paceOf(hodgkinHuxley(current(amplitude), 0.05), parameters);
      // It is an estimate: the first spike after a lift, in steps that pass a tenth of a range. The step is chosen from
      // a list in which each is half of the one before, so that a tenth rarely matters.
      expect(pace.speed / run.speed).toBeGreaterThan(0.9);
      expect(pace.speed / run.speed).toBeLessThan(1.1);
      expect(pace.rate / run.rate).toBeGreaterThan(0.9);
      expect(pace.rate / run.rate).toBeLessThan(1.15);
      expect(pace.stiffest).toBe('V');
    },
  );

  it('lets a silent cell fire', () => {
    const { speed } = paceOf(hodgkinHuxley(current(0), 0.05));
    expect(speed).toBeGreaterThan(1.9);
    expect(speed).toBeLessThan(2.4);
  });

  it('says the speed in the unit of the state as well', () => {
    const { fastest, slope, speed } = paceOf(hodgkinHuxley(current(0), 0.05));
    expect(fastest).toBe('V');
    expect(slope).toBeCloseTo(150 * speed, 9);
  });

  it('finds cells fast that have no rest and fire by themselves', () => {
    const { speed } = paceOf(hodgkinHuxley(current(10), 0.05), { gNa: 500 });
    // 3.67/ms in a run; from where V passes slowest sodium is less inactivated than after a spike.
    expect(speed).toBeGreaterThan(3.3);
    expect(speed).toBeLessThan(4.8);
  });

  it.each<[string, Stimulus]>([
    ['late', { kind: 'step', amplitude: 500, onset: 300 }],
    ['at the end of a rise', { kind: 'ramp', from: 0, to: 500, onset: 100, end: 400 }],
    ['in a pulse', { kind: 'pulses', amplitude: 500, width: 20, onsets: [300, 350] }],
  ])('looks where the stimulus is largest, %s', (_, stimulus) => {
    const constant = paceOf(hodgkinHuxley(current(500), 0.05));
    expect(paceOf(hodgkinHuxley(stimulus, 0.05)).speed).toBeCloseTo(constant.speed, 1);
  });

  it('does not count what comes after the run', () => {
    const late: Stimulus = { kind: 'step', amplitude: 500, onset: 300 };
    expect(paceOf(hodgkinHuxley(late, 0.05), {}, 1000).speed).toBeLessThan(2.4);
  });

  it.each<[string, Stimulus]>([
    ['all the time', current(-170)],
    ['for a while', { kind: 'step', amplitude: -170, onset: 100, end: 200 }],
  ])('sees the rates of a cell that is hyperpolarised %s', (_, stimulus) => {
    // beta_m at -150 mV, beyond which rates stay as they are there.
    const pace = paceOf(hodgkinHuxley(stimulus, 0.05));
    expect(pace.stiffest).toBe('m');
    expect(pace.rate).toBeCloseTo(4 * Math.exp(85 / 18), 0);
  });

  it('does not take what is injected for a speed', () => {
    expect(paceOf(hodgkinHuxley(current(1e30), 0.05)).speed).toBeLessThan(5);
  });

  it.each([
    ['an instantaneous gate', morrisLecar(current(100), 0.05), 'V'],
    ['states that depend on one another', calciumTriangle(current(4), 0.05), 'V'],
  ])('takes a system with %s', (_, system, fastest) => {
    const pace = paceOf(system);
    expect(pace.fastest).toBe(fastest);
    expect(pace.speed).toBeGreaterThan(0.01);
    expect(pace.speed).toBeLessThan(1);
  });

  it('serves other numbers and other inputs', () => {
    const trial = new Trial(hodgkinHuxley(current(0), 0.05));
    const system = systemOf({
      model: 'hodgkin-huxley',
      parameters: { temperature: 18.5 },
      stimulus: { kind: 'step', amplitude: 20, onset: 5 },
      dt: 0.05,
    });
    const values = new Map(system.numbers.map(({ symbol: name, value }) => [name, value]));
    const neurons = { system, count: 2, value: (name: string) => values.get(name)! };
    const [first, second] = trial.paces(neurons, { dt: 0.05, steps: 1000 });
    expect(first).toEqual(paceOf(system));
    expect(second).toEqual(first);
  });
});
