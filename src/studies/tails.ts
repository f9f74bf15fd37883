import { currentColumn, levelColumn, shareColumn, timeColumn } from './clamp-columns.ts';
import type { Clamped } from './clamped.ts';
import { decayFit } from './fits.ts';
import { inUnit, type Setup, unitOfCurrents } from './setup.ts';
import type { Finding, Lend, Report } from './study.ts';
import { said } from './words.ts';

/** Samples of a tail that an exponential is fitted to, at most twice as many; and of all tails together, as long as there are 100 of each. */
const SAMPLES = 2000;
const ALL_SAMPLES = 4_000_000;
const LEAST_SAMPLES = 100;

/**
 * Tail currents: what flows just after V has jumped from a prepulse to a level, when gates are where the prepulse left them, and
 * the time constant with which it goes from there, of one exponential by least squares over the whole step.
 */
export async function tails(setup: Setup, clamped: Clamped, lend: Lend): Promise<Report> {
  const found = await measure(setup, clamped, lend);
  return {
    columns: [
      levelColumn(clamped.course.values, 'level after the prepulse'),
      ...found.flatMap(({ name, tail, tau, residual }) => [
        currentColumn(setup, `${name}_tail`, tail, `${name} just after the prepulse`),
        timeColumn(`${name}_tau`, tau, `time constant of ${name}`),
        shareColumn(`${name}_residual`, residual, 'what the exponential leaves'),
      ]),
    ],
    findings: findingsOf(found, setup, clamped),
    sentences: sentencesOn(found, setup, clamped),
    plot: { x: 'V_mV', y: clamped.currents.map((name) => currentColumn(setup, `${name}_tail`, [], '').name) },
    details: { protocol: clamped.document },
  };
}

/** The tail of a current at each level, in the unit of the setup; NaN where no exponential fits. */
interface Tail {
  readonly name: string;
  readonly tail: readonly number[];
  /** ms */
  readonly tau: readonly number[];
  /** What the exponential leaves, as a part of its size. */
  readonly residual: readonly number[];
}

/** Of all currents, and their sum last. */
async function measure(setup: Setup, clamped: Clamped, lend: Lend): Promise<readonly Tail[]> {
  const { values } = clamped.course;
  const names = [...clamped.currents, 'ionic'];
  const share = Math.max(LEAST_SAMPLES, ALL_SAMPLES / (values.length * names.length));
  const every = Math.max(1, Math.floor(clamped.lasts[1]! / Math.min(SAMPLES, share)));
  const times: number[] = [];
  const samples = new Map(names.map((name) => [name, values.map((): number[] => [])]));
  await clamped.run(lend, (level, step, flowing) => {
    if (level !== 1 || step % every !== 0) return;
    times.push(step * clamped.dt);
    for (const [name, rows] of samples) for (const [i, row] of rows.entries()) row.push(flowing[name]![i]!);
  });
  return [...samples].map(([name, rows]) => {
    const fits = rows.map((row) => decayFit(times, row));
    return {
      name,
      tail: rows.map(([first = Number.NaN]) => inUnit(setup, first)),
      tau: fits.map((fit) => fit?.tau ?? Number.NaN),
      residual: fits.map((fit) => (fit ? fit.residual / Math.abs(fit.size) : Number.NaN)),
    };
  });
}

// The tails that are named are those at the first level: far from where currents turn, so that gates close for good.

function findingsOf(found: readonly Tail[], setup: Setup, { course }: Clamped): Record<string, Finding> {
  const findings: Record<string, Finding> = {
    holding: { value: course.holding, unit: 'mV' },
    prepulse: { value: course.levels[0]!, unit: 'mV' },
    prepulseDuration: { value: course.durations[0]!, unit: 'ms' },
  };
  for (const { name, tail, tau } of found) {
    findings[`${name}Tail`] = { value: tail[0]!, unit: unitOfCurrents(setup) };
    findings[`${name}Tau`] = { value: tau[0]!, unit: 'ms' };
  }
  return findings;
}

function sentencesOn(found: readonly Tail[], setup: Setup, { course }: Clamped): string[] {
  const { values, levels, durations, holding } = course;
  const words = found
    .filter(({ tau }) => Number.isFinite(tau[0]))
    .map(
      ({ name, tail, tau }) => `${name} ${said(tail[0]!)} ${unitOfCurrents(setup)} with ${said(tau[0]!)} ms`,
    );
  return [
    `Held at ${said(holding)} mV, V is stepped to ${said(levels[0]!)} mV for ${said(durations[0]!)} ms and then to ${said(values[0]!)} to ${said(values.at(-1)!)} mV.`,
    words.length > 0
      ? `At ${said(values[0]!)} mV tails begin and decay thus: ${words.join(', ')}.`
      : 'No current changes after the prepulse.',
  ];
}
