import { describe, expect, it } from 'vitest';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { integratorNames, integrators } from '../../src/integrators/catalogue.ts';
import { membranes } from '../../src/model/catalogue.ts';
import type { MembraneInput } from '../../src/model/membrane.ts';
import type { Stimulus } from '../../src/protocol/stimulus.ts';
import { prominence } from '../../src/statistics/prominence.ts';
import type { Detector } from '../../src/statistics/statistic.ts';
import { threshold } from '../../src/statistics/threshold.ts';
import {
  calciumTriangle,
  hodgkinHuxley,
  morrisLecar,
  problemFor,
  type SystemUnder,
  systemFor,
} from '../support/systems.ts';

/** A system, and where its convergence is seen. Times and steps (which halve) in ms, currents in uA/cm2. */
interface Case {
  readonly system: SystemUnder;
  /** States besides V. */
  readonly others: readonly string[];
  /** Steps for methods of low order, and for those of high order, of which shorter steps leave nothing but rounding. */
  readonly short: readonly number[];
  readonly long: readonly number[];
  /**
   * How near the order of fast methods is seen on a smooth stretch, where it is not 0.15: steps at which terms of higher order vanish
   * leave nothing but rounding.
   */
  readonly tolerance?: number;
  /** Below threshold, away from rest: the initial V (mV), a current, and one that rises from 0 all the time. */
  readonly smooth: { readonly V: number; readonly amplitude: number };
  readonly ramp: { readonly to: number; readonly end: number };
  readonly duration: number;
  /** A train of spikes: V is read on the rise of one of them, and the last one is timed. */
  readonly train: {
    readonly amplitude: number;
    readonly steps: readonly number[];
    readonly rise: number;
    readonly duration: number;
    readonly crossings: number;
    readonly peaks: number;
    /** How near the order of fast methods is seen in times, where it is not 0.15. */
    readonly tolerance?: number;
    /** A rate jumps on the way: no method is of fourth order there. */
    readonly jumps?: true;
  };
}

/** The relay cell, whose time constant of hT jumps by 2 % at -81 mV, which it passes after every spike; and one where it does not. */
const relay = membranes.relay!;
const smoothRelay: MembraneInput = {
  ...relay,
  gates: relay.gates.map((gate) =>
    gate.name === 'hT' ? { ...gate, tau: '(28 + exp(-(V + 21) / 10.5)) / phiT' } : gate,
  ),
};
const SMOOTH_RELAY = 'relay with a time constant that does not jump';
const relayCase = {
  others: ['mT', 'hT'],
  short: [0.04, 0.02, 0.01, 0.005],
  long: [0.12, 0.06, 0.03, 0.015],
  tolerance: 0.4,
  smooth: { V: -62, amplitude: 1 },
  ramp: { to: 10, end: 10 },
  duration: 3.6,
  // A spike every 7 to 8 ms.
  train: {
    amplitude: 5,
    steps: [0.01, 0.005, 0.0025, 0.00125],
    rise: 6,
    duration: 25,
    crossings: 3,
    peaks: 3,
  },
} as const;

