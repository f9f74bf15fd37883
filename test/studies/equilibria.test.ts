import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/schema.ts';
import type { MembraneInput } from '../../src/model/membrane.ts';
import { type EquilibriaOptions, studyEquilibria } from '../../src/studies/equilibria.ts';
import { persistentSodium } from '../support/persistent-sodium.ts';

/** Cubic current and slow recovery, as in R. FitzHugh, Biophys. J. 1 (1961) 445-466, in mV, ms and uA/cm2. */
const relaxation: MembraneInput = {
  name: 'relaxation',
  capacitance: '5',
  states: [{ name: 'w', slope: '(4 * (V + 60) - w) / 25', unit: 'uA/cm2', range: [-500, 500] }],
  currents: [
    { name: 'Ifast', density: '0.002 * (V + 60) * (V + 45) * (V - 30)' },
    { name: 'Iw', density: 'w' },
  ],
};

describe('the class of excitability', () => {
  // Classes as the papers have them; currents of another program (C, float64) where firing begins.
  it.each([
    ['hodgkin-huxley', {}, 2, 6.264],
    ['connor-stevens', {}, 1, 8.11405],
    ['wang-buzsaki', {}, 1, 0.16009],
    ['morris-lecar-snlc', {}, 1, 39.96315],
    // S. A. Prescott, Y. De Koninck and T. J. Sejnowski, PLoS Comput. Biol. 4 (2008) e1000198.
    ['prescott', { beta_w: 0 }, 1, 36.74027],
    ['prescott', { beta_w: -13 }, 2, 42.1785],
    ['prescott', { beta_w: -21 }, 3, 87.2544],
  ] as const)('%s %o', async (model, parameters, kind, current) => {
    const { excitability } = (await studyEquilibria({ model, parameters })).diagram;
    expect(excitability.class).toBe(kind);
    // 6.264 has four digits.
    expect(excitability.onset!.parameter / current).toBeCloseTo(1, 3);
  });

  it('is 2 where a canard explosion ends the cycle, though its period grows at one current', async () => {
    const { excitability } = (await studyEquilibria({ model: relaxation, from: 0, to: 60 })).diagram;
    expect(excitability.class).toBe(2);
    // scipy 1.10's DOP853 (rtol 1e-9) from rest: no second spike at 39.637 uA/cm2, one every 112.983 ms at 39.638. The rate falls by some
    // per cent within the last millionth of the current.
    expect(excitability.onset!.parameter).toBeGreaterThan(39.637);
    expect(excitability.onset!.parameter).toBeLessThan(39.6385);
    expect(Math.abs((excitability.onset!.frequency * 112.983) / 1000 - 1)).toBeLessThan(0.05);
  });

  // The saddle-node on the cycle at which the persistent-sodium membrane of high threshold begins to fire, and its rate at 10 uA/cm2 (scipy 1.10's
  // DOP853, rtol 1e-10): at another speed currents and rates are as many times larger, whatever the steps of the runs that find the cycle.
  it.each([1, 100, 1e-3])('is found whatever the speed of the membrane: %s', async (speed) => {
    const { excitability, cycles } = (
      await studyEquilibria({ model: persistentSodium(speed), from: 0, to: 20 * speed })
    ).diagram;
    expect(excitability.class).toBe(1);
    expect(excitability.onset!.parameter / speed).toBeCloseTo(4.51287, 3);
    expect(excitability.onset!.frequency).toBe(0);
    // 141.3724 Hz; the nearest cycles on either side are 0.5 uA/cm2 away, where the curve is 0.1 % from its chord.
    const rates = cycles
      .flatMap((branch) => branch.cycles)
      .map(({ parameter, frequency }) => ({ current: parameter / speed, rate: frequency / speed }))
      .sort((a, b) => a.current - b.current);
    const at = rates.findIndex(({ current }) => current >= 10);
    const [before, after] = [rates[at - 1]!, rates[at]!];
    const part = (10 - before.current) / (after.current - before.current);
    expect((before.rate + part * (after.rate - before.rate)) / 141.3724).toBeCloseTo(1, 2);
  });

  it('is 3 where there is no repetitive firing in the range at all', async () => {
    const { diagram, report } = await studyEquilibria({
      model: 'prescott',
      parameters: { beta_w: -21 },
      to: 80,
    });
    expect(diagram.excitability.class).toBe(3);
    expect(diagram.excitability.onset).toBeUndefined();
    // `loligo fi`: the potential peaks 35 mV higher at 56.9 uA/cm2 (16.9 mV) than at 56.7; the rise is graded from 53.7 on.
    expect(diagram.excitability.spikesFrom).toBeGreaterThan(53.7);
    expect(diagram.excitability.spikesFrom).toBeLessThan(56.9);
    expect(report.sentences[1]).toMatch(
      /^Class 3: a step from 0 evokes a spike from 56\.\d+ uA\/cm2 on, at its onset alone; no constant current up to 80/,
    );
  });

  it('does not depend on how far the range goes', async () => {
    const { excitability } = (await studyEquilibria({ to: 1e6 })).diagram;
    expect(excitability).toMatchObject({ class: 2, onset: { parameter: expect.closeTo(6.26422, 4) } });
  });

  it('is none of a membrane that does not spike', async () => {
    const { diagram, report } = await studyEquilibria({ parameters: { gNa: 0 }, to: 50 });
    expect(diagram.excitability).toEqual({});
    expect(diagram.cycles).toEqual([]);
    expect(report.sentences).toEqual([
      'hodgkin-huxley, current from 0 to 50 uA/cm2: equilibria have neither folds nor Hopf points, and are stable.',
      'It neither fires nor spikes in this range.',
    ]);
  });

  it('is not said where firing began before the range', async () => {
    const { diagram, report } = await studyEquilibria({ from: 20, to: 30 });
    expect(diagram.excitability.class).toBeUndefined();
    expect(report.sentences[1]).toMatch(/^It fires at 20 uA\/cm2 already, with 86\.4\d+ Hz/);
  });
});

