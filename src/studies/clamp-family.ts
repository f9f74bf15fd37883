import { currentColumn, levelColumn, timeColumn } from './clamp-columns.ts';
import { type Clamped, passiveOf } from './clamped.ts';
import { Largest } from './largest.ts';
import { inUnit, type Setup, unitOfCurrents } from './setup.ts';
import type { Finding, Lend, Report, ReportColumn } from './study.ts';
import { said } from './words.ts';

/** What flows in steps to all levels: peak, when it is there, and what is left at the end. */
export async function family(setup: Setup, clamped: Clamped, lend: Lend): Promise<Report> {
  const found = await measure(setup, clamped, lend);
  return {
    columns: columnsOf(found, setup, clamped),
    findings: findingsOf(found, setup, clamped),
    sentences: sentencesOn(found, setup, clamped),
    plot: {
      x: 'V_mV',
      y: ['peak', 'steady'].map((which) => currentColumn(setup, `ionic_${which}`, [], '').name),
    },
    details: { protocol: clamped.document },
  };
}

/** A current at each level, in the unit of the setup. */
interface Measured {
  readonly name: string;
  readonly peak: readonly number[];
  /** When the peak is there, ms after the step. */
  readonly time: readonly number[];
  readonly steady: readonly number[];
}

interface Found {
  /** All currents, and their sum last. */
  readonly currents: readonly Measured[];
  /** What flows inward at most at each level, and the level where that is most. */
  readonly inward: readonly number[];
  readonly most: number;
}

async function measure(setup: Setup, clamped: Clamped, lend: Lend): Promise<Found> {
  const { values } = clamped.course;
  const names = [...clamped.currents, 'ionic'];
  const largest = new Map(names.map((name) => [name, new Largest(values.length)]));
  // A large outward current at the end must not hide how far inward the whole is before.
  const inwards = new Largest(values.length);
  await clamped.run(lend, (_, step, flowing) => {
    for (const [name, one] of largest) one.add(step, flowing[name]!);
    inwards.add(
      step,
      flowing.ionic!.map((value) => Math.min(value, 0)),
    );
  });
  const currents = [...largest].map(([name, one]) => {
    const peaks = values.map((_, i) => one.of(i));
    return {
      name,
      peak: peaks.map(({ value }) => inUnit(setup, value)),
      time: peaks.map(({ step }) => step * clamped.dt),
      steady: Array.from(one.last, (value) => inUnit(setup, value)),
    };
  });
  const inward = values.map((_, i) => inUnit(setup, inwards.of(i).value));
  return { currents, inward, most: inward.indexOf(Math.min(...inward)) };
}

const columnsOf = ({ currents }: Found, setup: Setup, { course }: Clamped): ReportColumn[] => [
  levelColumn(course.values),
  ...currents.flatMap(({ name, peak, time, steady }) => [
    currentColumn(setup, `${name}_peak`, peak, `largest ${name}`),
    currentColumn(setup, `${name}_steady`, steady, `${name} at the end`),
    timeColumn(`${name}_peak_time`, time, `when ${name} is largest`),
  ]),
];

const lasted = ({ lasts, dt }: Clamped): number => lasts[0]! * dt;

/** Number of the level at which a current is largest. */
const largestAt = ({ peak }: Measured): number =>
  peak.reduce((best, value, i) => (Math.abs(value) > Math.abs(peak[best]!) ? i : best), 0);

function findingsOf({ currents, inward, most }: Found, setup: Setup, clamped: Clamped) {
  const { holding, values } = clamped.course;
  const unit = unitOfCurrents(setup);
  const findings: Record<string, Finding> = {
    holding: { value: holding, unit: 'mV' },
    duration: { value: lasted(clamped), unit: 'ms' },
  };
  for (const one of currents) {
    const at = largestAt(one);
    findings[`${one.name}Peak`] = { value: one.peak[at]!, unit };
    findings[`${one.name}PeakLevel`] = { value: values[at]!, unit: 'mV' };
    findings[`${one.name}PeakTime`] = { value: one.time[at]!, unit: 'ms' };
  }
  findings.inward = { value: inward[most]!, unit };
  findings.inwardLevel = { value: inward[most]! < 0 ? values[most]! : Number.NaN, unit: 'mV' };
  return findings;
}

function sentencesOn({ currents, inward, most }: Found, setup: Setup, clamped: Clamped): string[] {
  const { holding, values } = clamped.course;
  const unit = unitOfCurrents(setup);
  const unsaid = ['ionic', ...passiveOf(clamped)];
  const words = currents
    .filter(({ name }) => !unsaid.includes(name))
    .map((one) => {
      const at = largestAt(one);
      return `${one.name} ${said(one.peak[at]!)} ${unit} (at ${said(values[at]!)} mV, after ${said(one.time[at]!)} ms)`;
    });
  return [
    `In steps of ${said(lasted(clamped))} ms from ${said(holding)} mV to ${said(values[0]!)} to ${said(values.at(-1)!)} mV ${
      words.length > 0 ? `currents are at most ${words.join(', ')}` : 'no current changes'
    }.`,
    inward[most]! < 0
      ? `Together they flow inward with up to ${said(-inward[most]!)} ${unit} (at ${said(values[most]!)} mV).`
      : 'Together they flow nowhere inward.',
  ];
}
