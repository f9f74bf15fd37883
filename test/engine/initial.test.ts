import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { initialState, type Work } from '../../src/engine/initial.ts';
import { Numbers } from '../../src/engine/numbers.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { type Expr, multiply, symbol } from '../../src/formula/expr.ts';
import { InputError } from '../../src/input/schema.ts';
import { rk4 } from '../../src/integrators/rk4.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { equationsOf } from '../../src/system/equations.ts';
import { defaults, hodgkinHuxley, squidAxons } from '../support/membranes.ts';
import { problemOf } from '../support/problems.ts';
import { calciumTriangle, morrisLecar, problemFor, type SystemUnder } from '../support/systems.ts';

const solve = (problem: Problem, work?: Work) => initialState(problem, new Numbers(problem), work);

/** The initial state of one neuron. */
async function begin(input: ExperimentInput): Promise<Record<string, number>> {
  const states = await solve(problemOf(input));
  return Object.fromEntries(Object.entries(states).map(([name, values]) => [name, values[0]!]));
}

/** Ionic current of the squid axon and its relatives, uA/cm2, written out as a second source. */
function current(parameters: Record<string, number>, state: Readonly<Record<string, number>>): number {
  const { gNa = 0, gK = 0, gL = 0, ENa = 0, EK = 0, EL = 0 } = parameters;
  const { V = 0, m = 0, h = 0, n = 0 } = state;
  return gNa * m ** 3 * h * (V - ENa) + gK * n ** 4 * (V - EK) + gL * (V - EL);
}

describe('rest', () => {
  it('of the squid axon is the published one', async () => {
    const { V, m, h, n } = await begin({});
    expect(V).toBeCloseTo(-64.9997, 4);
    // Steady states at rest, as in every textbook.
    expect(m).toBeCloseTo(0.0529, 4);
    expect(h).toBeCloseTo(0.5961, 4);
    expect(n).toBeCloseTo(0.3177, 4);
  });

  it('of the lecture model is higher, since its leak pulls to -50 mV', async () => {
    const { V = 0 } = await begin({ model: 'lecture' });
    expect(V).toBeGreaterThan(-64.9);
    expect(V).toBeLessThan(-60);
  });

  // In the ranges of the parameters the conductances may be anything; one of them must be there.
  const varied = fc.record({
    gNa: fc.double({ min: 0, max: 500, noNaN: true }),
    gK: fc.double({ min: 0, max: 200, noNaN: true }),
    gL: fc.double({ min: 0.01, max: 10, noNaN: true }),
    EL: fc.double({ min: -120, max: 20, noNaN: true }),
    temperature: fc.double({ min: 0, max: 40, noNaN: true }),
  });

  it.each(squidAxons.map((membrane) => [membrane.name, membrane] as const))(
    'of %s cancels the current, whatever the parameters',
    async (model, membrane) => {
      await fc.assert(
        fc.asyncProperty(varied, async (parameters) => {
          const state = await begin({ model, parameters });
          // Conductances of up to 700 mS/cm2 times the last bit of 100 mV.
          expect(Math.abs(current({ ...defaults(membrane), ...parameters }, state))).toBeLessThan(1e-9);
        }),
      );
    },
  );

  it('is where the only current reverses', async () => {
    const { V } = await begin({ parameters: { gNa: 0, gK: 0, EL: -61.5 } });
    expect(V).toBeCloseTo(-61.5, 10);
  });

  it('is the lowest where there are several', async () => {
    // A sodium conductance that does not inactivate, against a leak: rest near -60 mV, and one near +50 mV.
    const problem = problemOf({ parameters: { gNa: 5, gK: 0, EL: -65 } });
    const cube = multiply(symbol('m'), multiply(symbol('m'), symbol('m')));
    const algebraic = problem.system.algebraic.map((one) =>
      one.name === 'gNa_open' ? { ...one, formula: multiply(symbol('gNa'), cube) } : one,
    );
    const { V } = await solve({ ...problem, system: { ...problem.system, algebraic } });
    expect(V![0]).toBeLessThan(-50);
  });

  it('is not there if nothing pulls: the error says why and what to do', async () => {
    const solving = begin({ parameters: { gNa: 0, gK: 0, gL: 0 } });
    await expect(solving).rejects.toThrow(InputError);
    await expect(solving).rejects.toThrow(
      /"hodgkin-huxley" has no rest between -150 and 150 mV.*Set a positive gL, or give the initial V/,
    );
  });

  it('names the neuron that has none', async () => {
    const sweep = { x: { vary: 'parameters.gL', values: [0.3, 0, 0.2] } };
    await expect(solve(problemOf({ parameters: { gNa: 0, gK: 0 }, sweep }))).rejects.toThrow('in neuron 1');
  });
});

