import type { Experiment } from '../../protocol/experiment.ts';
import { euler } from './euler.ts';
import { exponential } from './exponential.ts';
import type { Integrator } from './integrator.ts';

/** Every integrator by the name that experiments use. */
export const integrators: Readonly<Record<Experiment['integrator'], Integrator>> = { euler, exponential };
