import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../../bench/peers/contender.ts';
import { CpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { Numbers } from '../../src/engine/numbers.ts';
import { programOf } from '../../src/engine/program.ts';
import { runExperiment } from '../../src/engine/run.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import { CELL, SEED } from '../../src/formula/random.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { moments } from '../support/statistics.ts';

const CELLS = 2048;
const many = (count: number) => ({ x: { vary: 'parameters.gK', values: new Array<number>(count).fill(36) } });
const ou = { kind: 'ou', mean: 4, sigma: 3, tau: 5 } as const;

/** Of some statistics of all neurons, mean and standard error. */
async function measured(input: ExperimentInput): Promise<Record<string, { mean: number; error: number }>> {
  const simulation = await CpuSimulation.create(prepare(parseExperiment(input)));
  const measures = await runExperiment(simulation);
  simulation.destroy();
  return Object.fromEntries(
    Object.entries(measures).flatMap(([name, values]) => {
      if (typeof values === 'number') return [];
      const known = [...values].filter((value) => !Number.isNaN(value));
      const { mean, variance } = moments(known);
      return [[name, { mean, error: Math.sqrt(variance / known.length) }]];
    }),
  );
}

describe('under a fluctuating current', () => {
  it('rate and irregularity do not depend on the step', async () => {
    const runs = await Promise.all(
      [0.1, 0.05, 0.025].map((dt) =>
        measured({
          stimulus: ou,
          sweep: many(CELLS),
          dt,
          duration: 600,
          measure: { from: 100 },
          statistics: ['rate', 'isi_cv'],
        }),
      ),
    );
    const finest = runs.at(-1)!;
    for (const run of runs.slice(0, -1))
      for (const name of ['rate', 'isi_cv']) {
        const [a, b] = [run[name]!, finest[name]!];
        // Other steps are other noise, so the two are independent: three standard errors of their difference. At 0.1 ms the
        // method itself is 0.4 % low without noise (docs/numerics.md).
        const bound = 3 * Math.hypot(a.error, b.error) + 0.004 * b.mean;
        expect(Math.abs(a.mean - b.mean), name).toBeLessThan(bound);
      }
  });

  const python = pythonWith('brian2');
  it.skipIf(python === undefined)(
    'the mean rate is that of Brian2 (skipped where it is not installed)',
    {
      timeout: 180_000,
    },
    async () => {
      const args = [CELLS / 2, 100, 400, 0.05, ou.mean, ou.sigma, ou.tau];
      const { stdout } = spawnSync(python!, ['test/support/brian2-noise.py', ...args.map(String)], {
        encoding: 'utf8',
      });
      const theirs = JSON.parse(stdout.trim().split('\n').at(-1)!) as { rate: number; error: number };
      const { spikes } = await measured({
        parameters: { ENa: 50, EK: -77, EL: -54.4 },
        stimulus: ou,
        sweep: many(CELLS),
        events: { kind: 'threshold', level: 0, rearm: 20 },
        dt: 0.025,
        duration: 500,
        measure: { from: 100 },
      });
      const ours = { rate: spikes!.mean / 0.4, error: spikes!.error / 0.4 };
      // Their forward Euler is 0.14 % high at 0.05 ms without noise.
      const bound = 3 * Math.hypot(ours.error, theirs.error) + 0.002 * ours.rate;
      expect(Math.abs(ours.rate - theirs.rate)).toBeLessThan(bound);
    },
  );
});

describe('arrivals at random', () => {
  it('act from the middle of their step on, so that the mean is right to second order', async () => {
    const cells = 65_536;
    const dt = 0.2;
    const stimulus = { kind: 'synapses', rate: 100, count: 20, weight: 0.01, decay: 2 } as const;
    const experiment = parseExperiment({ stimulus, sweep: many(cells), dt, duration: 20 });
    const simulation = await CpuSimulation.create(prepare(experiment));
    await simulation.advance(100);
    const { mean, variance } = moments([...(await simulation.read('stimulus.conductance'))]);
    simulation.destroy();
    // From the beginning or the end of a step on the mean would be 5 % off; this way it is 0.04 %, and four standard errors.
    const expected = 2 * 0.01 * 2;
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / cells) + 5e-4 * expected);
  });
});

/** Stationary variance of V in a passive cell, of the recursion that a step is. */
function varianceOfStep(dt: number, integrator: 'strang' | 'exponential' | 'rk4' | 'euler'): number {
  const [gL, tau, sigma] = [0.25, 3, 3];
  const problem = prepare(
    parseExperiment({
      parameters: { gNa: 0, gK: 0, gL, EL: 0, C: 1 },
      stimulus: { kind: 'ou', sigma, tau },
      dt,
      integrator,
    }),
  );
  const { next } = programOf(problem, new Numbers(problem));
  const at = (V: number, noise: number) => {
    const gates = { m: 0.1, h: 0.5, n: 0.3 };
    const counts = { step: 4, [SEED]: 1, [CELL]: 0 };
    const values = { V, 'stimulus.noise': noise, ...gates, ...counts };
    return [evaluate(next.get('V')!, values), evaluate(next.get('stimulus.noise')!, values)] as const;
  };
  const decay = Math.exp(-dt / tau);
  const [none, one, noisy] = [at(0, 0), at(1, 0), at(0, 1)];
  // V' = a V + b x + c z, x' = decay x + sqrt(1 - decay^2) z.
  const z = none[1] / Math.sqrt(1 - decay ** 2);
  const [a, b, c] = [one[0] - none[0], noisy[0] - none[0], none[0] / z];
  const s = Math.sqrt(1 - decay ** 2);
  const together = (b * decay + c * s) / (1 - a * decay);
  return (b * b + c * c + 2 * a * b * together) / (1 - a * a);
}

describe('the variance of a passive cell under a fluctuating current', () => {
  // (sigma / gL)^2 tau / (tau + C / gL).
  const exact = (3 / 0.25) ** 2 * (3 / (3 + 1 / 0.25));
  const errors = (integrator: Parameters<typeof varianceOfStep>[1]) =>
    [0.4, 0.2, 0.1].map((dt) => Math.abs(varianceOfStep(dt, integrator) / exact - 1));

  it.each(['strang', 'exponential', 'rk4'] as const)('is right to second order in dt by %s', (integrator) => {
    const [coarse, middle, fine] = errors(integrator);
    expect(Math.log2(coarse! / middle!)).toBeCloseTo(2, 1);
    expect(Math.log2(middle! / fine!)).toBeCloseTo(2, 1);
    expect(fine).toBeLessThan(1e-3);
  });

  it('is right to first order by euler', () => {
    const [coarse, middle, fine] = errors('euler');
    expect(Math.log2(coarse! / middle!)).toBeCloseTo(1, 0);
    expect(Math.log2(middle! / fine!)).toBeCloseTo(1, 0);
  });
});
