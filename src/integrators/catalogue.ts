import { euler } from './euler.ts';
import { exponential } from './exponential.ts';
import type { Integrator } from './integrator.ts';
import { rk4 } from './rk4.ts';
import { strang } from './strang.ts';
import { strangRichardson } from './strang-richardson.ts';

/** The integrators that an experiment can name. */
export const integratorNames = ['euler', 'exponential', 'strang', 'strang-richardson', 'rk4'] as const;

/** Every integrator by the name that experiments use. */
export const integrators: Readonly<Record<(typeof integratorNames)[number], Integrator>> = {
  euler,
  exponential,
  strang,
  'strang-richardson': strangRichardson,
  rk4,
};
