import { InputError } from '../input/schema.ts';
import { spikeOnset } from './onsets.ts';
import { leastInterval, leastPeriod, type Pair, pairThresholds, recovery, spikesAlone } from './pairs.ts';
import { checkRheobase, pulseThresholds } from './pulses.ts';
import { type Recovery, refractoryReport } from './refractory-report.ts';
import { type Setup, unitOfCurrents } from './setup.ts';
import type { Lend, Report } from './study.ts';
import { withStep } from './tempo.ts';
import { said } from './words.ts';

/** What is asked of the refractory period. */
export interface RefractoryOptions extends Setup {
  /** Current of the first pulse; twice the least that makes a neuron spike if it is not given. */
  readonly amplitude?: number | undefined;
  /** Width of every pulse, ms. */
  readonly width: number;
  /** From the start of the first pulse to that of the second, ms. */
  readonly intervals: readonly number[];
}

/** Largest relative error of thresholds and intervals. */
const TOLERANCE = 1e-4;
/** Times the threshold of a single pulse up to which a second one is tried. */
export const MOST = 20;
/** The ratio to the threshold of a single pulse at which the relative refractory period is over. */
const RECOVERED = 1.05;
/** Times the threshold that the first pulse has where nothing else is asked for: the first of these whose spike does not peak as it ends. */
const FIRST = [2, 1.5, 1.25, 1.1];

/**
 * Threshold of a second pulse against its interval from a first one, with the absolute refractory period, below which no pulse
 * of up to 20 times the threshold of a single one makes the neuron spike again, and the relative one, at the end of which 1.05 times
 * that threshold does; the least interval at which a second pulse that equals the first makes a spike; and the highest rate
 * of such pulses that is followed one to one.
 * @throws InputError if an option is not valid, or a first pulse does not make a spike
 */
export async function refractory(options: RefractoryOptions, lend: Lend): Promise<Report> {
  check(options);
  const stepped = withStep(options);
  const first = await firstPulse(stepped, lend);
  return refractoryReport(options, await recoveryFrom(first, stepped));
}

/** A first pulse that makes a spike, and the least that one of its width must have for that. */
interface First {
  readonly pair: Pair;
  readonly single: number;
}

async function firstPulse(options: RefractoryOptions, lend: Lend): Promise<First> {
  const { width, intervals } = options;
  const unit = unitOfCurrents(options);
  options.onStage?.('the threshold of a single pulse');
  const rheobase = await spikeOnset(options, lend, TOLERANCE);
  checkRheobase(rheobase.value);
  const [single = Number.NaN] = await pulseThresholds(options, lend, [width], rheobase.value, TOLERANCE);
  if (!Number.isFinite(single))
    throw new InputError(
      `no pulse of ${width} ms makes the membrane spike; use longer ones, if it is excitable: \`loligo threshold\` says whether it is`,
    );
  if (options.amplitude !== undefined && options.amplitude < single) {
    throw new InputError(
      `amplitude = ${options.amplitude} ${unit} makes no spike: a pulse of ${width} ms must have at least ${Number((1.0001 * single).toPrecision(5))} ${unit}`,
    );
  }
  const pulses = { setup: options, lend, width, longest: Math.max(...intervals), rheobase: rheobase.value };
  const amplitudes =
    options.amplitude === undefined ? FIRST.map((times) => times * single) : [options.amplitude];
  for (const amplitude of amplitudes) {
    const alone = await spikesAlone({ ...pulses, amplitude });
    if (alone > 0) return { pair: { ...pulses, amplitude, alone }, single };
  }
  throw new InputError(tooStrong(options, single));
}

function tooStrong({ amplitude, width, ...setup }: RefractoryOptions, single: number): string {
  const why = 'peaks as the pulse ends, where it cannot be told from what the pulse does by itself';
  if (amplitude === undefined)
    return `width = ${width} ms is too long: the spike of such a pulse ${why}; use shorter pulses`;
  const unit = unitOfCurrents(setup);
  return `amplitude = ${amplitude} ${unit} is too strong: its spike ${why}; use less (from ${said(single)} ${unit} on there is a spike) or a shorter pulse`;
}

/** What a second pulse needs after the first one, and how fast pulses can follow one another. */
async function recoveryFrom(
  { pair, single }: First,
  { intervals, onStage }: RefractoryOptions,
): Promise<Recovery> {
  const { amplitude, width } = pair;
  onStage?.('thresholds of a second pulse');
  const seconds = await pairThresholds(pair, intervals, { low: single / 10, high: MOST * single }, TOLERANCE);
  onStage?.('the absolute refractory period');
  const absolute = await recovery(pair, { low: single / 4, high: MOST * single }, TOLERANCE);
  onStage?.('the relative refractory period');
  const relative = await leastInterval(pair, RECOVERED * single, TOLERANCE);
  onStage?.('the least interval of equal pulses');
  const equal = await leastInterval(pair, amplitude, TOLERANCE);
  onStage?.('the fastest train that is followed');
  const period = await leastPeriod(pair, TOLERANCE);
  const limits = { most: MOST, recovered: RECOVERED, tolerance: TOLERANCE };
  return { width, amplitude, single, intervals, seconds, absolute, relative, equal, period, ...limits };
}

/** Widths and intervals that are tried, ms. */
const [SHORTEST, LONGEST] = [0.001, 10_000];

function check({ width, intervals, amplitude }: RefractoryOptions): void {
  if (!(width >= SHORTEST && width <= LONGEST)) {
    throw new InputError(`width = ${width} ms is out of range: it must be ${SHORTEST} to ${LONGEST} ms`);
  }
  const wrong = intervals.find((interval) => !(interval >= width && interval <= LONGEST));
  if (wrong !== undefined || intervals.length === 0) {
    throw new InputError(
      `interval = ${wrong ?? 'none'} ms is out of range: it must be from the width of a pulse, ${width} ms, to ${LONGEST} ms`,
    );
  }
  if (amplitude !== undefined && !(amplitude > 0)) {
    throw new InputError(`amplitude = ${amplitude} is out of range: the first pulse must be above 0`);
  }
}
