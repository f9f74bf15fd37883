import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { currentColumn, levelColumn, shareColumn } from './clamp-columns.ts';
import { type Clamped, conductancesOf } from './clamped.ts';
import { boltzmannFit } from './fits.ts';
import { Largest } from './largest.ts';
import { inUnit, type Setup } from './setup.ts';
import type { Finding, Lend, Report, ReportColumn } from './study.ts';
import { said } from './words.ts';

interface Asked extends Setup {
  /** Names of currents. */
  readonly of?: readonly string[] | undefined;
}

/** Fewest levels that a curve of three parameters is fitted to. */
const LEAST_LEVELS = 4;
/** A current inactivates by default if after some prepulse it reaches no more than this part of its largest. */
const INACTIVATED = 0.5;

/** Peak conductances against the level, as parts of the largest one, and the Boltzmann curve through them. */
export async function activation(setup: Asked, clamped: Clamped, lend: Lend): Promise<Report> {
  const { values } = clamped.course;
  checkCount(values);
  const known = conductancesOf(clamped);
  const names = chosen(setup.of, [...known.keys()], clamped);
  const conductances = names.map((name) => known.get(name)!);
  const peaks = await peaksIn(clamped, lend, 0, conductances);
  const found = conductances.map((name) => curveOf(name, values, peaks.get(name)!));
  return {
    ...reportOn(
      found.map((one) => ({ ...one, kind: 'activation' })),
      clamped,
      ({ name, peaks: of }) => ({
        name: `${name.replace(/_open$/, '')}_peak_mS_cm2`,
        values: of,
        unit: 'mS/cm2',
        words: `largest ${name}`,
      }),
    ),
  };
}

/** Peak currents in a test pulse against the prepulse, as parts of the largest one, and the Boltzmann curve through them. */
export async function inactivation(setup: Asked, clamped: Clamped, lend: Lend): Promise<Report> {
  const { values } = clamped.course;
  checkCount(values);
  const asked = setup.of && chosen(setup.of, clamped.currents, clamped);
  const peaks = await peaksIn(clamped, lend, 1, asked ?? clamped.currents);
  const names = asked ?? clamped.currents.filter((name) => isInactivated(peaks.get(name)!));
  if (names.length === 0) {
    throw new InputError(
      `no current of "${clamped.experiment.model.name}" inactivates in these prepulses; take other levels, or say which currents are meant`,
    );
  }
  const found = names.map((name) => curveOf(name, values, peaks.get(name)!));
  return reportOn(
    found.map((one) => ({ ...one, kind: 'inactivation' })),
    clamped,
    ({ name, peaks: of }) =>
      currentColumn(
        setup,
        `${name}_peak`,
        of.map((value) => inUnit(setup, value)),
        `largest ${name} in the test pulse`,
      ),
  );
}

/** Whether the peak after the highest prepulse is small beside the largest one. */
function isInactivated(peaks: readonly number[]): boolean {
  const most = peaks.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return most > 0 && Math.abs(peaks.at(-1)!) <= INACTIVATED * most;
}

/** The largest values of some quantities in every neuron while one of the levels lasts. */
async function peaksIn(clamped: Clamped, lend: Lend, level: number, names: readonly string[]) {
  const { values } = clamped.course;
  const largest = new Map(names.map((name) => [name, new Largest(values.length)]));
  await clamped.run(lend, (at, step, flowing) => {
    if (at !== level) return;
    for (const [name, one] of largest) one.add(step, flowing[name]!);
  });
  return new Map([...largest].map(([name, one]) => [name, values.map((_, i) => one.of(i).value)]));
}

/** Those that are asked for, or all that are known. @throws InputError if one is not */
function chosen(
  asked: readonly string[] | undefined,
  known: readonly string[],
  { experiment: { model } }: Clamped,
): readonly string[] {
  const all = model.currents.map(({ name }) => name);
  const unknown = asked?.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `of = "${shown(unknown)}" is no current of "${model.name}"${suggestion(unknown, all)}`,
    );
  }
  const lacking = asked?.find((name) => !known.includes(name));
  if (lacking !== undefined) {
    throw new InputError(
      `of = "${shown(lacking)}" has no activation curve: its conductance does not change, or it has none; those of "${model.name}" that have one: ${known.join(', ') || 'none'}`,
    );
  }
  const names = asked ?? known;
  if (names.length === 0)
    throw new InputError(`no current of "${model.name}" has a conductance that changes`);
  return names;
}

function checkCount(values: readonly number[]): void {
  if (values.length >= LEAST_LEVELS) return;
  throw new InputError(
    `count = ${values.length} is out of range: a curve of three parameters takes at least ${LEAST_LEVELS} levels`,
  );
}

interface Curve {
  readonly name: string;
  readonly peaks: readonly number[];
  readonly parts: readonly number[];
  readonly fit: ReturnType<typeof boltzmannFit>;
}

function curveOf(name: string, values: readonly number[], peaks: readonly number[]): Curve {
  const most = peaks.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  const parts = peaks.map((value) => value / (most || 1));
  return { name, peaks, parts, fit: boltzmannFit(values, parts) };
}

function reportOn(
  curves: readonly (Curve & { readonly kind: string })[],
  clamped: Clamped,
  peakColumn: (curve: Curve) => ReportColumn,
): Report {
  const { values, holding } = clamped.course;
  const findings: Record<string, Finding> = { holding: { value: holding, unit: 'mV' } };
  const words = curves.map(({ name, fit }) => {
    const own = name.replace(/_open$/, '');
    findings[`${own}Half`] = { value: fit.half, unit: 'mV' };
    findings[`${own}Slope`] = { value: fit.slope, unit: 'mV' };
    findings[`${own}Amplitude`] = { value: fit.amplitude, unit: '1' };
    findings[`${own}Residual`] = { value: fit.residual, unit: '1' };
    return `${own} is half at ${said(fit.half)} mV with a slope factor of ${said(fit.slope)} mV; the fit leaves ${said(fit.residual)} of the largest`;
  });
  const kind = curves[0]!.kind;
  const shares = curves.flatMap(({ name, parts, fit }) => {
    const own = name.replace(/_open$/, '');
    return [
      shareColumn(`${own}_${kind}`, parts, `${own}, part of the largest`),
      shareColumn(`${own}_fit`, values.map(fit.at), 'Boltzmann curve'),
    ];
  });
  return {
    columns: [
      levelColumn(values, kind === 'inactivation' ? 'level of the prepulse' : 'level'),
      ...curves.map(peakColumn),
      ...shares,
    ],
    findings,
    sentences: [
      `Held at ${said(holding)} mV, ${kind} is measured at ${values.length} levels from ${said(values[0]!)} to ${said(values.at(-1)!)} mV, and amplitude / (1 + exp(-(V - half) / slope)) fitted to it.`,
      `${words.join('; ')}.`,
    ],
    plot: { x: 'V_mV', y: curves.map(({ name }) => `${name.replace(/_open$/, '')}_${kind}`) },
    details: { protocol: clamped.document },
  };
}
