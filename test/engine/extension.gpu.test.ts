import { describe, expect, it } from 'vitest';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { add, number, symbol } from '../../src/formula/expr.ts';
import { parse } from '../../src/formula/parse.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { Statistic } from '../../src/statistics/statistic.ts';
import type { Input, State } from '../../src/system/system.ts';
import { eachEngine, runWhole } from '../support/engines.ts';
import { problemOf } from '../support/problems.ts';

const dt = 0.01;
const base = problemOf({
  sweep: { x: { vary: 'stimulus.amplitude', values: [0, 10, 40] } },
  duration: 60,
  dt,
  integrator: 'rk4',
  record: { traces: { cells: [0, 1, 2], every: dt } },
});

/** The same problem, sampled at every step. */
const sampling = (problem: Problem, ...values: string[]): Problem => ({
  ...problem,
  record: { ...problem.record, traces: { cells: [0, 1, 2], every: 1, values } },
});

/** Adds to the slope of the potential (mV/ms; C is 1 uF/cm2). */
const withCurrent = (
  { system, ...others }: Problem,
  change: Partial<Problem['system']>,
  name: string,
): Problem => ({
  ...others,
  system: {
    ...system,
    ...change,
    states: (change.states ?? system.states).map((state) =>
      state.name === system.potential ? { ...state, slope: add(state.slope, symbol(name)) } : state,
    ),
  },
});

