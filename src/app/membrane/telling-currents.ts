import { CpuSimulation } from '../../engine/cpu/simulation.ts';
import type { Membrane } from '../../model/membrane.ts';
import { parseExperiment } from '../../protocol/experiment.ts';
import { prepare } from '../../protocol/prepare.ts';

type Currents = readonly [from: number, to: number];

/** Currents that are tried, uA/cm2, each so many times the one before. */
const LEAST = 0.1;
const MOST = 300;
const RATIO = Math.SQRT2;
/** How long they are tried, ms, and with how many steps at most: the page stands still meanwhile. */
const DURATION = 200;
const MOST_STEPS = 40_000;
/** Spikes that are more than an answer to the beginning. */
const FIRING = 2;
/** How far the currents go, as a multiple of the least one at which it fires. */
const BEYOND = 6;
/** Where nothing is known of it. */
const usual: Currents = [0, 10];

/** What was found for membranes that do not say it. */
const found = new WeakMap<Membrane, Currents>();

/** The currents that tell what a membrane does, uA/cm2: from silence through the onset of firing. */
export function tellingCurrents(membrane: Membrane): Currents {
  return membrane.shows?.current ?? found.get(membrane) ?? usual;
}

/** A current of those at which it fires, uA/cm2. */
export function tellingCurrent(membrane: Membrane): number {
  const [from, to] = tellingCurrents(membrane);
  return Number((from + (to - from) / BEYOND).toPrecision(3));
}

/** Tries a membrane that does not say at which currents it fires, so that `tellingCurrents` knows. */
export async function tryCurrents(membrane: Membrane): Promise<void> {
  if (membrane.shows?.current || found.has(membrane)) return;
  found.set(membrane, await currentsAround(membrane));
}

async function currentsAround(membrane: Membrane): Promise<Currents> {
  const count = 1 + Math.ceil(Math.log(MOST / LEAST) / Math.log(RATIO));
  const values = Array.from({ length: count }, (_, i) => LEAST * RATIO ** i);
  try {
    const experiment = parseExperiment({
      model: membrane,
      duration: DURATION,
      sweep: { x: { vary: 'stimulus.amplitude', values } },
    });
    const simulation = await CpuSimulation.create(prepare(experiment));
    await simulation.advance(Math.min(MOST_STEPS, Math.round(DURATION / experiment.dt)));
    const spikes = await simulation.statistic('spikes');
    const onset = values.find((_, i) => spikes[i]! >= FIRING);
    return onset === undefined ? usual : [0, roundUp(BEYOND * onset)];
  } catch {
    // One that has no rest or diverges is refused where it is to run, with the reason.
    return usual;
  }
}

/** To two digits, of which the second is even. */
function roundUp(x: number): number {
  const spacing = 2 * 10 ** (Math.floor(Math.log10(x)) - 1);
  return Number((Math.ceil(x / spacing) * spacing).toPrecision(2));
}
