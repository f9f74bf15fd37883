import { impedanceAt } from '../dynamics/impedance.ts';
import { sizeOf } from '../dynamics/linear.ts';
import { InputError } from '../input/schema.ts';
import { documentOf } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { chirped, measuredImpedance } from './chirp.ts';
import { impedanceReport } from './impedance-report.ts';
import { restAt } from './rest.ts';
import { inUnit, type Setup, unitOfCurrents } from './setup.ts';
import type { Lend, Report } from './study.ts';

/** What is asked of the impedance of a membrane. Frequencies in Hz, currents in the unit of the setup. */
export interface ImpedanceOptions extends Setup {
  /** The constant current under which it rests; 0 by default. */
  readonly current?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly count?: number | undefined;
  /** Of the chirp; by default so small that V is moved by some 0.2 mV. */
  readonly amplitude?: number | undefined;
  /** Of the chirp, ms; by default four periods of the lowest frequency, and 4 s at least. */
  readonly duration?: number | undefined;
}

export const [FROM, TO, COUNT] = [1, 200, 200];
/** How far V is moved where the impedance is largest, mV: far above what rounding does, and little beside what gates need. */
const MOVED = 0.2;

/**
 * The impedance of a membrane at rest against frequency, from a chirp: the Fourier integral of what V does over that of the current (E. Puil,
 * B. Gimbarzevsky and R. M. Miura, J. Neurophysiol. 55 (1986) 995-1016), from its onset until all has died away, so that nothing is cut off. Four
 * neurons get the chirp with either sign and two amplitudes: what is of even order in the amplitude cancels in the difference of the signs, what is of
 * third order between the amplitudes. The exact impedance of the linearised membrane stands beside it.
 * @throws InputError if an option is not valid or the membrane does not rest
 */
export async function impedance(options: ImpedanceOptions, lend: Lend): Promise<Report> {
  const { current = 0, from = FROM, to = TO, count = COUNT, duration } = options;
  checkFrequencies(from, to, count);
  const frequencies = Array.from({ length: count }, (_, i) =>
    i === count - 1 && i > 0 ? to : from + ((to - from) * i) / Math.max(1, count - 1),
  );
  const rest = restAt(options, current);
  const exact = frequencies.map((frequency) => impedanceAt(rest, frequency));
  const amplitude = options.amplitude ?? MOVED / Math.max(...exact.map(sizeOf));
  checkAmplitude(amplitude, options);
  const experiment = chirped(options, { rest, current, from, to, amplitude, duration });
  // What is recorded of the current is a density.
  const perUnit = 1 / inUnit(options, 1);
  const found = (await measuredImpedance(prepare(experiment), rest, frequencies, lend)).map(({ re, im }) => ({
    re: re * perUnit,
    im: im * perUnit,
  }));
  return {
    ...impedanceReport(options, { rest, current, amplitude, frequencies, measured: found, exact }),
    details: { protocol: documentOf(experiment) },
  };
}

/** Most frequencies. */
const MOST = 10_000;
const [LEAST_FREQUENCY, MOST_FREQUENCY] = [0.05, 5000];

function checkFrequencies(from: number, to: number, count: number): void {
  for (const [name, value] of Object.entries({ from, to })) {
    if (value >= LEAST_FREQUENCY && value <= MOST_FREQUENCY) continue;
    throw new InputError(
      `${name} = ${value} Hz is out of range: frequencies must be ${LEAST_FREQUENCY} to ${MOST_FREQUENCY} Hz`,
    );
  }
  if (!(from < to)) {
    throw new InputError(`from = ${from} Hz must be less than to = ${to} Hz; exchange them, or give others`);
  }
  if (!(Number.isInteger(count) && count >= 3 && count <= MOST)) {
    throw new InputError(`count = ${count} is out of range: it must be a whole number from 3 to ${MOST}`);
  }
}

function checkAmplitude(amplitude: number, setup: Setup): void {
  if (amplitude > 0) return;
  throw new InputError(
    `amplitude = ${amplitude} ${unitOfCurrents(setup)} is out of range: it must be greater than 0`,
  );
}
