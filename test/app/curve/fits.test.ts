import { expect, test } from 'vitest';
import { fitsTo, isAsGood, questionOf } from '../../../src/app/curve/fits.ts';

const x = Array.from({ length: 601 }, (_, i) => i / 10);
const curve = { x, rate: x.map((I) => 2 * Math.max(0, I - 10)) };

test('a rectifier is found to be one', () => {
  const { fits, question } = fitsTo(questionOf(curve, 'uA/cm2')!);
  const relu = fits.find(({ name }) => name === 'relu')!;
  expect(relu.numbers).toEqual([
    { name: 'gain', value: expect.closeTo(2, 6), unit: 'Hz/(uA/cm2)' },
    { name: 'threshold', value: expect.closeTo(10, 6), unit: 'uA/cm2' },
  ]);
  expect(relu.rms).toBeLessThan(1e-6);
  expect(relu.rates).toHaveLength(question.currents.length);
  expect([question.currents[0], question.currents.at(-1)]).toEqual([0, 60]);
});

test('too few points that fire are not fitted', () => {
  expect(questionOf({ x, rate: x.map((I) => (I > 59.75 ? 50 : 0)) }, '1')).toBeUndefined();
});

test('a fit holds until rates change by more than a tenth of a hertz', () => {
  const question = questionOf(curve, 'uA/cm2')!;
  const by = (hertz: number) => ({ ...question, rates: question.rates.map((rate) => rate + hertz) });
  expect(isAsGood(question, by(0.05))).toBe(true);
  expect(isAsGood(question, by(0.2))).toBe(false);
  expect(isAsGood(question, { ...question, unit: 'nA' })).toBe(false);
});
