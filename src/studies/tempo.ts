import { followedStep } from '../protocol/step.ts';
import { restIn } from './rest.ts';
import { experimentOf, type Setup } from './setup.ts';

// Studies are made for neurons whose spikes take some ms and that forget in seconds. What follows fits them to others.

/** How long runs are, ms. */
export interface Lengths {
  /** The first ones; they become longer until it makes no difference. */
  readonly first: number;
  /** Those after which it is believed that nothing happens. */
  readonly longest: number;
}

/** Slowest time constants (of rest) that a run need not be longer than in the beginning, in parts of its usual length by 1 ms. */
const FORGOTTEN = 2;
/** Slowest time constants within which something happens if it does. */
const PATIENCE = 20;

/** The lengths of runs of a usual length (ms): shorter ones where a membrane forgets within less than 1 ms, longer ones where it is slow. */
export function lengthsOf(setup: Setup, usual: number): Lengths {
  const rest = restIn(setup, 0);
  if (!rest) return { first: usual, longest: usual };
  const slowest = 1 / rest.slowest;
  const first = usual * Math.min(1, FORGOTTEN * slowest);
  return { first, longest: Math.max(first, PATIENCE * slowest) };
}

/** Times the step that membranes are followed with otherwise from which on a slow one has a larger one, and the largest, ms. */
const SLOW = 100;
const LARGEST_STEP = 1;
/** Steps in the fastest time constant of rest: the squid axon has as many. */
const STEPS = 4;

/** The setup with a step for membranes that are so slow that runs at the usual one would take minutes. */
export function withStep<Options extends Setup>(options: Options): Options {
  if (options.dt !== undefined) return options;
  const stimulus = { kind: 'constant', amplitude: 0, unit: options.unit } as const;
  const experiment = experimentOf(options, { stimulus });
  const fastest = restIn(options, 0)?.fastest ?? Number.POSITIVE_INFINITY;
  const dt = Math.min(followedStep(experiment), 1 / (STEPS * fastest));
  return dt < SLOW * experiment.dt ? options : { ...options, dt: Math.min(dt, LARGEST_STEP) };
}
