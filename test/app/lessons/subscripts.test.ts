import { expect, it } from 'vitest';
import { partsOf } from '../../../src/app/lessons/subscripts.ts';

const namesIn = (text: string) => partsOf(text).flatMap((part) => (part.kind === 'name' ? [part.text] : []));

it('names with a subscript are found in a text, and nothing else of it changes', () => {
  const text = '(I_m = I_Na + I_K): C dV/dt, m_inf, gNa, snake_case, a_, _b, 5_000';
  expect(namesIn(text)).toEqual(['I_m', 'I_Na', 'I_K', 'm_inf']);
  const together = partsOf(text).map((part) => part.text);
  expect(together.join('')).toBe(text);
  expect(partsOf('')).toEqual([]);
});
