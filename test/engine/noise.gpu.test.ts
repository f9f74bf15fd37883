import { describe, expect } from 'vitest';
import { hasReference } from '#gpu';
import type { Simulation } from '../../src/engine/simulation.ts';
import { partOf } from '../../src/problem/parts.ts';
import type { ExperimentInput } from '../../src/protocol/experiment.ts';
import { type Create, eachEngine, engines } from '../support/engines.ts';
import { gpuTest } from '../support/gpu.ts';
import { problemOf } from '../support/problems.ts';
import { correlation, moments } from '../support/statistics.ts';

const CELLS = 1024;
const many = { x: { vary: 'parameters.gK', values: new Array<number>(CELLS).fill(36) } };
/** Standard deviations that a sound estimate is outside of once in 16,000 tests; the seeds are fixed. */
const SIGMAS = 4;

const ou = { kind: 'ou', mean: 2, sigma: 3, tau: 4 } as const;
const arriving = { kind: 'synapses', rate: 50, count: 20, weight: 0.01, decay: 3 } as const;

async function valuesAt(simulation: Simulation, name: string, steps: number): Promise<number[]> {
  await simulation.advance(steps);
  return [...(await simulation.read(name))];
}

describe('an Ornstein-Uhlenbeck current', () => {
  for (const dt of [0.1, 0.025]) {
    eachEngine(`has its mean, variance and memory from the beginning on, dt ${dt} ms`, async (create) => {
      const simulation = await create({ stimulus: ou, sweep: many, dt, duration: 100 });
      const begun = await valuesAt(simulation, 'stimulus', 0);
      const later = await valuesAt(simulation, 'stimulus', Math.round(2 / dt));
      for (const values of [begun, later]) {
        const { mean, variance } = moments(values);
        expect(Math.abs(mean - 2)).toBeLessThan((SIGMAS * 3) / Math.sqrt(CELLS));
        expect(Math.abs(variance / 9 - 1)).toBeLessThan(SIGMAS * Math.sqrt(2 / CELLS));
      }
      // Half of its memory after 2 ms; the error of a correlation r is (1 - r^2) / sqrt(N).
      const r = Math.exp(-2 / 4);
      expect(Math.abs(correlation(begun, later) - r)).toBeLessThan((SIGMAS * (1 - r * r)) / Math.sqrt(CELLS));
      const whole = await create({ stimulus: ou, sweep: many, dt, duration: 100, seed: 2 });
      const other = [...(await whole.read('stimulus'))];
      expect(Math.abs(correlation(begun, other))).toBeLessThan(SIGMAS / Math.sqrt(CELLS));
      for (const one of [simulation, whole]) one.destroy();
    });
  }
});