const cases: Readonly<Record<string, Case>> = {
  'hodgkin-huxley': {
    system: hodgkinHuxley,
    others: ['n'],
    short: [0.02, 0.01, 0.005, 0.0025],
    long: [0.05, 0.025, 0.0125, 0.00625],
    smooth: { V: -62, amplitude: 1 },
    ramp: { to: 6, end: 10 },
    duration: 4,
    // A spike every 8.5 ms, the sixth of which rises through -42 mV at 46 ms. At 10 uA/cm2 the errors of the latency and
    // of the intervals cancel in forward Euler, which hides its order.
    train: {
      amplitude: 50,
      steps: [0.02, 0.01, 0.005, 0.0025],
      rise: 46,
      duration: 60,
      crossings: 7,
      peaks: 7,
    },
  },
  // An algebraic gate, and a slow one.
  'morris-lecar': {
    system: morrisLecar,
    others: ['w'],
    short: [0.4, 0.2, 0.1, 0.05],
    long: [0.8, 0.4, 0.2, 0.1],
    smooth: { V: -50, amplitude: 40 },
    ramp: { to: 100, end: 40 },
    duration: 20,
    // The second spike rises through -10 mV at 85 ms.
    train: {
      amplitude: 120,
      steps: [0.1, 0.05, 0.025, 0.0125],
      rise: 85,
      duration: 170,
      crossings: 3,
      peaks: 2,
    },
  },
  // A gate that follows at once, and fast spikes.
  'wang-buzsaki': {
    system: systemFor('wang-buzsaki'),
    others: ['h', 'n'],
    short: [0.02, 0.01, 0.005, 0.0025],
    long: [0.12, 0.06, 0.03, 0.015],
    smooth: { V: -60, amplitude: 0.1 },
    ramp: { to: 10, end: 10 },
    duration: 3.84,
    train: {
      amplitude: 2,
      steps: [0.02, 0.01, 0.005, 0.0025],
      rise: 5.6,
      duration: 30,
      crossings: 3,
      peaks: 3,
      // Errors of the latency and of the intervals go against one another.
      tolerance: 0.75,
    },
  },
  // Calcium that a T current fills and its own reversal potential follows.
  'pospischil-lts': {
    system: systemFor('pospischil-lts'),
    others: ['u', 'Ca'],
    short: [0.04, 0.02, 0.01, 0.005],
    long: [0.12, 0.06, 0.03, 0.015],
    tolerance: 0.4,
    smooth: { V: -64, amplitude: 1 },
    ramp: { to: 10, end: 10 },
    duration: 3.6,
    train: {
      amplitude: 5,
      steps: [0.01, 0.005, 0.0025, 0.00125],
      rise: 4.8,
      duration: 29,
      crossings: 5,
      peaks: 5,
    },
  },
  relay: { ...relayCase, system: systemFor('relay'), train: { ...relayCase.train, jumps: true } },
  [SMOOTH_RELAY]: { ...relayCase, system: systemFor(smoothRelay) },
  // Three groups of states, the slope of one of which is not linear in itself.
  'three states that all depend on one another': {
    system: calciumTriangle,
    others: ['Ca', 'h'],
    short: [0.1, 0.05, 0.025, 0.0125],
    long: [0.2, 0.1, 0.05, 0.025],
    smooth: { V: -55, amplitude: 1 },
    ramp: { to: 1, end: 10 },
    duration: 6,
    // The second spike rises through -22 mV at 46 ms.
    train: {
      amplitude: 4,
      steps: [0.05, 0.025, 0.0125, 0.00625],
      rise: 46,
      duration: 90,
      crossings: 3,
      peaks: 3,
    },
  },
};

/**
 * Order of convergence of a quantity: the slope of log2 |q(dt) - q(dt / 2)| over log2 dt, by least squares. For an
 * error c dt^p these differences are proportional to dt^p as well, so no exact value is needed.
 */
async function measuredOrder(
  quantity: (dt: number) => Promise<number>,
  steps: readonly number[],
): Promise<number> {
  const values: number[] = [];
  for (const dt of steps) values.push(await quantity(dt));
  const points = values
    .slice(1)
    .map((value, i) => [Math.log2(steps[i] ?? 0), Math.log2(Math.abs(value - (values[i] ?? 0)))] as const);
  const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const x0 = mean(points.map(([x]) => x));
  const y0 = mean(points.map(([, y]) => y));
  const covariance = mean(points.map(([x, y]) => (x - x0) * (y - y0)));
  return covariance / mean(points.map(([x]) => (x - x0) ** 2));
}

// Without its jump the relay cell tells nothing new of methods of low order.
const combinations = Object.entries(cases).flatMap(([name, one]) =>
  integratorNames
    .map((integrator) => [integrator, integrators[integrator].order, name, one] as const)
    .filter(([, order]) => one !== cases[SMOOTH_RELAY] || order > 2),
);