describe("of one's own", () => {
  eachEngine('a statistic: the time spent above -40 mV', async (create) => {
    const above: Statistic = {
      name: 'above',
      unit: 'ms',
      description: 'Time above -40 mV',
      fields: { steps: { start: '0' } },
      step: { steps: 'V > -40 ? steps + 1 : steps' },
      result: 'steps * dt',
    };
    const problem = sampling({ ...base, statistics: [...base.statistics, above] }, 'V');
    const simulation = await create(problem);
    const { traces } = await runWhole(simulation);
    const V = [...traces.values.V!, ...(await simulation.read('V'))];
    const times = await simulation.statistic('above');
    for (const cell of [0, 1, 2]) {
      const steps = V.filter((value, i) => i >= 3 && i % 3 === cell && value > -40).length;
      expect(times[cell]).toBeCloseTo(steps * dt, 9);
    }
    expect([...times].map((time) => time > 5)).toEqual([false, true, true]);
  });

  eachEngine('a statistic of what looks see: turns of V, and the last one', async (create) => {
    const turning: Statistic = {
      name: 'turning',
      unit: 'mV',
      description: 'Highest potential at which V ceased to rise after 10 ms',
      fields: { highest: { start: '-1000' } },
      look: {
        highest:
          'before1 < V && after1 <= V && elapsed(step, window.step) > 1000 ? max(highest, V) : highest',
      },
      result: 'highest',
    };
    const problem = sampling({ ...base, statistics: [...base.statistics, turning] }, 'V');
    const simulation = await create(problem);
    const { traces } = await runWhole(simulation);
    const highest = await simulation.statistic('turning');
    for (const cell of [1, 2]) {
      const V = [...traces.values.V!].filter((_, i) => i % 3 === cell);
      const tops = V.filter(
        (value, i) => i > 1000 && i < V.length - 2 && V[i - 1]! < value && V[i + 1]! <= value,
      );
      expect(highest[cell]).toBe(Math.max(...tops));
    }
  });

  eachEngine('no statistic that changes a field in two ways', async (create) => {
    const twice: Statistic = {
      name: 'twice',
      unit: '1',
      description: 'Steps and events',
      fields: { count: { start: '0' } },
      step: { count: 'count + 1' },
      event: { count: 'count + 1' },
      result: 'count',
    };
    await expect(async () => create({ ...base, statistics: [twice] })).rejects.toThrow(
      '"twice.count" is changed in step and event',
    );
  });

  it.each([
    [{ look: { kept: 'm' } }, 'looks, which see V alone and not m'],
    [{ look: { kept: 'spikes.count' } }, 'cannot be made of what event changes'],
    [{ step: { kept: 'peak.top' } }, 'cannot be made of what look changes'],
  ])('no statistic that reads what is not certain then: %j', async (formulas, message) => {
    const strange = {
      name: 'strange',
      unit: '1',
      description: '',
      fields: { kept: { start: '0' } },
      result: 'kept',
    };
    const problem = { ...base, statistics: [...base.statistics, { ...strange, ...formulas }] };
    await expect(ReferenceSimulation.create(problem)).rejects.toThrow(message);
  });

  eachEngine('an input: a current that decays, with a time constant that varies', async (create) => {
    // 20 uA/cm2 exp(-t / tau).
    const decaying: Input = {
      name: 'decaying',
      unit: 'uA/cm2',
      formula: parse(`20 * exp(-(elapsed(step, zero.step) + stage) * ${dt} / tau)`),
      jumps: number(0),
      onset: number(0),
    };
    const { system } = base;
    const driven = withCurrent(
      base,
      {
        inputs: [...system.inputs, decaying],
        numbers: [...system.numbers, { path: 'own.tau', symbol: 'tau', unit: 'ms', value: 1 }],
        times: [...system.times, { name: 'zero', at: number(0) }],
        observables: [
          ...system.observables,
          { name: 'decaying', unit: 'uA/cm2', formula: symbol('decaying') },
        ],
      },
      'decaying',
    );
    const taus = [0.1, 5, 50];
    const column = {
      path: 'own.tau',
      value: (cell: number) => taus[cell]!,
      extremes: [0.1, 50] as const,
      length: 3,
      stride: 1,
    };
    const problem = sampling(
      { ...driven, population: { first: 0, count: 3, columns: [column] } },
      'decaying',
      'V',
    );
    const { traces, measures } = await runWhole(await create(problem));
    for (const step of [0, 1, 500]) {
      for (const [cell, tau] of taus.entries()) {
        // In float32 the exponent has an error of 1e-7 of itself, which is 50 at most.
        const exact = 20 * Math.exp((-step * dt) / tau);
        expect(traces.values.decaying![3 * step + cell]).toBeCloseTo(exact, 4);
      }
    }
    // On top of the 10 uA/cm2 of the experiment, which alone bring a spike every 15 ms.
    expect(measures.first[0]).toBeGreaterThan(measures.first[1]!);
    expect(measures.first[1]).toBeGreaterThanOrEqual(measures.first[2]!);
    expect(measures.spikes[2]).toBeGreaterThan(measures.spikes[0]!);
  });

  eachEngine('two states that are a sine current', async (create) => {
    // d(sine)/dt = omega cosine, d(cosine)/dt = -omega sine: 50 Hz, 8 uA/cm2.
    const omega = (2 * Math.PI * 50) / 1000;
    const oscillator = (name: string, slope: string, initial: number): State => ({
      name,
      unit: 'uA/cm2',
      description: 'A current of 50 Hz',
      range: [-8, 8],
      slope: parse(slope),
      initial: number(initial),
    });
    const states = [
      ...base.system.states,
      oscillator('sine', `${omega} * cosine`, 0),
      oscillator('cosine', `-${omega} * sine`, 8),
    ];
    const simulation = await create(sampling(withCurrent(base, { states }, 'sine'), 'sine'));
    const { traces, measures } = await runWhole(simulation);
    for (const step of [0, 500, 2500, 5999]) {
      // rk4 loses nothing here; float32 rounds 6000 times.
      expect(traces.values.sine![3 * step]).toBeCloseTo(8 * Math.sin(omega * step * dt), 2);
    }
    // Around 10 uA/cm2 every one of three periods of 20 ms has a spike, on its rise.
    expect(measures.spikes[1]).toBeGreaterThanOrEqual(3);
  });

  eachEngine('a state: calcium that follows the potassium current', async (create) => {
    const calcium: State = {
      name: 'calcium',
      unit: 'umol/l',
      description: 'Calcium that comes with the potassium current and goes in 20 ms',
      range: [0, 1000],
      slope: parse('0.01 * IK - calcium / 20'),
      initial: number(1),
    };
    const { system } = base;
    const problem = sampling(
      { ...base, system: { ...system, states: [...system.states, calcium] } },
      'IK',
      'calcium',
    );
    const simulation = await create(problem);
    expect(simulation.variables).toEqual(['V', 'm', 'h', 'n', 'calcium']);
    const { traces } = await runWhole(simulation);
    const final = await simulation.read('calcium');
    for (const cell of [0, 1, 2]) {
      // The same by hand: exact decay, and the current by the trapezoidal rule.
      const decay = Math.exp(-dt / 20);
      const current = (step: number) => traces.values.IK![3 * step + cell]!;
      let expected = 1;
      for (let step = 0; step + 1 < traces.time.length; step++) {
        expected = expected * decay + (0.01 * dt * (current(step) * decay + current(step + 1))) / 2;
        if (step % 500 === 0) {
          const sampled = traces.values.calcium![3 * (step + 1) + cell]!;
          // A relative error of (dt / 1 ms)^2 / 12 by the rule, and float32.
          expect(Math.abs(sampled / expected - 1)).toBeLessThan(1e-4);
        }
      }
      expect(final[cell]).toBeGreaterThan(0);
    }
    expect(final[2]).toBeGreaterThan(2 * final[0]!);
  });
});
