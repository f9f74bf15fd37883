import { relaxation } from './flow.ts';
import type { Integrator } from './integrator.ts';
import { staggered } from './staggered.ts';

/** Strang splitting with an exponential step for each state: staggered exponential Euler. */
export const exponential: Integrator = {
  name: 'exponential',
  title: 'Staggered exponential Euler',
  order: 2,
  evaluations: 1,
  stability: Number.POSITIVE_INFINITY,
  resolution: 0.15,
  // Float32 leaves 3e-6 of what grows by exp(4) backwards.
  ...staggered(relaxation, 4),
};
