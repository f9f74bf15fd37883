import { expect, it } from 'vitest';
import { initialStates } from '../../../src/engine/beginning.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { RestlessError } from '../../../src/engine/initial.ts';
import { ReferenceSimulation } from '../../../src/engine/reference/simulation.ts';
import type { Simulation } from '../../../src/engine/simulation.ts';
import type { Problem } from '../../../src/problem/problem.ts';
import { membraneOf, parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { fitModel } from '../../../src/studies/fit/fit.ts';
import { fitReport } from '../../../src/studies/fit/report.ts';
import { runOthers } from '../../../src/studies/fit/runs.ts';
import { traceComparison } from '../../../src/studies/fit/trace.ts';
import { lendCpu } from '../../support/lend.ts';

/** A leak alone: where there is none nothing pulls V anywhere, and where there is much the method of Euler is not stable. */
const experiment = {
  model: 'hodgkin-huxley',
  parameters: { gNa: 0, gK: 0 },
  stimulus: { kind: 'constant', amplitude: 1 },
  integrator: 'euler',
  dt: 0.25,
} as const;
/** 1 - dt gL / C must be within -1 to 1: gL, mS/cm2, at most 8. */
const [none, unstable] = [0, 10];

const rest = membraneOf('hodgkin-huxley').parameters.EL!.value;

const engines: readonly (readonly [string, (problem: Problem) => Promise<Simulation>])[] = [
  ['float32', (problem) => CpuSimulation.create(problem)],
  ['the reference', (problem) => ReferenceSimulation.create(problem)],
];
it.each(engines)('%s goes on where neurons have no rest or diverge, and says which', async (_, create) => {
  const values = [0.5, none, 1, unstable, 2];
  const of = (gL: readonly number[]) =>
    prepare(
      parseExperiment({ ...experiment, duration: 40, sample: { vary: { 'parameters.gL': { values: gL } } } }),
    );
  const simulation = await create(of([1, 1, 1, 1, 2]));
  const lost = await runOthers(simulation, of(values).population);
  expect([...lost].sort()).toEqual([1, 3]);
  expect(simulation.step).toBe(simulation.problem.steps);
  const V = await simulation.read('V');
  // Of what is there after 40 ms the slowest is within exp(-20) of 2 mV.
  for (const [i, gL] of values.entries()) if (!lost.has(i)) expect(V[i]).toBeCloseTo(rest + 1 / gL, 3);
  simulation.destroy();
});

it('neurons without rest are named, also where several share what decides it', async () => {
  const problem = prepare(
    parseExperiment({
      ...experiment,
      sweep: {
        x: { vary: 'stimulus.amplitude', values: [1, 2, 3] },
        y: { vary: 'parameters.gL', values: [1, none] },
      },
    }),
  );
  const refused = await initialStates(problem).catch((error) => error);
  expect(refused).toBeInstanceOf(RestlessError);
  expect(refused.cells).toEqual([3, 4, 5]);
  expect(refused.message).toContain('in neuron 3');
});

it('one bad candidate does not end a fit: it counts as infinitely far, and is counted', async () => {
  const times = Array.from({ length: 40 }, (_, i) => i + 1);
  const values = times.map((t) => rest + (1 - Math.exp(-t)));
  const comparison = traceComparison({
    trace: { name: 'leak', times, values },
    experiment: { ...experiment, parameters: { ...experiment.parameters, gL: 1 }, initial: 'rest' },
    free: ['gL'],
    ranges: { gL: { from: 0, to: unstable } },
    hold: 0.25,
  });
  const fit = await fitModel(comparison, { count: 256, rounds: 4 }, lendCpu());
  // In the 120 steps to 30 ms a deviation of some 0.1 mV must become 1 V, by 1.08 with each: where gL is more than 8.32 of 10 mS/cm2.
  expect(Math.abs(fit.rounds[0]!.beyond / 256 - 0.168)).toBeLessThan(0.01);
  expect(fit.rounds.at(-1)!.beyond).toBe(0);
  const [gL] = fit.estimates;
  // Euler's steps of a quarter of the time constant.
  expect(Math.abs(gL!.median - 1)).toBeLessThan(0.2);
  expect(fitReport(fit).sentences.join(' ')).toMatch(/\d+ of the candidates count as infinitely far/);
});
