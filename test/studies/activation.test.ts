import { describe, expect, it } from 'vitest';
import { activation, measuredCurve } from '../../src/studies/activation.ts';
import { fitActivation } from '../../src/studies/activation-fit.ts';
import { activationFunctions } from '../../src/studies/activation-functions.ts';
import { interneuron } from '../support/axons.ts';
import { lendCpu } from '../support/lend.ts';

const lend = lendCpu();
const off = (value: number, reference: number) => Math.abs(value / reference - 1);

/** The f-I curve of connor-stevens at 0, 1, ... 30 uA/cm2, Hz, measured in float64. */
const rates = [
  ...Array<number>(9).fill(0),
  ...[18.543, 34.038, 47.681, 59.927, 71.088, 81.403, 91.044, 100.133, 108.753, 116.958, 124.781],
  ...[132.244, 139.366, 146.164, 152.656, 158.861, 164.8, 170.491, 175.953, 181.204, 186.26, 191.137],
];
const currents = rates.map((_, i) => i);

describe('fits', () => {
  // scipy 1.10's curve_fit on the same numbers (xtol and ftol 1e-12), the best of 60 starts around; errors are the roots of the diagonal of
  // its covariance, rms is that of its residuals. scipy takes derivatives by differences, so its errors are good to 1e-5.
  it.each([
    ['relu', [8.43722692, 5.42010841], [0.24806561, 0.42632286], 8.65080233],
    ['sigmoid', [182.09407008, 15.65142067, 3.68918433], [5.00156556, 0.37242558, 0.28495806], 8.39531591],
    ['power', [28.77516926, 8.5937508, 0.62224486], [0.57038983, 0.05394433, 0.00663943], 1.1173084],
    ['refractory', [16.46775241, 7.83202648, 2.5228789], [0.18128654, 0.03828111, 0.03481228], 0.82986057],
  ])('of %s are those of scipy', (name, parameters, errors, rms) => {
    const fit = fitActivation(currents, rates).find((one) => one.function.name === name)!;
    expect(off(fit.rms, rms)).toBeLessThan(1e-7);
    for (const [i, parameter] of parameters.entries()) {
      expect(off(fit.parameters[i]!, parameter)).toBeLessThan(1e-6);
      expect(off(fit.errors[i]!, errors[i]!)).toBeLessThan(1e-4);
    }
  });

  it('are put in order by the corrected criterion', () => {
    const fits = fitActivation(currents, rates);
    expect(fits.map((fit) => fit.function.name)).toEqual([
      'refractory',
      'power',
      'relu',
      'sigmoid',
      'softplus',
    ]);
    // n ln(rms^2) + 2 K + 2 K (K + 1) / (n - K - 1) of scipy's residuals, n = 31, K = 4 (3 for relu).
    expect(fits[0]!.aicc).toBeCloseTo(-2.02439, 4);
    expect(fits[1]!.delta).toBeCloseTo(18.44005, 4);
    expect(fits[2]!.aicc).toBeCloseTo(140.66332, 4);
  });

  it('do not tell the width of a bend that is narrower than the distance of the points', () => {
    const softplus = fitActivation(currents, rates).find((fit) => fit.function.name === 'softplus')!;
    expect(softplus.errors[2]).toBeNaN();
    expect(off(softplus.rms, 8.65080233)).toBeLessThan(1e-7);
  });

  // Currents and rates of another size, and a threshold below 0.
  it.each([
    ['relu', [2000, -0.03]],
    ['softplus', [1500, 0.02, 0.012]],
    ['sigmoid', [80, 0.01, 0.015]],
    ['power', [400, -0.031, 0.55]],
    ['refractory', [6000, -0.011, 4]],
  ])('find the parameters that %s was made from', (name, parameters) => {
    const one = activationFunctions.find((candidate) => candidate.name === name)!;
    const nanoamperes = Array.from({ length: 41 }, (_, i) => -0.1 + 0.005 * i);
    const [best] = fitActivation(
      nanoamperes,
      nanoamperes.map((current) => one.value(parameters, current)),
    );
    expect(best!.function.name).toBe(name);
    expect(best!.r2).toBeCloseTo(1, 9);
    for (const [i, parameter] of parameters.entries())
      expect(off(best!.parameters[i]!, parameter)).toBeLessThan(1e-5);
  });

  it.each(activationFunctions.map((one) => [one.name, one] as const))(
    'have the derivatives of %s',
    (_, one) => {
      const parameters = [9, 4, ...(one.parameters.length > 2 ? [1.7] : [])];
      for (const current of [2, 4.5, 9, 30]) {
        const gradient = one.gradient(parameters, current);
        for (const [i, parameter] of parameters.entries()) {
          const at = (by: number) => one.value(parameters.with(i, parameter + by), current);
          expect(gradient[i]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 5);
        }
      }
    },
  );
});

