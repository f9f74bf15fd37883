import { describe, expect, it } from 'vitest';
import { stepOf } from '../../../src/app/experiment/step-choice.ts';

describe('the step of an experiment that is asked for', () => {
  it('is chosen anew where it was chosen and something else changes', () => {
    const asked = stepOf({ dt: 0.05, duration: 3 }, { dt: 0.05, chosen: true });
    expect(asked).toEqual({ document: { duration: 3 }, chosen: true });
  });

  it('is what is asked for, from then on', () => {
    const document = { dt: 0.1, duration: 3 };
    expect(stepOf(document, { dt: 0.05, chosen: true })).toEqual({ document, chosen: false });
    expect(stepOf(document, { dt: 0.1, chosen: false })).toEqual({ document, chosen: false });
  });

  it('is chosen together with the integrator where an accuracy is asked for', () => {
    const former = { dt: 0.05, integrator: 'strang', chosen: true };
    const document = { accuracy: 0.1, dt: 0.05, integrator: 'strang', seed: 3 };
    expect(stepOf(document, former).document).toEqual({ accuracy: 0.1, seed: 3 });
    const other = { accuracy: 0.1, integrator: 'rk4' };
    expect(stepOf({ ...other, dt: 0.05 }, former).document).toEqual(other);
  });

  it('is that of each band where there are some', () => {
    const bands = [
      { integrator: 'euler', dt: 0.05 },
      { integrator: 'rk4', dt: 0.025 },
    ];
    const former = { dt: 0.05, integrator: 'euler', chosen: true };
    const asked = stepOf({ bands, dt: 0.05, integrator: 'euler', seed: 3 }, former);
    expect(asked).toEqual({ document: { bands, seed: 3 }, chosen: true });
    // Whoever leaves one of them asks for its step.
    const one = { ...bands[0]!, seed: 3 };
    expect(stepOf(one, { ...former, bands })).toEqual({ document: one, chosen: false });
  });

  it('is chosen again where none is asked for', () => {
    const asked = stepOf({ dt: undefined, duration: 3 }, { dt: 0.1, chosen: false });
    expect(asked).toEqual({ document: { duration: 3 }, chosen: true });
  });
});