describe('systems that no membrane describes', () => {
  /** The states of one neuron, and the slope of each there, 1/ms times its unit. */
  async function settle(
    make: SystemUnder,
    change: Readonly<Record<string, number>>,
    initial: Problem['initial'] = 'rest',
  ) {
    const system = make({ kind: 'constant', amplitude: 0 }, 0.1);
    const numbers = system.numbers.map((one) => ({ ...one, value: change[one.symbol] ?? one.value }));
    const changed = { ...system, numbers };
    const solved = await solve(
      problemFor({ system: changed, integrator: rk4, dt: 0.1, duration: 1, initial }),
    );
    const states = Object.fromEntries(Object.entries(solved).map(([name, values]) => [name, values[0]!]));
    const at = { ...Object.fromEntries(numbers.map((one) => [one.symbol, one.value])), ...states };
    const equations = equationsOf(changed);
    const here = new Map(equations.states.map((name): [string, Expr] => [name, symbol(name)]));
    const slopes = equations.states.map((name): [string, number] => [
      name,
      evaluate(equations.slope(name, here, 0), at),
    ]);
    return { states, slopes: Object.fromEntries(slopes) };
  }

  it('rest where their currents cancel, with gates that follow at once too', async () => {
    const { V = Number.NaN, w = Number.NaN } = (await settle(morrisLecar, {})).states;
    // The equations of Morris and Lecar, written out here as a second source.
    const calcium = 4.4 * 0.5 * (1 + Math.tanh((V + 1.2) / 18)) * (V - 120);
    expect(Math.abs(calcium + 8 * w * (V + 84) + 2 * (V + 60))).toBeLessThan(1e-12);
    expect(w).toBeCloseTo(0.5 * (1 + Math.tanh((V - 2) / 30)), 14);
    expect(V).toBeLessThan(-60);
  });

  const changes = [{}, { gL: 0.2 }, { gL: 0.1, gCa: 1 }, { gL: 0.1, gCa: 4 }, { tau: 200 }];

  it.each(changes)('rest in all states that depend on one another, with %j', async (change) => {
    const { slopes } = await settle(calciumTriangle, change);
    // Rounding of currents up to 100 uA/cm2.
    for (const [name, slope] of Object.entries(slopes)) expect(Math.abs(slope), name).toBeLessThan(1e-13);
  });

  it.each(changes)('stay in all states but V at a given potential, with %j', async (change) => {
    const { states, slopes } = await settle(calciumTriangle, change, { potential: -50 });
    expect(states.V).toBe(-50);
    for (const name of ['Ca', 'h']) expect(Math.abs(slopes[name]!), name).toBeLessThan(1e-13);
  });

  it('begin with a state where it is told to, and rest in the others', async () => {
    const told: SystemUnder = (stimulus, dt) => {
      const system = calciumTriangle(stimulus, dt);
      const states = system.states.map((state) =>
        state.name === 'Ca' ? { ...state, initial: symbol('Ca_rest') } : state,
      );
      return { ...system, states };
    };
    const { states, slopes } = await settle(told, { Ca_rest: 0.3 });
    expect(states.Ca).toBe(0.3);
    expect(Math.abs(slopes.Ca!)).toBeGreaterThan(1e-3);
    for (const name of ['V', 'h']) expect(Math.abs(slopes[name]!), name).toBeLessThan(1e-13);
  });
});

