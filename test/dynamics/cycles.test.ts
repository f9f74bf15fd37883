import { describe, expect, it } from 'vitest';
import { diagramOf } from '../../src/dynamics/diagram.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { systemOf } from '../../src/protocol/prepare.ts';
import { planar } from './planar.ts';

function diagram(
  model: NonNullable<ExperimentInput['model']>,
  from: number,
  to: number,
  parameters: Record<string, number> = {},
) {
  const stimulus = { kind: 'constant', amplitude: 0 } as const;
  const system = systemOf(parseExperiment({ model, parameters, stimulus, dt: 0.05 }));
  return diagramOf(system, { path: 'stimulus.amplitude', from, to });
}

describe('cycles of normal forms', () => {
  // r' = r (mu + q - q^2), q = (r / 20)^2, turning with 0.5 / ms (N. N. Bautin): cycles where mu = q^2 - q, a fold of them at q = 1/2.
  const q = '(x^2 + y^2) / 400';
  const bautin = planar(
    `mu * x - 0.5 * y + x * (${q} - (${q})^2)`,
    `0.5 * x + mu * y + y * (${q} - (${q})^2)`,
  );

  it('have the amplitude, the period and the multiplier of the closed form', async () => {
    const { cycles, hopfs } = await diagramOf(bautin, { path: 'mu', from: -1, to: 1 });
    expect(hopfs.map(({ criticality }) => criticality)).toEqual(['subcritical']);
    expect(cycles).toHaveLength(1);
    for (const { parameter, highest, lowest, period, multipliers, stable } of cycles[0]!.cycles) {
      const part = (highest / 20) ** 2;
      // 60 pieces of order 4 are good to 1e-7 on a sine; extremes between points to 1e-4 mV.
      expect(part * part - part).toBeCloseTo(parameter, 5);
      expect(lowest).toBeCloseTo(-highest, 3);
      expect(period).toBeCloseTo(4 * Math.PI, 6);
      const growth = 2 * part * (1 - 2 * part);
      expect(multipliers[0]!.re).toBeCloseTo(Math.exp(growth * 4 * Math.PI), 4);
      expect(stable).toBe(part > 0.5 + 1e-6);
    }
  });

  it('meet in a fold that is located', async () => {
    const { cycles, excitability } = await diagramOf(bautin, { path: 'mu', from: -1, to: 1 });
    const folds = cycles[0]!.cycles.filter(({ point }) => point === 'fold');
    expect(folds).toHaveLength(1);
    expect(folds[0]!.parameter).toBeCloseTo(-0.25, 8);
    expect(folds[0]!.highest).toBeCloseTo(20 * Math.SQRT1_2, 3);
    expect(excitability).toMatchObject({ class: 2, onset: { how: 'fold of cycles' } });
    expect(cycles[0]!.ends.map(({ kind }) => kind)).toEqual(['hopf', 'span']);
  });
});

describe('cycles of the squid axon', () => {
  // scipy: LSODA to the cycle, DOP853 with rtol 1e-9 around it together with the variational equations, numpy's eigenvalues.
  it('have the period, the extremes and the multipliers that scipy finds', async () => {
    const { cycles } = await diagram('hodgkin-huxley', 5, 10);
    const last = cycles.flatMap((branch) => branch.cycles).find(({ parameter }) => parameter === 10)!;
    // scipy's are good to some 1e-7 of themselves; extremes of the potential are read between points of a piece.
    expect(last.period / 14.638324580994436).toBeCloseTo(1, 5);
    expect(last.highest).toBeCloseTo(30.432426, 2);
    expect(last.lowest).toBeCloseTo(-74.896742, 3);
    expect(last.multipliers[0]!.re).toBeCloseTo(0.0740483, 4);
    expect(last.stable).toBe(true);
  });

  it('meet at 6.264 uA/cm2 with 50.26 Hz, and end in the Hopf points', async () => {
    const { cycles, excitability, gaps } = await diagram('hodgkin-huxley', 0, 200);
    expect(gaps).toEqual([]);
    expect(cycles).toHaveLength(1);
    const [first, last] = cycles[0]!.ends;
    expect([first, last].map(({ kind }) => kind)).toEqual(['hopf', 'hopf']);
    // J. Rinzel and R. N. Miller, Math. Biosci. 49 (1980) 27-59, found it; the figures are those of runs.
    const { class: kind, onset } = excitability;
    expect(kind).toBe(2);
    expect(onset!.parameter / 6.264).toBeCloseTo(1, 3);
    expect(onset!.frequency / 50.26).toBeCloseTo(1, 3);
    // Unstable cycles of low amplitude turn twice more.
    const folds = cycles[0]!.cycles.filter(({ point }) => point === 'fold').map(({ parameter }) => parameter);
    expect(folds).toEqual([6.26422, 7.92169, 7.84625].map((x) => expect.closeTo(x, 3)));
  });
});

