import type { Offset } from './branches.ts';
import type { Onset } from './onsets.ts';
import { type Setup, unitInNames, unitOfCurrents } from './setup.ts';
import type { Finding, Report } from './study.ts';
import { said } from './words.ts';

/** Thresholds of a neuron at rest; currents in the unit of the setup, times in ms. */
export interface Thresholds {
  readonly rheobase: Onset;
  /** Least jump of the potential, mV. */
  readonly jump: number;
  /** Durations of pulses, and the least current of each. */
  readonly durations: readonly number[];
  readonly pulses: readonly number[];
  readonly chronaxie: number;
  /** Where firing begins, and where it ends; that is there only if it begins. */
  readonly firing: Onset;
  readonly offset: Offset | undefined;
  readonly tolerance: number;
}

/** The strength-duration curve, and what was found besides. */
export function thresholdReport(setup: Setup, found: Thresholds): Report {
  const unit = unitOfCurrents(setup);
  const name = `threshold_${unitInNames(setup)}`;
  const values = found.pulses.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  return {
    columns: [
      { name: 'duration_ms', values: found.durations, unit: 'ms', words: 'Duration of the pulse' },
      { name, values, unit, words: 'Least current for a spike' },
    ],
    findings: findingsOf(found, unit),
    sentences: sentencesOn(found, unit),
    plot: { x: 'duration_ms', y: [name] },
  };
}

function findingsOf(found: Thresholds, unit: string): Record<string, Finding> {
  const { rheobase, chronaxie, jump, firing, offset, tolerance } = found;
  const current = (value: number) => ({ value, unit });
  const ms = (value: number) => ({ value, unit: 'ms' });
  return {
    rheobase: current(rheobase.value),
    chronaxie: ms(chronaxie),
    jump: { value: jump, unit: 'mV' },
    firingFromRest: current(firing.value),
    firingFromFiring: current(offset?.value ?? Number.NaN),
    rateThere: { value: offset?.rate ?? Number.NaN, unit: 'Hz' },
    rateThereError: { value: offset?.rateError ?? Number.NaN, unit: 'Hz' },
    tolerance: { value: tolerance, unit: '1' },
    rheobaseRun: ms(rheobase.duration),
    firingFromRestRun: ms(firing.duration),
    firingFromFiringRun: ms(offset?.duration ?? Number.NaN),
  };
}

function sentencesOn({ rheobase, chronaxie, jump, firing, offset }: Thresholds, unit: string): string[] {
  return [
    `At rest it takes ${said(rheobase.value)} ${unit} for a spike (rheobase), ${said(2 * rheobase.value)} ${unit} for ${said(chronaxie)} ms (chronaxie), or a jump of ${said(jump)} mV.`,
    offset
      ? `Switched on at rest, ${said(firing.value)} ${unit} makes it fire for good; once it fires, ${offsetWords(offset, unit)}.`
      : 'No steady current makes it fire for good.',
  ];
}

function offsetWords({ value, rate }: Offset, unit: string): string {
  if (!Number.isFinite(value)) return 'it fires on without a current';
  return `it fires on down to ${said(value)} ${unit}, at ${said(rate)} Hz there`;
}