describe.each(combinations)(
  '%s converges with order %i for %s',
  (name, order, _, { system, others, short, long, tolerance, smooth, ramp, duration, train }) => {
    // The order that the regression gives is within 0.15 of the true one: terms of higher order are still visible at
    // the largest step.
    const expectOrder = async (
      steps: readonly number[],
      quantity: (dt: number) => Promise<number>,
      ofFast = 0.15,
    ) =>
      expect(Math.abs((await measuredOrder(quantity, steps)) - order)).toBeLessThan(
        order <= 2 ? 0.15 : ofFast,
      );

    /** One neuron in float64 for some time (ms). */
    async function simulate(
      dt: number,
      stimulus: Stimulus,
      time: number,
      { V, detector }: { V?: number; detector?: Detector } = {},
    ): Promise<CpuSimulation> {
      const problem = problemFor({
        system: system(stimulus, dt),
        integrator: integrators[name],
        dt,
        duration: time,
        ...(V !== undefined && { initial: { potential: V } }),
        ...(detector && { detector }),
      });
      const simulation = await CpuSimulation.create(problem, { digits: 'float64' });
      await simulation.advance(problem.steps);
      return simulation;
    }

    /** By step: the states of a smooth stretch are all read from the same simulations. */
    const smoothStretches = new Map<number, Promise<CpuSimulation>>();
    const constant: Stimulus = { kind: 'constant', amplitude: smooth.amplitude };
    const onSmoothStretch = (variable: string) => async (dt: number) => {
      if (!smoothStretches.has(dt))
        smoothStretches.set(dt, simulate(dt, constant, duration, { V: smooth.V }));
      return (await (await smoothStretches.get(dt)!).read(variable))[0]!;
    };

    const finalV = (stimulus: Stimulus, time: number, V?: number) => async (dt: number) => {
      const simulation = await simulate(dt, stimulus, time, V === undefined ? {} : { V });
      return (await simulation.read('V'))[0]!;
    };

    const steps = order <= 2 ? short : long;

    it('in V on a smooth stretch below threshold', () => expectOrder(steps, onSmoothStretch('V'), tolerance));

    it.each(others)('in %s, at the time of V', (state) =>
      expectOrder(steps, onSmoothStretch(state), tolerance),
    );

    it('in V under a current that changes', () => {
      const rising: Stimulus = { kind: 'ramp', from: 0, onset: 0, ...ramp };
      return expectOrder(steps, finalV(rising, duration, smooth.V), tolerance);
    });

    const on: Stimulus = { kind: 'constant', amplitude: train.amplitude };
    const losesOrder = train.jumps === true && order > 2;

    const lastOf = async (simulation: CpuSimulation, spikes: number) => {
      const { time } = await simulation.takeSpikes();
      expect(time).toHaveLength(spikes);
      return time.at(-1)!;
    };

    /** By step: V on the rise of a spike, and the time at which the last one rises. */
    const rises = new Map<number, Promise<{ readonly V: number; readonly last: number }>>();
    const riseAt = (dt: number) => {
      if (!rises.has(dt)) rises.set(dt, simulateRise(dt));
      return rises.get(dt)!;
    };
    const simulateRise = async (dt: number) => {
      const simulation = await simulate(dt, on, train.rise, { detector: threshold(-20, 1) });
      const V = (await simulation.read('V'))[0]!;
      await simulation.advance(Math.round(train.duration / dt) - simulation.step);
      return { V, last: await lastOf(simulation, train.crossings) };
    };
    const lastRise = async (dt: number) => (await riseAt(dt)).last;

    it('in V on the rise of a spike', () => expectOrder(train.steps, async (dt) => (await riseAt(dt)).V));

    it.skipIf(losesOrder)('in the time at which the last spike of a train rises', () =>
      expectOrder(train.steps, lastRise, train.tolerance),
    );

    // What is left by placing a peak inside a step is of fourth order too, with a factor that depends on where in the
    // step it lies: in rk4 it is larger than the error of V, so that no regression is steady.
    it.runIf(losesOrder)('but not in spikes after a rate has jumped', async () => {
      const [coarse, fine] = [train.steps.slice(0, 2), train.steps.slice(-2)].map(
        (steps) => [...steps] as [number, number],
      );
      const difference = async ([a, b]: [number, number]) =>
        Math.abs((await lastRise(a)) - (await lastRise(b)));
      // What a step is off by that the jump lies in depends on where in it: of first order, and not steady.
      const kept = (fine![0] / coarse![0]) ** order;
      expect(await difference(fine!)).toBeGreaterThan(5 * kept * (await difference(coarse!)));
    });

    it.skipIf(name === 'rk4' || losesOrder)('in the time of the last peak of a train', async () => {
      const detector = prominence(20);
      const lastPeak = async (dt: number) =>
        lastOf(await simulate(dt, on, train.duration, { detector }), train.peaks);
      const measured = await measuredOrder(lastPeak, train.steps);
      expect(Math.abs(measured - order)).toBeLessThan(order <= 2 ? 0.15 : 0.3);
    });
  },
);