it('a cycle grows from a supercritical Hopf point as its cubic coefficient says', async () => {
  const { hopfs, cycles, equilibria } = await diagram('persistent-sodium-low', 0, 16);
  const [{ equilibrium: born, cubic }] = hopfs as [(typeof hopfs)[number]];
  // The real part of the pair has a slope there: alpha (I - born) + cubic r^2 = 0.
  const [before, after] = [-1, 1].map((side) => {
    const all = equilibria.flat().filter(({ parameter }) => side * (parameter - born.parameter) > 0.05);
    const apart = (parameter: number) => Math.abs(parameter - born.parameter);
    return all.reduce((a, b) => (apart(b.parameter) < apart(a.parameter) ? b : a));
  }) as [(typeof equilibria)[number][number], (typeof equilibria)[number][number]];
  const alpha = (after.eigenvalues[0]!.re - before.eigenvalues[0]!.re) / (after.parameter - before.parameter);
  const small = cycles[0]!.cycles.find(({ highest, lowest }) => highest - lowest > 0.6)!;
  const r = (small.highest - small.lowest) / 2;
  // Beyond are terms in r^4, and the slope is that of a chord.
  expect((-cubic * r * r) / (alpha * (small.parameter - born.parameter))).toBeCloseTo(1, 1);
});

describe('folds of cycles of other membranes', () => {
  // Currents from which on runs of another program (C, RK4) fire for good, to two decimals: runs end a little after the fold.
  it.each([
    ['morris-lecar-hopf', {}, 100, 88.29],
    ['prescott', { beta_w: -21 }, 100, 90.85],
  ] as const)('%s %o', async (model, parameters, to, current) => {
    const folds = (await diagram(model, 0, to, parameters)).cycles
      .flatMap(({ cycles }) => cycles)
      .filter(({ point }) => point === 'fold');
    expect(Math.min(...folds.map(({ parameter }) => Math.abs(parameter - current)))).toBeLessThan(0.01);
  });
});

describe('how a branch ends', () => {
  it.each([
    ['morris-lecar-snlc', 0, 150, 'snic', 39.96315],
    ['wang-buzsaki', 0, 30, 'snic', 0.16009],
    // scipy (LSODA, rtol 1e-10), from the cycle at 38 uA/cm2 down: it goes on for 3 s at 35.0069 and ends at 35.0065.
    ['morris-lecar-homoclinic', 0, 150, 'homoclinic', 35.0067],
  ] as const)('%s', async (model, from, to, kind, current) => {
    const { cycles, excitability } = await diagram(model, from, to);
    const [begin, end] = cycles[0]!.ends;
    expect([begin.kind, end.kind]).toEqual(['hopf', kind]);
    expect(end.parameter).toBeCloseTo(current, 4);
    expect(excitability).toMatchObject({ class: 1, onset: { how: kind, frequency: 0 } });
    // Beyond a saddle-node on the cycle nothing rests, however late the first spike comes.
    if (kind === 'snic') expect(excitability.spikesFrom).toBeLessThanOrEqual(end.parameter);
  });

  it('the rate goes to 0 with the root of the distance from a saddle-node on the cycle', async () => {
    const { cycles } = await diagram('morris-lecar-snlc', 0, 150);
    const slow = cycles[0]!.cycles.filter(({ frequency }) => frequency < 2);
    const law = slow.map(({ parameter, frequency }) => frequency / Math.sqrt(parameter - 39.963153));
    for (const one of law) expect(one / law[0]!).toBeCloseTo(1, 1);
  });

  it('a branch without a Hopf point is found by a run', async () => {
    // prescott with beta_w = 0 has no Hopf point up to 60 uA/cm2; 131.336 Hz at 50 is that of another program (C, RK4).
    const { hopfs, cycles, gaps } = await diagram('prescott', 0, 50);
    expect(hopfs).toEqual([]);
    expect(gaps).toEqual([]);
    expect(cycles[0]!.ends.map(({ kind }) => kind).sort()).toEqual(['snic', 'span']);
    const at50 = cycles[0]!.cycles.find(({ parameter }) => Math.abs(parameter - 50) < 1e-9)!;
    expect(at50.frequency).toBeCloseTo(131.336, 2);
  });
});

