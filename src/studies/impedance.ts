import { impedanceAt } from '../dynamics/impedance.ts';
import { type Complex, over } from '../dynamics/linear.ts';
import { runExperiment } from '../engine/run.ts';
import type { Simulation } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import type { Problem } from '../problem/problem.ts';
import { documentOf } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { type Rest, restAt } from './rest.ts';
import { experimentOf, inUnit, type Setup, unitOfCurrents } from './setup.ts';
import { Spectrum } from './spectrum.ts';
import type { Lend, Report, ReportColumn } from './study.ts';
import { said } from './words.ts';

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
/** Periods of the lowest frequency that a chirp lasts, and its least duration, ms. */
const PERIODS = 4;
const SHORTEST = 4000;
/** Time constants of the slowest way back to rest that are waited after the chirp: 3e-7 is left. */
const WAITED = 15;
/** Samples in a period of the highest frequency, where steps are so short; and steps at least. */
const SAMPLES = 200;
const STEPS = 20;
/** Most simulated time, ms, and most frequencies. */
const LONGEST = 300_000;
const MOST = 10_000;
/** Amplitudes of the neurons, as parts of that which is given. */
const PARTS = [1, -1, 0.5, -0.5] as const;

/**
 * The impedance of a membrane at rest against frequency, from a chirp: the Fourier integral of what V does over that of the current (E. Puil,
 * B. Gimbarzevsky and R. M. Miura, J. Neurophysiol. 55 (1986) 995-1016), from its onset until all has died away, so that nothing is cut off. Four
 * neurons get the chirp with either sign and two amplitudes: what is of even order in the amplitude cancels in the difference of the signs, what is of
 * third order between the amplitudes. The exact impedance of the linearised membrane stands beside it.
 * @throws InputError if an option is not valid or the membrane does not rest
 */
export async function impedance(options: ImpedanceOptions, lend: Lend): Promise<Report> {
  const { current = 0, from = FROM, to = TO, count = COUNT } = options;
  checkFrequencies(from, to, count);
  const frequencies = Array.from({ length: count }, (_, i) =>
    i === count - 1 && i > 0 ? to : from + ((to - from) * i) / Math.max(1, count - 1),
  );
  const rest = restAt(options, current);
  const exact = frequencies.map((frequency) => impedanceAt(rest, frequency));
  const amplitude = options.amplitude ?? MOVED / Math.max(...exact.map(sizeOf));
  checkAmplitude(amplitude, options);
  const chirped = experimentFor(options, { rest, current, from, to, amplitude });
  // What is recorded of the current is a density.
  const perUnit = 1 / inUnit(options, 1);
  const measured = (await measure(prepare(chirped), rest, frequencies, lend)).map(({ re, im }) => ({
    re: re * perUnit,
    im: im * perUnit,
  }));
  const unit = options.unit === 'nA' ? 'Mohm' : 'kohm cm2';
  const column = (name: string, values: readonly number[], its: string, words: string): ReportColumn => ({
    name: `${name}_${its.replace(' ', '_')}`,
    values,
    unit: its,
    words,
  });
  const [sizes, exactSizes] = [measured.map(sizeOf), exact.map(sizeOf)];
  const most = Math.max(...sizes.map((size, i) => Math.abs(size / exactSizes[i]! - 1)));
  const found = resonanceOf(frequencies, sizes);
  const ohm = (value: number) => ({ value, unit });
  const hertz = (value: number) => ({ value, unit: 'Hz' });
  return {
    columns: [
      column('frequency', frequencies, 'Hz', 'frequency'),
      column('magnitude', sizes, unit, 'Magnitude of the impedance'),
      column('phase', measured.map(phaseOf), 'deg', 'phase'),
      column('exact_magnitude', exactSizes, unit, 'of the linearised membrane'),
      column('exact_phase', exact.map(phaseOf), 'deg', 'phase of the linearised membrane'),
    ],
    findings: {
      current: { value: current, unit: unitOfCurrents(options) },
      rest: { value: rest.potential, unit: 'mV' },
      resonance: hertz(found?.frequency ?? Number.NaN),
      magnitude: ohm(found?.size ?? Math.max(...sizes)),
      exactResonance: hertz(resonanceOf(frequencies, exactSizes)?.frequency ?? Number.NaN),
      lowest: hertz(frequencies[0]!),
      Q: { value: found ? found.size / sizes[0]! : Number.NaN, unit: '1' },
      largestError: { value: most, unit: '1' },
      amplitude: { value: amplitude, unit: unitOfCurrents(options) },
      slowest: { value: 1 / rest.slowest, unit: 'ms' },
    },
    sentences: [
      `At ${said(current)} ${unitOfCurrents(options)} the membrane rests at ${said(rest.potential)} mV, where ${
        found
          ? `its impedance is largest at ${said(found.frequency)} Hz, ${said(found.size)} ${unit}, ${said(found.size / sizes[0]!)} times that at ${said(frequencies[0]!)} Hz (Q)`
          : `its impedance has no resonance from ${said(from)} to ${said(to)} Hz: it is largest at the end of that range`
      }.`,
      `It is within ${said(100 * most)} % of that of the linearised membrane at all frequencies.`,
    ],
    plot: { x: 'frequency_Hz', y: [column('magnitude', [], unit, '').name] },
    details: { protocol: documentOf(chirped) },
  };
}