describe('a population', () => {
  const columns: ExperimentInput = {
    sweep: {
      x: { vary: 'stimulus.amplitude', values: [0, 10] },
      y: { vary: 'parameters.gK', from: 20, to: 50, count: 300 },
    },
  };

  it('begins with each neuron where it would begin alone', async () => {
    const { V } = await solve(problemOf(columns));
    for (const row of [0, 150, 299]) {
      const alone = await begin({ parameters: { gK: 20 + (30 * row) / 299 } });
      for (const column of [0, 1]) expect(V![2 * row + column]).toBeCloseTo(alone.V ?? Number.NaN, 10);
    }
  });

  it('begins in parts as in the whole, to the bit', async () => {
    const problem = problemOf({
      sample: {
        count: 700,
        vary: { 'parameters.gK': { from: 20, to: 50 }, 'parameters.gNa': { from: 80, to: 160 } },
      },
    });
    const whole = await solve(problem);
    const part = await solve({ ...problem, population: { ...problem.population, first: 301, count: 300 } });
    for (const [name, values] of Object.entries(part)) expect(values).toEqual(whole[name]!.slice(301, 601));
  });

  it.each([
    [4, 50],
    [1000, 0],
  ])('lets others have their turn after %d ms of work', async (stint, least) => {
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now');
    let time = 0;
    // Every look at the clock finds it a ms later.
    clock.mockImplementation(() => now + time++);
    const turns = vi.spyOn(globalThis, 'setTimeout');
    const problem = problemOf({ sweep: { x: { vary: 'parameters.gK', from: 20, to: 50, count: 300 } } });
    await solve(problem, { stint });
    const [looks, pauses] = [time, turns.mock.calls.length];
    clock.mockRestore();
    turns.mockRestore();
    expect(pauses).toBeGreaterThanOrEqual(least);
    expect(pauses).toBeLessThanOrEqual(looks / stint + 1);
  });

  it('stops being solved when the signal says so', async () => {
    const problem = problemOf(columns);
    await expect(solve(problem, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });
});

describe('a given potential', () => {
  it('comes with every gate at its steady state', async () => {
    const { V, n } = await begin({ initial: { V: -55 } });
    expect(V).toBe(-55);
    // alpha_n is 0/0 there; its limit is 0.1.
    expect(n).toBeCloseTo(0.1 / (0.1 + 0.125 * Math.exp(-10 / 80)), 12);
    expect(defaults(hodgkinHuxley)).toMatchObject({ temperature: 6.3 });
  });
});

describe('a state that is said to begin at a number that varies', () => {
  const model = {
    name: 'begun',
    parameters: { w0: { value: 0.5, range: [0, 5] } },
    states: [{ name: 'w', unit: 'mM', range: [0, 1], slope: '-w', initial: 'w0' }],
    currents: [{ name: 'IL', conductance: '0.1 * (1 + w)', reversal: '-60' }],
  } as const;
  const sweep = (values: number[]) => ({ x: { vary: 'parameters.w0', values } });

  it('begins there, at the ends of its range as well', async () => {
    const { w } = await solve(problemOf({ model, sweep: sweep([0, 0.5, 1]) }));
    expect([...w!]).toEqual([0, 0.5, 1]);
  });

  it('is refused with its neuron where that is out of its range', async () => {
    const problem = problemOf({ model, sweep: sweep([0.5, 1, 2, 4]) });
    await expect(solve(problem)).rejects.toThrow(InputError);
    await expect(solve(problem)).rejects.toThrow(
      /^state "w" of model "begun" begins at 2 mM in neuron 2, out of its range, 0 to 1 mM: change what its initial value is made of, or its range$/,
    );
  });
});
