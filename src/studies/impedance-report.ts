import { type Complex, sizeOf } from '../dynamics/linear.ts';
import type { Rest } from './rest.ts';
import { type Setup, unitOfCurrents } from './setup.ts';
import type { Finding, Report, ReportColumn } from './study.ts';
import { said } from './words.ts';

/** The impedance of a membrane where it rests; currents in the unit of the setup, frequencies in Hz. */
export interface Impedance {
  readonly rest: Rest;
  readonly current: number;
  /** Of the chirp. */
  readonly amplitude: number;
  /** Frequencies, and the impedance at each: mV per unit of the current. */
  readonly frequencies: readonly number[];
  readonly measured: readonly Complex[];
  /** That of the linearised membrane. */
  readonly exact: readonly Complex[];
}

/** What the impedance of a current in the unit of a setup is in: mV per uA/cm2, or mV per nA. */
const unitOfImpedance = ({ unit }: Setup): string => (unit === 'nA' ? 'Mohm' : 'kohm cm2');

/** Magnitude and phase against frequency, beside those of the linearised membrane, and the resonance. */
export function impedanceReport(setup: Setup, found: Impedance): Report {
  const { frequencies, measured, exact } = found;
  const unit = unitOfImpedance(setup);
  const seen = seenIn(found);
  const magnitude = column('magnitude', seen.sizes, unit, 'Magnitude of the impedance');
  return {
    columns: [
      column('frequency', frequencies, 'Hz', 'frequency'),
      magnitude,
      column('phase', measured.map(phaseOf), 'deg', 'phase'),
      column('exact_magnitude', seen.exactSizes, unit, 'of the linearised membrane'),
      column('exact_phase', exact.map(phaseOf), 'deg', 'phase of the linearised membrane'),
    ],
    findings: findingsOf(found, seen, setup),
    sentences: sentencesOn(found, seen, setup),
    plot: { x: 'frequency_Hz', y: [magnitude.name] },
  };
}

const column = (name: string, values: readonly number[], unit: string, words: string): ReportColumn => ({
  name: `${name}_${unit.replace(' ', '_')}`,
  values,
  unit,
  words,
});

/** What magnitudes tell. */
interface Seen {
  readonly sizes: readonly number[];
  readonly exactSizes: readonly number[];
  readonly resonance: Resonance | undefined;
  /** The largest difference from the linearised membrane, relative. */
  readonly error: number;
}

function seenIn({ frequencies, measured, exact }: Impedance): Seen {
  const [sizes, exactSizes] = [measured.map(sizeOf), exact.map(sizeOf)];
  const error = Math.max(...sizes.map((size, i) => Math.abs(size / exactSizes[i]! - 1)));
  return { sizes, exactSizes, resonance: resonanceOf(frequencies, sizes, error), error };
}

function findingsOf(
  { rest, current, amplitude, frequencies }: Impedance,
  { sizes, exactSizes, resonance, error }: Seen,
  setup: Setup,
): Record<string, Finding> {
  const hertz = (value: number) => ({ value, unit: 'Hz' });
  return {
    current: { value: current, unit: unitOfCurrents(setup) },
    rest: { value: rest.potential, unit: 'mV' },
    resonance: hertz(resonance?.frequency ?? Number.NaN),
    magnitude: { value: resonance?.size ?? Math.max(...sizes), unit: unitOfImpedance(setup) },
    exactResonance: hertz(resonanceOf(frequencies, exactSizes)?.frequency ?? Number.NaN),
    lowest: hertz(frequencies[0]!),
    Q: { value: resonance ? resonance.size / sizes[0]! : Number.NaN, unit: '1' },
    largestError: { value: error, unit: '1' },
    amplitude: { value: amplitude, unit: unitOfCurrents(setup) },
    slowest: { value: 1 / rest.slowest, unit: 'ms' },
  };
}

function sentencesOn(
  { rest, current, frequencies }: Impedance,
  { sizes, resonance, error }: Seen,
  setup: Setup,
): string[] {
  const [from, to] = [frequencies[0]!, frequencies.at(-1)!];
  const unit = unitOfImpedance(setup);
  return [
    `At ${said(current)} ${unitOfCurrents(setup)} the membrane rests at ${said(rest.potential)} mV, where ${
      resonance
        ? `its impedance is largest at ${said(resonance.frequency)} Hz, ${said(resonance.size)} ${unit}, ${said(resonance.size / sizes[0]!)} times that at ${said(from)} Hz (Q)`
        : `its impedance has no resonance from ${said(from)} to ${said(to)} Hz: ${isFlat(sizes, error) ? 'it is the same everywhere' : `it is largest at ${said(sizes[0]! > sizes.at(-1)! ? from : to)} Hz`}`
    }.`,
    `It is within ${said(100 * error)} % of that of the linearised membrane at all frequencies.`,
  ];
}

const phaseOf = ({ re, im }: Complex): number => (180 / Math.PI) * Math.atan2(im, re);

interface Resonance {
  readonly frequency: number;
  readonly size: number;
}

/** Whether magnitudes differ by no more than their error, relative. */
const isFlat = (sizes: readonly number[], error: number): boolean =>
  Math.max(...sizes) <= Math.min(...sizes) * (1 + 2 * error);

/**
 * Where the magnitude is largest between the ends, by more than its error (relative): the parabola through 1 / magnitude^2 at three frequencies, as
 * near a resonance it is one.
 */
function resonanceOf(
  frequencies: readonly number[],
  sizes: readonly number[],
  error = 0,
): Resonance | undefined {
  const largest = Math.max(...sizes);
  const at = sizes.indexOf(largest);
  if (largest <= Math.max(sizes[0]!, sizes.at(-1)!) * (1 + 2 * error)) return undefined;
  const [before, best, after] = [at - 1, at, at + 1].map((i) => sizes[i]! ** -2) as [number, number, number];
  const aside = (before - after) / (2 * (before - 2 * best + after));
  return {
    frequency: frequencies[at]! + aside * (frequencies[at + 1]! - frequencies[at]!),
    size: (best - ((before - after) * aside) / 4) ** -0.5,
  };
}