describe('synapses', () => {
  const expected = {
    // Campbell: the mean is the rate (1/ms) times the area under an opening, the variance that of its square.
    'that open at once': { given: arriving, mean: 1 * 0.01 * 3, variance: 1 * 0.01 ** 2 * (3 / 2) },
    'that rise': (() => {
      const [rise, decay] = [1, 3];
      const peak = ((decay * rise) / (decay - rise)) * Math.log(decay / rise);
      const factor = 0.01 / (Math.exp(-peak / decay) - Math.exp(-peak / rise));
      const square = decay / 2 + rise / 2 - (2 * decay * rise) / (decay + rise);
      return {
        given: { ...arriving, rise },
        mean: factor * (decay - rise),
        variance: factor ** 2 * square,
      };
    })(),
  };
  for (const [which, { given, mean, variance }] of Object.entries(expected))
    for (const dt of [0.1, 0.025])
      eachEngine(`${which} have the mean and variance of shot noise, dt ${dt} ms`, async (create) => {
        const simulation = await create({ stimulus: given, sweep: many, dt, duration: 100 });
        const g = moments(await valuesAt(simulation, 'stimulus.conductance', Math.round(20 / dt)));
        expect(Math.abs(g.mean - mean)).toBeLessThan(SIGMAS * Math.sqrt(variance / CELLS));
        // Shot noise is nearly normal here: its excess adds a third to the error of the variance.
        expect(Math.abs(g.variance / variance - 1)).toBeLessThan(SIGMAS * 1.3 * Math.sqrt(2 / CELLS));
        simulation.destroy();
      });

  eachEngine('open at given times, between steps too, and close by themselves', async (create) => {
    const simulation = await create({
      stimulus: { kind: 'synapses', times: [0.51, 3.5], onset: 0.5, weight: 0.5, decay: 2, reversal: -65 },
      dt: 0.05,
      duration: 10,
    });
    const [g] = await valuesAt(simulation, 'stimulus.conductance', 120);
    const exact = 0.5 * (Math.exp(-(6 - 1.01) / 2) + Math.exp(-(6 - 4) / 2));
    // A hundred roundings of float32.
    expect(Math.abs(g! / exact - 1)).toBeLessThan(1e-5);
    simulation.destroy();
  });

  // A passive cell, whose potential is an integral: C V' = -(gL + g(t)) V towards 0 mV where all reverse but the leak, by Simpson's rule.
  // A third of a step of 0.2 ms is two thirds of one of 0.1: what is left out is as much of either.
  const arrivals = [1, 4 + 0.2 / 3, 4.6];
  function exactPotential(t: number): number {
    const opened = (s: number) =>
      arrivals.reduce((sum, at) => sum + (s > at ? 0.6 * (1 - Math.exp(-(s - at) / 2)) : 0), 0.3 * s);
    const source = (s: number) => Math.exp(opened(s) - opened(t)) * 0.3 * -54.4;
    const corners = [0, ...arrivals, t];
    let V = -54.4 * Math.exp(-opened(t));
    for (let k = 1; k < corners.length; k++) {
      const [from, h] = [corners[k - 1]!, (corners[k]! - corners[k - 1]!) / 400];
      for (let i = 0; i < 400; i++)
        V += (h / 6) * (source(from + i * h) + 4 * source(from + (i + 0.5) * h) + source(from + (i + 1) * h));
    }
    return V;
  }

  for (const integrator of ['strang', 'exponential', 'rk4'] as const)
    eachEngine(`at given times are of second order in dt with ${integrator}`, async (create) => {
      const errors: number[] = [];
      for (const dt of [0.2, 0.1]) {
        const simulation = await create({
          parameters: { gNa: 0, gK: 0, EL: -54.4 },
          stimulus: { kind: 'synapses', times: arrivals, weight: 0.3, decay: 2, reversal: 0 },
          initial: { V: -54.4 },
          integrator,
          dt,
          duration: 10,
        });
        let worst = 0;
        for (const until of [1, 2, 4, 6]) {
          await simulation.advance(Math.round(until / dt) - simulation.step);
          const [V] = await simulation.read('V');
          worst = Math.max(worst, Math.abs(V! - exactPotential(until)));
        }
        errors.push(worst);
        simulation.destroy();
      }
      // An arrival that opens half of what it should in its step is off by 1 mV at 0.2 ms, and half of that at 0.1 ms.
      expect(errors[0]).toBeLessThan(0.15);
      // A quarter, but for terms of higher order.
      expect(errors[0]! / errors[1]!).toBeGreaterThan(3.5);
    });

  eachEngine('pull a passive cell to where their currents and the leak balance', async (create) => {
    // 2 arrivals per step are nearly a constant conductance of 0.4 mS/cm2, against a leak of 0.3 to -54.4 mV.
    const simulation = await create({
      parameters: { gNa: 0, gK: 0, EL: -54.4 },
      stimulus: [
        { name: 'exc', kind: 'synapses', rate: 10, count: 4000, weight: 0.001, decay: 10, reversal: 0 },
        { name: 'inh', kind: 'synapses', rate: 10, count: 4000, weight: 0.001, decay: 10, reversal: -80 },
      ],
      initial: { V: -50 },
      sweep: { x: { vary: 'parameters.gK', values: new Array<number>(256).fill(0) } },
      dt: 0.05,
      duration: 100,
    });
    await simulation.advance(2000);
    const { mean, variance } = moments([...(await simulation.read('V'))]);
    const balance = (-54.4 * 0.3 - 80 * 0.4) / (0.3 + 0.4 + 0.4);
    // Fluctuations of conductances that multiply V move its mean by some hundredths of a mV.
    expect(Math.abs(mean - balance)).toBeLessThan(SIGMAS * Math.sqrt(variance / 256) + 0.05);
    simulation.destroy();
  });
});