describe('where no equilibrium is stable', () => {
  // R. FitzHugh, Biophys. J. 1 (1961) 445-466, with V in units of 30 mV.
  const fitzhugh = {
    name: 'fitzhugh',
    states: [{ name: 'w', unit: '1', range: [-5, 5], slope: '0.08 * (V / 30 + 0.7 - 0.8 * w)' }],
    currents: [{ name: 'IF', density: '30 * ((V / 30)^3 / 3 - V / 30 + w)' }],
  } as const;
  const relaxing = {
    name: 'relaxing',
    states: [{ name: 'w', unit: '1', range: [-5, 5], slope: '0.01 * (V / 50 - 0.5 * w)' }],
    currents: [{ name: 'IF', density: '50 * ((V / 50)^3 / 3 - V / 50 + w)' }],
  } as const;
  // E. M. Izhikevich, Dynamical Systems in Neuroscience (2007), chapter 9: bursts from a saddle-node on, spikes without a pause from 8.5 on.
  const bursting = {
    name: 'bursting',
    parameters: { gL: 8, gNa: 20, gK: 9, gKM: 5, EL: -80, ENa: 60, EK: -90 },
    gates: [
      { name: 'm', instantaneous: '1 / (1 + exp((-20 - V) / 15))' },
      { name: 'n', inf: '1 / (1 + exp((-25 - V) / 5))', tau: '0.152' },
      { name: 'nM', inf: '1 / (1 + exp((-20 - V) / 5))', tau: '20' },
    ],
    currents: [
      { name: 'INa', conductance: 'gNa * m', reversal: 'ENa' },
      { name: 'IK', conductance: 'gK * n', reversal: 'EK' },
      { name: 'IM', conductance: 'gKM * nM', reversal: 'EK' },
      { name: 'IL', conductance: 'gL', reversal: 'EL' },
    ],
  };

  it('an axon that fires all along is known to, with the rate that scipy has', async () => {
    const { excitability, gaps } = await diagram(relaxing, -30, 0);
    expect(excitability.onset).toMatchObject({ parameter: -30, how: 'earlier' });
    // DOP853, 1e-11.
    expect(excitability.onset!.frequency).toBeCloseTo(4.78799, 4);
    expect(gaps).toEqual([]);
    const adapting = await diagram('pospischil-rs', 3, 10);
    expect(adapting.excitability.onset).toMatchObject({ parameter: 3, how: 'earlier' });
  });

  it.each([
    [0, 50],
    [5, 15],
    [0, 100],
  ])('firing begins by the same fold of cycles from %d to %d', async (from, to) => {
    const { excitability } = await diagram(fitzhugh, from, to);
    expect(excitability.class).toBe(2);
    expect(excitability.onset!.how).toBe('fold of cycles');
    expect(excitability.onset!.parameter).toBeCloseTo(9.72536, 4);
  });

  it('a burster has no class, though there are stable cycles for more', async () => {
    const { excitability, gaps } = await diagram(bursting, 0, 200);
    expect(excitability.class).toBeUndefined();
    expect(excitability.restless).toBeGreaterThan(4.53);
    expect(excitability.restless).toBeLessThan(8.46);
    expect(excitability.onset!.parameter).toBeCloseTo(8.464, 2);
    expect(gaps).toEqual([expect.stringContaining('it does not come to rest')]);
  });
});