interface Chirp {
  readonly rest: Rest;
  readonly current: number;
  readonly from: number;
  readonly to: number;
  readonly amplitude: number;
}

/** A chirp of whole turns, so that it ends where it is 0, and the time after it. */
function experimentFor(options: ImpedanceOptions, { rest, current, from, to, amplitude }: Chirp) {
  const { unit, duration = Math.max(SHORTEST, (1000 * PERIODS) / from) } = options;
  checkDuration(duration);
  const perTurn = 2000 / (from + to);
  const length = perTurn * Math.max(1, Math.round(duration / perTurn));
  const whole = length + WAITED / rest.slowest;
  if (whole > LONGEST) {
    throw new InputError(
      `current = ${current} ${unitOfCurrents(options)}: the membrane takes ${said(1 / rest.slowest)} ms to come back to rest, too long for a chirp; take another current`,
    );
  }
  const dt = options.dt ?? Math.min(experimentOf(options, {}).dt, 1000 / (STEPS * to));
  const experiment = experimentOf(
    { ...options, dt },
    {
      initial: { V: rest.potential },
      stimulus: [
        { kind: 'constant', amplitude: current, unit },
        { name: 'chirp', kind: 'chirp', amplitude, from, to, end: length, unit },
      ],
      sweep: { x: { vary: 'stimulus.chirp.amplitude', values: PARTS.map((part) => part * amplitude) } },
      duration: whole,
    },
  );
  const every = Math.max(1, Math.floor(1000 / (SAMPLES * to) / dt));
  const traces = { cells: [0, 1, 2, 3], every: every * dt, values: ['V', 'stimulus'] };
  return { ...experiment, record: { ...experiment.record, traces } };
}

/** The impedance at each frequency, in mV per unit of the current. */
async function measure(
  problem: Problem,
  rest: Rest,
  frequencies: readonly number[],
  lend: Lend,
): Promise<Complex[]> {
  const interval = problem.dt * problem.record.traces!.every;
  const spectrum = new Spectrum(frequencies, interval, 2);
  // Nonlinearity of third order is four times as large a part at the full amplitude as at half of it.
  const weights = PARTS.map((part) => (Math.abs(part) === 1 ? -1 / 6 : 8 / 6) * Math.sign(part));
  const of = (values: Float64Array, sample: number) =>
    weights.reduce((sum, weight, i) => sum + weight * values[sample * PARTS.length + i]!, 0);
  await lend(problem, async (simulation) => {
    await simulation.restore(atRest(simulation, rest));
    await runExperiment(simulation, {
      onTraces: ({ time, values }) => {
        for (let sample = 0; sample < time.length; sample++) {
          spectrum.add(of(values.V!, sample), of(values.stimulus!, sample));
        }
      },
    });
  });
  return frequencies.map((_, i) => over(spectrum.at(0, i), spectrum.at(1, i)));
}

/** All neurons where the membrane rests under its constant current. */
function atRest({ cells, problem }: Simulation, { state }: Rest) {
  const { dt, integrator } = problem;
  return {
    step: 0,
    dt,
    integrator: integrator.name,
    state: Object.fromEntries(
      Object.entries(state).map(([name, value]) => [name, new Float64Array(cells).fill(value)]),
    ),
  };
}

const sizeOf = ({ re, im }: Complex): number => Math.hypot(re, im);
const phaseOf = ({ re, im }: Complex): number => (180 / Math.PI) * Math.atan2(im, re);

/** Where the magnitude is largest between the ends: the parabola through 1 / magnitude^2 at three frequencies, as near a resonance it is one. */
function resonanceOf(frequencies: readonly number[], sizes: readonly number[]) {
  const at = sizes.indexOf(Math.max(...sizes));
  if (at === 0 || at === sizes.length - 1) return undefined;
  const [before, best, after] = [at - 1, at, at + 1].map((i) => sizes[i]! ** -2) as [number, number, number];
  const aside = (before - after) / (2 * (before - 2 * best + after));
  return {
    frequency: frequencies[at]! + aside * (frequencies[at + 1]! - frequencies[at]!),
    size: (best - ((before - after) * aside) / 4) ** -0.5,
  };
}

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

function checkDuration(duration: number): void {
  if (duration > 0 && duration <= LONGEST) return;
  throw new InputError(`duration = ${duration} ms is out of range: a chirp must last up to ${LONGEST} ms`);
}

function checkAmplitude(amplitude: number, setup: Setup): void {
  if (amplitude > 0) return;
  throw new InputError(
    `amplitude = ${amplitude} ${unitOfCurrents(setup)} is out of range: it must be greater than 0`,
  );
}
