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

/** Steps in the fastest time constant of rest: the squid axon has as many. */
const STEPS = 4;
/** Times the usual step with which a membrane can be followed, from which on it counts as slow. */
const SLOW = 100;
/** The largest step, ms. */
const LARGEST_STEP = 1;
/** Times longer that the first runs of slow membranes are, by what their step could be longer. */
const LONGER = 0.2;
/** A membrane that forgets within so much less than 1 ms has shorter runs. */
const FORGOTTEN = 2;
/** Slowest time constants of rest within which something happens if it does. */
const PATIENCE = 20;

/** The lengths of runs of a usual length (ms). */
export function lengthsOf(setup: Setup, usual: number): Lengths {
  const { slowest, slowness } = timeScalesOf(setup);
  const times = slowness < SLOW ? Math.min(1, FORGOTTEN * slowest) : LONGER * slowness;
  const first = usual * times;
  return { first, longest: Math.max(first, PATIENCE * slowest) };
}

/** The setup with a step for membranes that are so slow that runs at the usual one would take minutes. */
export function withStep<Options extends Setup>(options: Options): Options {
  const { step, slowness } = timeScalesOf(options);
  return options.dt !== undefined || slowness < SLOW
    ? options
    : { ...options, dt: Math.min(step, LARGEST_STEP) };
}

interface TimeScales {
  /** Slowest time constant of rest, ms; where it does not rest, 1. */
  readonly slowest: number;
  /** With which it could be followed, ms, and times the usual one that it is. */
  readonly step: number;
  readonly slowness: number;
}

/** Those that are known: a study asks for each of its searches. */
const known = new WeakMap<Setup, TimeScales>();

function timeScalesOf(setup: Setup): TimeScales {
  const found = known.get(setup) ?? findTimeScales(setup);
  known.set(setup, found);
  return found;
}

function findTimeScales(setup: Setup): TimeScales {
  const stimulus = { kind: 'constant', amplitude: 0, unit: setup.unit } as const;
  const experiment = experimentOf({ ...setup, dt: undefined }, { stimulus });
  const rest = restIn(setup, 0);
  if (!rest) return { slowest: 1, step: experiment.dt, slowness: 1 };
  const step = Math.min(followedStep(experiment), 1 / (STEPS * rest.fastest));
  return { slowest: 1 / rest.slowest, step, slowness: step / experiment.dt };
}
