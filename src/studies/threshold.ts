import { InputError } from '../input/schema.ts';
import { branchFrom, firingOffset } from './branches.ts';
import { firingOnset, spikeOnset } from './onsets.ts';
import { checkRheobase, chronaxieOf, leastJump, pulseThresholds } from './pulses.ts';
import type { Setup } from './setup.ts';
import type { Lend, Report } from './study.ts';
import { withStep } from './tempo.ts';
import { type Thresholds, thresholdReport } from './threshold-report.ts';

/** What is asked of the threshold of a neuron. */
export interface ThresholdOptions extends Setup {
  /** Durations of rectangular pulses, ms. */
  readonly durations: readonly number[];
  /** Largest relative error of what is looked for; that of the step is not in it. */
  readonly tolerance?: number | undefined;
}

export const TOLERANCE = 1e-4;
const [LEAST_TOLERANCE, MOST_TOLERANCE] = [1e-7, 0.01];

/**
 * Thresholds of a neuron at rest: least steady current for a spike (rheobase) and for firing that goes on, least current of
 * rectangular pulses against their duration with the chronaxie (L. Lapicque, J. Physiol. Pathol. Gen. 9 (1907) 620-635), and least
 * jump of the potential. A spike is a peak from which V falls by 20 mV after it rose by as much, but for those that pulses make by themselves
 * (`spikesOf`).
 * @throws InputError if an option is not valid, the membrane has no rest, or is not excitable
 */
export async function threshold(options: ThresholdOptions, lend: Lend): Promise<Report> {
  const { durations, tolerance = TOLERANCE } = options;
  checkTolerance(tolerance);
  checkDurations(durations);
  return thresholdReport(options, await thresholdsOf(withStep({ ...options, tolerance }), lend));
}

async function thresholdsOf(
  options: ThresholdOptions & { readonly tolerance: number },
  lend: Lend,
): Promise<Thresholds> {
  const { durations, tolerance } = options;
  options.onStage?.('the least steady current for a spike');
  const rheobase = await spikeOnset(options, lend, tolerance);
  checkRheobase(rheobase.value);
  options.onStage?.('the least jump of the potential');
  const jump = await leastJump(options, lend, tolerance);
  checkJump(jump);
  options.onStage?.('the least currents of pulses');
  const pulses = await pulseThresholds(options, lend, durations, rheobase.value, tolerance);
  options.onStage?.('the chronaxie');
  const chronaxie = await chronaxieOf(options, lend, rheobase.value, tolerance);
  options.onStage?.('the least steady current that makes it fire');
  const firing = await firingOnset(options, lend, tolerance, rheobase);
  options.onStage?.('where firing ends');
  const offset = Number.isFinite(firing.value)
    ? await firingOffset(await branchFrom('firing', options, lend, firing.value), tolerance)
    : undefined;
  return { rheobase, jump, durations, pulses, chronaxie, firing, offset, tolerance };
}

function checkTolerance(tolerance: number): void {
  if (tolerance >= LEAST_TOLERANCE && tolerance <= MOST_TOLERANCE) return;
  throw new InputError(
    `tolerance = ${tolerance} is out of range: it must be ${LEAST_TOLERANCE} to ${MOST_TOLERANCE}`,
  );
}

/** Without a stimulus V falls by 20 mV from a peak only if it has risen there by itself; under one it may overshoot. */
function checkJump(jump: number): void {
  if (Number.isFinite(jump)) return;
  throw new InputError(
    'no jump of the potential makes the membrane spike; thresholds are there only where it is excitable',
  );
}

/** Pulses that are tried, ms. */
const [SHORTEST, LONGEST] = [0.001, 10_000];

function checkDurations(durations: readonly number[]): void {
  const wrong = durations.find((duration) => !(duration >= SHORTEST && duration <= LONGEST));
  if (wrong === undefined && durations.length > 0) return;
  throw new InputError(
    `duration = ${wrong ?? 'none'} ms is out of range: pulses must last ${SHORTEST} to ${LONGEST} ms`,
  );
}
