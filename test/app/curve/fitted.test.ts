import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { fitsTo } from '../../../src/app/curve/fits.ts';
import { askable, numbersOf, shownFit } from '../../../src/app/curve/fitted.ts';
import type { State } from '../../../src/app/state.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';

const experimentWith = (vary: string, to: number) =>
  parseExperiment({ model: 'hodgkin-huxley', sweep: { x: { vary, from: 0, to, count: 21 } }, duration: 100 });

function stateOf(vary = 'stimulus.amplitude') {
  const x = Array.from({ length: 21 }, (_, i) => i);
  return {
    experiment: signal(experimentWith(vary, 20)),
    curve: signal({ x, rate: x.map((I) => 2 * Math.max(0, I - 5)), cells: x }),
    onCurve: { fits: signal(), fit: signal() },
  } as unknown as State;
}

describe('the function on the curve', () => {
  it('is the best of those that were fitted, or the one that was chosen', () => {
    const state = stateOf();
    expect(shownFit(state)).toBeUndefined();
    state.onCurve.fits.value = fitsTo(askable(state)!);
    // The rates are those of a rectifier.
    expect(numbersOf(shownFit(state)!.fit)).toBe('gain 2 Hz/(µA/cm²), threshold 5 µA/cm²');
    state.onCurve.fit.value = 'sigmoid';
    expect(shownFit(state)!.fit.name).toBe('sigmoid');
  });

  it('is none once the curve is one of other currents', () => {
    const state = stateOf();
    state.onCurve.fits.value = fitsTo(askable(state)!);
    const { x, rate, cells } = state.curve.value!;
    state.curve.value = { x: [...x].map((I) => I / 2), rate, cells };
    expect(shownFit(state)).toBeUndefined();
  });

  it('is none where no current varies', () => {
    expect(askable(stateOf('parameters.gK'))).toBeUndefined();
  });
});
