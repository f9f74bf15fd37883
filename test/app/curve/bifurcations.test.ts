import { expect, test } from 'vitest';
import { tickOf } from '../../../src/app/curve/bifurcation-points.ts';
import { bifurcationsOf } from '../../../src/app/curve/bifurcations.ts';
import { CURRENT } from '../../../src/app/curve/conditions.ts';
import { english } from '../../../src/app/texts/english.ts';
import { german } from '../../../src/app/texts/german.ts';

/** Cycles are followed for seconds, and longer where other tests run beside, ms. */
const SLOW = 60_000;

async function asked(model: string, from: number, to: number, parameters = {}) {
  const { points, firing } = await bifurcationsOf({
    about: 'bifurcations',
    model,
    parameters,
    unit: 'uA/cm2',
    vary: CURRENT,
    from,
    to,
    current: 0,
  });
  return { ticks: points.map((point) => tickOf(point, english.curve.bifurcations)), firing };
}

// The numbers are those of docs/guide/protocols.md.
test('the squid axon begins to fire at a fold of cycles and stops at a Hopf point', {
  timeout: SLOW,
}, async () => {
  const { ticks, firing } = await asked('hodgkin-huxley', 0, 200);
  expect(ticks.map(({ x, label }) => [Number(x.toFixed(3)), label])).toEqual([
    [6.264, 'fold of cycles'],
    [7.846, 'fold of cycles'],
    [7.922, 'fold of cycles'],
    [9.779, 'Hopf, subcritical'],
    [154.526, 'Hopf, supercritical'],
  ]);
  expect(ticks[0]!.words).toBe('fold of cycles, 50.26 Hz: two cycles meet');
  expect(english.curve.bifurcations.firing(firing)).toMatch(
    /^Class 2: .* by a fold of cycles at 6\.26422 µA\/cm²/,
  );
  // In German it is made of the same numbers.
  expect(german.curve.bifurcations.firing(firing)).toMatch(
    /^Klasse 2: .*mit einem Sprung auf 50\.2\d+ Hz, durch eine Falte von Zyklen bei 6\.26422 µA\/cm²/,
  );
});

test('a saddle-node on the cycle is one point, no fold besides', { timeout: SLOW }, async () => {
  const { ticks } = await asked('connor-stevens', 0, 20);
  const atOnset = ticks.filter(({ x }) => Math.abs(x - 8.11405) < 1e-3);
  expect(atOnset.map(({ label }) => label)).toEqual(['saddle-node on the cycle']);
});
