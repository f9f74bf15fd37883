import type { Flow } from './flow.ts';
import { sizeOf } from './linear.ts';
import { linearisedAt } from './standing.ts';

/**
 * Rates at rest (1/ms) of membranes that the steps and times of runs are made for: the potential of none goes back faster, and in each something is
 * at least so fast. The squid axon has 0.7 and 4.
 */
const FASTEST_POTENTIAL = 50;
const SLOWEST_OF_ALL = 0.05;
/** Rates of the potential, and of the fastest state, of the membranes that faster and slower ones are treated like. */
const USUAL_POTENTIAL = 5;
const USUAL = 0.5;

/** How many times slower a neuron is, at one value of the parameter, than those that runs are made for; 1 for these. */
export function tempoOf(flow: Flow, parameter: number): number {
  const tempi = linearisedAt(flow, parameter).map(({ jacobian, eigenvalues }) => {
    const back = -jacobian[flow.potential]![flow.potential]!;
    if (back > FASTEST_POTENTIAL) return USUAL_POTENTIAL / back;
    const fastest = Math.max(...eigenvalues.map(sizeOf));
    return fastest < SLOWEST_OF_ALL ? USUAL / fastest : 1;
  });
  return tempi.length > 0 ? Math.min(...tempi) : 1;
}