const noisy: ExperimentInput = {
  stimulus: [
    { ...ou, name: 'noise' },
    { ...arriving, name: 'exc' },
    { ...arriving, name: 'inh', reversal: -75, rise: 1 },
  ],
  sweep: { x: { vary: 'stimulus.noise.mean', from: 0, to: 20, count: 200 } },
  dt: 0.05,
  duration: 60,
  measure: { from: 10 },
  record: { spikes: true },
};

describe('the same random numbers', () => {
  for (const engine of ['cpu-f64', 'cpu', 'webgpu'] as const) {
    const title = `${engine}: come in every engine, precision and step`;
    if (!hasReference) continue;
    gpuTest(title, async ({ device }) => {
      const [exact, other] = [await engines.reference(device)(noisy), await engines[engine](device)(noisy)];
      // An odd number of steps, and one that is no multiple of four.
      for (const steps of [0, 1, 6, 95]) {
        for (const name of ['stimulus.noise.noise', 'stimulus.exc.open', 'stimulus.inh.closed']) {
          const a = await exact.read(name);
          const b = await other.read(name);
          // Roundings of a hundred steps; a count that differed would be 1 off.
          const bound = engine === 'cpu-f64' ? 1e-12 : 1e-5;
          const most = Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
          expect(most, name).toBeLessThan(bound);
        }
        await exact.advance(steps);
        await other.advance(steps);
      }
      for (const one of [exact, other]) one.destroy();
    });
  }

  const outcome = async (create: Create, from: number, count: number, cuts: readonly number[]) => {
    const problem = problemOf(noisy);
    const simulation = await create(partOf(problem, from, count));
    for (const steps of cuts) await simulation.advance(steps);
    const { state } = await simulation.snapshot();
    const spikes = await simulation.takeSpikes();
    simulation.destroy();
    return { state, spikes: [...spikes.cell].map((cell, i) => [cell, spikes.time[i]]) };
  };

  eachEngine('come however steps are grouped and neurons are divided, to the byte', async (create) => {
    const whole = await outcome(create, 0, 200, [300]);
    const cut = await outcome(create, 0, 200, [1, 2, 3, 150, 7, 137]);
    expect(cut).toEqual(whole);
    const parts = [await outcome(create, 0, 91, [300]), await outcome(create, 91, 109, [150, 150])];
    for (const [name, values] of Object.entries(whole.state)) {
      expect(parts.flatMap(({ state }) => [...state[name]!])).toEqual([...values]);
    }
    const inOrder = (a: readonly unknown[], b: readonly unknown[]) =>
      (a[1] as number) - (b[1] as number) || (a[0] as number) - (b[0] as number);
    expect(parts.flatMap(({ spikes }) => spikes).sort(inOrder)).toEqual(whole.spikes.sort(inOrder));
  });

  eachEngine('come again after a reset, and go on from a snapshot', async (create) => {
    const simulation = await create(noisy);
    await simulation.advance(201);
    const half = await simulation.snapshot();
    await simulation.advance(99);
    const first = await simulation.snapshot();
    await simulation.restore(half);
    await simulation.advance(99);
    // In float32 what rounding leaves out of V is not kept at this step, so the snapshot holds all that there is.
    expect((await simulation.snapshot()).state).toEqual(first.state);
    await simulation.reset();
    await simulation.advance(300);
    expect((await simulation.snapshot()).state).toEqual(first.state);
    simulation.destroy();
  });

  eachEngine('are seen by traces, which change nothing', async (create) => {
    const traced = await create({
      ...noisy,
      record: {
        traces: { cells: [7, 120], every: 0.15, values: ['stimulus', 'synaptic', 'stimulus.exc.open'] },
      },
    });
    const plain = await create(noisy);
    await traced.advance(61);
    await plain.advance(60);
    const { time, values } = await traced.takeTraces();
    expect(time.at(-1)).toBeCloseTo(3, 9);
    for (const name of ['stimulus', 'synaptic', 'stimulus.exc.open']) {
      const now = await plain.read(name);
      const last = values[name]!.slice(-2);
      // `read` computes observables of float32 states in float64.
      for (const [i, cell] of [7, 120].entries()) expect(last[i]).toBeCloseTo(now[cell]!, 3);
    }
    for (const one of [traced, plain]) one.destroy();
  });
});