describe('the report', () => {
  it('has the equilibria in its rows', async () => {
    const { report } = await studyEquilibria({ to: 12 });
    expect(report.columns.map(({ name }) => name)).toEqual([
      'current_uA_cm2',
      'V_mV',
      'stable',
      'eigenvalue_re_per_ms',
      'eigenvalue_im_per_ms',
      'point',
      'branch',
    ]);
    const [current, V, stable, re, , point] = report.columns.map(({ values }) => Array.from<unknown>(values));
    expect([current![0], current!.at(-1)]).toEqual([0, 12]);
    expect(V![0]).toBeCloseTo(-64.9997, 4);
    const at = point!.indexOf('hopf');
    expect(current![at]).toBeCloseTo(9.77934, 5);
    expect(stable!.slice(0, at).every((one) => one === 1)).toBe(true);
    expect(stable!.slice(at + 1).every((one) => one === 0)).toBe(true);
    expect(Math.abs(re![at] as number)).toBeLessThan(1e-9);
    const { plot } = report;
    expect(plot).toMatchObject({ x: 'current_uA_cm2', y: ['V_mV'] });
    // Spikes are among what is plotted.
    expect(Math.max(...plot!.points!.map(([, potential]) => potential))).toBeGreaterThan(25);
    expect(report.findings).toMatchObject({ hopf1: { unit: 'uA/cm2' }, foldOfCycles1Rate: { unit: 'Hz' } });
  });

  it('or the cycles', async () => {
    const options = { to: 12, rows: 'cycles' } as const;
    const { columns } = (await studyEquilibria(options)).report;
    const column = (name: string) => columns.find((one) => one.name === name)!.values;
    const [rate, current] = [column('rate_Hz'), column('current_uA_cm2')] as number[][];
    const point = column('point') as string[];
    expect(rate![point.indexOf('fold of cycles')]).toBeGreaterThan(48);
    expect(current!.at(-1)).toBe(12);
  });

  it('speaks of currents in nA', async () => {
    const of = (options: EquilibriaOptions) => studyEquilibria({ model: 'pospischil-fs', ...options });
    const one = (await of({ unit: 'nA', to: 1 })).report;
    expect(one.columns.slice(0, 2).map(({ name }) => name)).toEqual(['current_nA', 'current_uA_cm2']);
    // 1 nA is 1e5 / 14103 uA/cm2 over 14,103 um2; the fold at 2.72389 uA/cm2 is that of another program.
    expect((one.findings.fold1!.value * 1e5) / 14103).toBeCloseTo(2.72389, 4);
  });

  it('follows a parameter at a constant current', async () => {
    const { diagram, report } = await studyEquilibria({
      vary: 'parameters.gK',
      current: 9.779337995,
      from: 30,
      to: 42,
    });
    // At the current of the Hopf point, the conductance of the Hopf point is the default.
    expect(
      Math.min(...diagram.hopfs.map(({ equilibrium }) => Math.abs(equilibrium.parameter - 36))),
    ).toBeLessThan(1e-6);
    expect(report.columns[0]!.name).toBe('gK_mS_cm2');
    expect(report.sentences[0]).toContain('gK from 30 to 42 mS/cm2');
  });
});

describe('a cell with slow states', () => {
  it('is left off after a time, and what is missing is said', async () => {
    const { gaps, states, hopfs } = (await studyEquilibria({ model: 'pospischil-lts', seconds: 0 })).diagram;
    expect(states).toContain('Ca');
    expect(hopfs).toHaveLength(2);
    expect(gaps[0]).toMatch(/^the cycles that are born at .* were not followed$/);
  });
});

describe('what cannot be followed', () => {
  it.each([
    [{ from: 5, to: 2 }, 'from = 5 must be less than to = 2; exchange them, or give others'],
    [{ vary: 'gK' }, /^sweep\.x\.vary = "gK" is nothing that can be varied/],
    [
      { vary: 'parameters.gK', from: -1 },
      'from = -1 mS/cm2 is out of range: parameters.gK must be 0 to 200 mS/cm2',
    ],
    [{ unit: 'nA' }, /^stimulus\.unit = "nA" needs the area of the cell/],
    [{ from: Number.NaN }, /^from = NaN must be less than to = 200/],
  ] as const)('%o', async (options, message) => {
    await expect(studyEquilibria(options)).rejects.toThrow(InputError);
    await expect(studyEquilibria(options)).rejects.toThrow(message);
  });
});
