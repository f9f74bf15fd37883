import { trapezoid } from './flow.ts';
import type { Integrator } from './integrator.ts';
import { staggered } from './staggered.ts';

/** Strang splitting with a Crank-Nicolson step for each state. */
export const strang: Integrator = {
  name: 'strang',
  title: 'Strang splitting, Crank-Nicolson',
  order: 2,
  evaluations: 1,
  stability: Number.POSITIVE_INFINITY,
  resolution: 0.2,
  // Its way back is that of a pole at 2.
  ...staggered(trapezoid, 1),
};
