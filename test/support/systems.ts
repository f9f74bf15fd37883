import { parse } from '../../src/formula/parse.ts';
import type { Integrator } from '../../src/integrators/integrator.ts';
import type { MembraneInput } from '../../src/model/membrane.ts';
import type { Initial, Problem } from '../../src/problem/problem.ts';
import { systemOf as membraneSystem } from '../../src/protocol/prepare.ts';
import { type Stimulus, stimulusEquations, stimulusNumbers } from '../../src/protocol/stimulus.ts';
import type { Detector, Statistic } from '../../src/statistics/statistic.ts';
import { threshold } from '../../src/statistics/threshold.ts';
import type { Quantity, State, System } from '../../src/system/system.ts';

// Systems under a stimulus: one that a membrane describes, and others that are written by hand.

/** What a system is made of, its formulas as text. */
interface Equations {
  readonly name: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly algebraic: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, Pick<State, 'unit' | 'range'> & { readonly slope: string }>>;
}

/** A system with the potential V under a stimulus. @param dt step, ms */
export type SystemUnder = (stimulus: Stimulus, dt: number) => System;

/** What a membrane describes, with the default value of every parameter. @param model its name, or the document */
export const systemFor =
  (model: string | MembraneInput): SystemUnder =>
  (stimulus, dt) =>
    membraneSystem({ model, parameters: {}, stimulus, dt });

/** The squid axon. */
export const hodgkinHuxley = systemFor('hodgkin-huxley');

function systemOf({ name, numbers, algebraic, states }: Equations): SystemUnder {
  return (stimulus, dt) => {
    const { input, times } = stimulusEquations(stimulus, { dt });
    const all = [
      ...Object.entries(numbers).map(([path, value]) => [`parameters.${path}`, path, value] as const),
      ...Object.entries(stimulusNumbers(stimulus)).map(([path, value]) => [path, path, value] as const),
    ];
    return {
      name,
      potential: 'V',
      states: Object.entries(states).map(([state, { slope, ...rest }]) => ({
        ...rest,
        name: state,
        description: state,
        slope: parse(slope),
      })),
      algebraic: quantities(algebraic),
      observables: [],
      processes: [],
      derived: [],
      inputs: [input],
      numbers: all.map(([path, symbolName, value]) => ({ path, symbol: symbolName, unit: '1', value })),
      times: [...times, { name: 'onset', at: input.onset }],
    };
  };
}

function quantities(formulas: Readonly<Record<string, string>>): Quantity[] {
  return Object.entries(formulas).map(([name, text]) => ({ name, unit: '1', formula: parse(text) }));
}

/**
 * The barnacle muscle fibre of C. Morris and H. Lecar, Biophys. J. 35 (1981) 193-213, with a calcium gate that follows at
 * once. Fires from about 90 uA/cm2 on.
 */
export const morrisLecar = systemOf({
  name: 'morris-lecar',
  numbers: {
    C: 20,
    gL: 2,
    EL: -60,
    gK: 8,
    EK: -84,
    gCa: 4.4,
    ECa: 120,
    V1: -1.2,
    V2: 18,
    V3: 2,
    V4: 30,
    phi: 0.04,
  },
  algebraic: {
    m_inf: '(1 + tanh((V - V1) / V2)) / 2',
    w_inf: '(1 + tanh((V - V3) / V4)) / 2',
    ICa: 'gCa * m_inf * (V - ECa)',
    IK: 'gK * w * (V - EK)',
    IL: 'gL * (V - EL)',
  },
  states: {
    V: { unit: 'mV', range: [-150, 150], slope: '(stimulus - ICa - IK - IL) / C' },
    w: { unit: '1', range: [0, 1], slope: 'phi * cosh((V - V3) / (2 * V4)) * (w_inf - w)' },
  },
});

/**
 * Three states of which each depends on both others: the potential, calcium (uM), and a gate that potential and calcium close.
 * The calcium current depends on the potential, the gate, and by Nernst's equation on calcium. Fires under 4 uA/cm2.
 */
export const calciumTriangle = systemOf({
  name: 'calcium-triangle',
  numbers: { C: 1, gL: 0.4, EL: -65, gCa: 2, Ca_out: 2000, Ca_rest: 0.1, tau: 30 },
  algebraic: {
    ECa: '12.5 * log(Ca_out / Ca)',
    open: '1 / (1 + exp(-(V + 30) / 6))',
    ICa: 'gCa * open * h * (V - ECa)',
    alpha_h: '0.03 * exp(-(V + 60) / 20)',
    beta_h: '(0.05 + 0.1 * Ca) / (1 + exp(-(V + 30) / 8))',
  },
  states: {
    V: { unit: 'mV', range: [-150, 150], slope: '(stimulus - ICa - gL * (V - EL)) / C' },
    Ca: { unit: 'uM', range: [0.001, 100], slope: '-0.03 * ICa - (Ca - Ca_rest) / tau' },
    h: { unit: '1', range: [0, 1], slope: 'alpha_h * (1 - h) - beta_h * h' },
  },
});

/** What a problem is made of that is no experiment. */
interface Parts {
  readonly system: System;
  readonly integrator: Integrator;
  /** Step and duration, ms. */
  readonly dt: number;
  readonly duration: number;
  readonly initial?: Initial;
  readonly detector?: Detector;
  readonly statistics?: readonly Statistic[];
}

/** One neuron of a system, with its events listed; they are where V rises through -20 mV if no detector is given. Nothing else is counted. */
export function problemFor({
  system,
  integrator,
  dt,
  duration,
  initial = 'rest',
  detector = threshold(-20, 1),
  statistics = [],
}: Parts): Problem {
  return {
    system,
    integrator,
    dt,
    population: { first: 0, count: 1, columns: [] },
    initial,
    detector,
    statistics,
    record: { events: true },
    steps: Math.round(duration / dt),
    windowStart: 0,
  };
}
