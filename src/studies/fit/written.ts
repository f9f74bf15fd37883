import type { Window } from '../../statistics/recorded.ts';
import type { Feature } from './features.ts';
import type { Range } from './free.ts';

// What is looked for, and by what, as people write it. Undefined stands for a text that is nothing of the kind.

/** `from:to`, or `from:to:log` for a logarithmic scale. */
export function readRange(text: string): Range | undefined {
  const [from, to, scale, ...others] = text.split(':').map((part) => part.trim());
  const numbers = [from, to].map(numberIn);
  const isKnown = scale === undefined || scale === 'log';
  if (!numbers.every(Number.isFinite) || !isKnown || others.length > 0) return undefined;
  return { from: numbers[0]!, to: numbers[1]!, logarithmic: scale === 'log' };
}

export const rangeText = ({ from, to, logarithmic }: Range): string =>
  `${from}:${to}${logarithmic ? ':log' : ''}`;

/** `from:to` (ms), or `from:to:weight`. */
export function readWindow(text: string): Window | undefined {
  const parts = text.split(':').map(numberIn);
  const [from, to, weight = 1] = parts;
  const isOrdered = from !== undefined && to !== undefined && from >= 0 && from < to;
  if (!isOrdered || !(weight > 0) || !Number.isFinite(to + weight) || parts.length > 3) return undefined;
  return { from, to, weight };
}

export const windowText = ({ from, to, weight }: Window): string =>
  `${from}:${to}${weight === 1 ? '' : `:${weight}`}`;

/** `name`, or `name:weight`. */
export function readFeature(text: string): Feature | undefined {
  const [name = '', weight, ...others] = text.split(':').map((part) => part.trim());
  const number = weight === undefined ? 1 : numberIn(weight);
  if (!/^\w+$/.test(name) || !(number > 0 && Number.isFinite(number)) || others.length > 0) return undefined;
  return { name, weight: number };
}

export const featureText = ({ name, weight = 1 }: Feature): string =>
  `${name}${weight === 1 ? '' : `:${weight}`}`;

const numberIn = (text = ''): number => (text.trim() === '' ? Number.NaN : Number(text));
