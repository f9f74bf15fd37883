import { latinHypercube } from './latin-hypercube.ts';
import type { Design, Points } from './points.ts';
import { randomPoints } from './random.ts';
import { sobolPoints } from './sobol.ts';

/** The methods that a sample can name. */
export const methods = {
  sobol: sobolPoints,
  'latin-hypercube': latinHypercube,
  random: randomPoints,
} as const satisfies Record<string, (design: Design) => Points>;

export type Method = keyof typeof methods;