describe('the unit that a membrane is', () => {
  it('has a row for each current, and parameters with units', async () => {
    const setup = { model: 'wang-buzsaki', integrator: 'strang', from: 0, to: 4, count: 17 } as const;
    const { columns, findings, sentences } = await activation({ ...setup, duration: 600, settle: 200 }, lend);
    expect(columns.map(({ name }) => name)).toEqual([
      'current_uA_cm2',
      ...['rate_Hz', 'relu_Hz', 'softplus_Hz', 'sigmoid_Hz', 'power_Hz', 'refractory_Hz'],
    ]);
    // It begins to fire at a saddle-node on the cycle at 0.160086 uA/cm2, where the rate goes with the root; further up it is straighter.
    expect(findings.powerThreshold!.value).toBeGreaterThan(0.1);
    expect(findings.powerThreshold!.value).toBeLessThan(0.25);
    expect(findings.powerThreshold!.unit).toBe('uA/cm2');
    expect(findings.powerDeltaAicc).toEqual({ value: 0, unit: '1' });
    expect(sentences[0]).toMatch(
      /^Of 5 functions the power law fits the f-I curve of wang-buzsaki best: 0\.\d+ Hz root mean square, R2 /,
    );
    expect(sentences[1]).toMatch(
      /^Its threshold \(current at which it begins\) is 0\.1\d* uA\/cm2, with factor \S+ Hz\/\(uA\/cm2\)\^exponent and exponent 0\.6\d*; .* its gain is \S+ Hz\/\(uA\/cm2\)\.$/,
    );
  });

  it('of a membrane that somebody has written is that of the curve that scipy computes and fits', async () => {
    const setup = { model: interneuron, from: 0, to: 6, count: 25, duration: 1000, settle: 500 } as const;
    const { columns, findings } = await activation(setup, lendCpu('float64'));
    // test/support/scipy-axons.py: DOP853 with rtol 1e-10, the last period after a second; curve_fit. The usual step costs some 1e-5 of a rate.
    const rates = { 0: 0, 2: 0, 3: 10.3571, 4: 24.2035, 8: 57.7813, 16: 104.033, 24: 138.701 };
    for (const [i, rate] of Object.entries(rates))
      expect(Math.abs(Number(columns[1]!.values[Number(i)]) - rate)).toBeLessThan(1e-3);
    const fits = {
      ...{ powerFactor: 48.481774, powerThreshold: 0.66746806, powerExponent: 0.63104423 },
      ...{ reluGain: 24.419995, reluThreshold: -0.10327672 },
      ...{ sigmoidAmplitude: 133.9013, sigmoidThreshold: 2.5032434, sigmoidWidth: 0.9930965 },
    };
    for (const [name, value] of Object.entries(fits))
      expect(off(findings[name]!.value, value), name).toBeLessThan(1e-4);
  });

  it('is none beyond the current from which depolarisation blocks spikes, and it says so', async () => {
    // From 212.02 uA/cm2 on, where eigenvalues of its Jacobian cross the imaginary axis, it rests again.
    const setup = { model: 'morris-lecar-hopf', integrator: 'strang', from: 60, to: 240, count: 13 } as const;
    const { findings, sentences } = await activation({ ...setup, duration: 600, settle: 200 }, lend);
    expect(findings.turn!.value).toBeLessThan(212);
    expect(sentences[0]).toMatch(
      /; but the rate falls beyond \d+ uA\/cm2, and no function here does: a lower highest current/,
    );
  });

  it('is smooth with noise: rates are those of another program', { timeout: 60_000 }, async () => {
    const values = [2, 4, 6, 10, 12, 14];
    const noise = { sigma: 2, tau: 5 };
    const { rates: found, errors } = await measuredCurve(
      { values, noise, trials: 200, integrator: 'strang' },
      lend,
    );
    // numpy, exponential Euler with dt 0.01 ms, 400 neurons, V passing 0 mV from below -30 mV between 300 and 1000 ms; errors in brackets.
    const numpy = [
      [29.15, 0.18],
      [37.07, 0.18],
      [46.19, 0.17],
      [62.4, 0.14],
    ] as const;
    for (const [i, [rate, error]] of numpy.entries()) {
      expect(errors[i]).toBeGreaterThan(0.1);
      expect(errors[i]).toBeLessThan(0.4);
      expect(Math.abs(found[i]! - rate)).toBeLessThan(3.5 * Math.hypot(error, errors[i]!));
    }
  });
});

it.each([
  [{ values: [1, 2, 3] }, /^there are 3 currents, and fits need 6 to 10000; give as many$/],
  [{ from: 5, to: 1 }, /^from = 5 must be less than to = 1; exchange them, or give others$/],
  [{ from: 0, to: 3 }, /^it fires at 0 of the currents from 0 to 3 uA\/cm2, and fits need 4: give others$/],
  [{ trials: 3 }, /^trials = 3 needs noise: without it all trials are the same$/],
])('refuses %j', async (options, message) => {
  await expect(activation({ duration: 50, settle: 10, ...options }, lend)).rejects.toThrow(message);
});
