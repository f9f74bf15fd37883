import type { Experiment } from '../../protocol/experiment.ts';
import { euler } from './euler.ts';
import { exponential } from './exponential.ts';
import type { Integrator } from './integrator.ts';
import { rk4 } from './rk4.ts';
import { strang } from './strang.ts';
import { strangRichardson } from './strang-richardson.ts';

/** Every integrator by the name that experiments use. */
export const integrators: Readonly<Record<Experiment['integrator'], Integrator>> = {
  euler,
  exponential,
  strang,
  'strang-richardson': strangRichardson,
  rk4,
};
