import type { Flow } from './flow.ts';
import { sizeOf } from './linear.ts';
import { linearisedAt } from './standing.ts';

/** Rates at rest (1/ms) of membranes that times of runs are made for: in each something is as fast, and nothing faster. The squid axon has 0.7 and 4. */
const FASTEST_OF_ALL = 50;
const SLOWEST_OF_ALL = 0.05;
/** The rate of the fastest state of the membranes that slower ones are treated like. */
const USUAL = 0.5;

/** How many times slower a neuron is, at one value of the parameter, than those that runs are made for; 1 for these. */
export function tempoOf(flow: Flow, parameter: number): number {
  const rates = linearisedAt(flow, parameter).map(({ eigenvalues }) => Math.max(...eigenvalues.map(sizeOf)));
  if (rates.length === 0) return 1;
  const fastest = Math.max(...rates);
  if (fastest > FASTEST_OF_ALL) return FASTEST_OF_ALL / fastest;
  return fastest < SLOWEST_OF_ALL ? USUAL / fastest : 1;
}
