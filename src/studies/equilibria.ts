import type { CycleBranch } from '../dynamics/branches.ts';
import type { Cycle } from '../dynamics/cycle.ts';
import { type Diagram, diagramOf } from '../dynamics/diagram.ts';
import type { Equilibrium } from '../dynamics/equilibria.ts';
import { breathe } from '../engine/pause.ts';
import { InputError } from '../input/schema.ts';
import type { MembraneInput } from '../model/membrane.ts';
import { otherUnit } from '../protocol/current.ts';
import {
  documentOf,
  type Experiment,
  type ExperimentInput,
  parseExperiment,
  validRange,
} from '../protocol/experiment.ts';
import { systemOf } from '../protocol/prepare.ts';
import { sentencesOn } from './equilibria-words.ts';
import type { Finding, Report, ReportColumn } from './study.ts';

/** What a neuron is followed against, and which neuron. */
export interface EquilibriaOptions {
  readonly model?: string | MembraneInput | undefined;
  /** Values of the membrane's parameters that are not the default. */
  readonly parameters?: Readonly<Record<string, number>> | undefined;
  /** The number that equilibria and cycles are followed against; the constant current by default. */
  readonly vary?: string | undefined;
  /** Bounds of that number; by default 0 to 200 uA/cm2 of a current, and the range of a parameter. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The constant current where something else is varied; 0 by default. */
  readonly current?: number | undefined;
  /** Of the currents; uA/cm2 by default. */
  readonly unit?: string | undefined;
  /** Which of the two the rows are; equilibria by default. */
  readonly rows?: 'equilibria' | 'cycles' | undefined;
  /** Wall time (s) after which no further cycles are followed. */
  readonly seconds?: number | undefined;
  /** Called before each stage, with what is followed, in words. */
  onStage?(words: string): void;
}

/** The diagram, what is printed of it, and the experiment that it belongs to. */
export interface EquilibriaStudy {
  readonly diagram: Diagram;
  readonly report: Report;
  readonly experiment: ExperimentInput;
}

/** The quantity that is varied. */
export interface Varied {
  /** In names of columns and in words. */
  readonly name: string;
  readonly unit: string;
  readonly also?: { readonly unit: string; readonly factor: number } | undefined;
  readonly isCurrent: boolean;
}

const CURRENT = 'stimulus.amplitude';
/** Currents that are looked at where nothing is said, uA/cm2. */
const CURRENTS = [0, 200] as const;

/**
 * Equilibria, cycles and the onset of firing of one neuron under a constant current, from its equations alone.
 * @throws InputError that names what cannot be followed
 */
export async function studyEquilibria(options: EquilibriaOptions = {}): Promise<EquilibriaStudy> {
  const { vary = CURRENT, rows = 'equilibria', seconds, onStage } = options;
  const experiment = experimentOf(options, vary);
  const { from, to } = boundsOf(options, vary, experiment);
  checkBounds(experiment, vary, from, to);
  const varied = variedOf(experiment, vary);
  const diagram = await diagramOf(systemOf(experiment), {
    path: vary,
    from,
    to,
    ...(seconds === undefined ? {} : { seconds }),
    ...(onStage && { onStage }),
    pause: breathe,
  });
  const columns = rows === 'cycles' ? cycleColumns(diagram, varied) : equilibriumColumns(diagram, varied);
  const report: Report = {
    columns,
    findings: findingsOf(diagram, varied),
    sentences: sentencesOn(experiment.model.name, diagram, varied),
    plot:
      rows === 'cycles'
        ? { x: columns[0]!.name, y: ['lowest_mV', 'highest_mV'] }
        : { x: columns[0]!.name, y: ['V_mV'], points: extremesOf(diagram) },
    details: detailsOf(diagram),
  };
  return { diagram, report, experiment: documentOf(experiment) };
}

function experimentOf({ model, parameters, current = 0, unit }: EquilibriaOptions, vary: string): Experiment {
  const stimulus = { kind: 'constant', amplitude: current, unit };
  // One value of what is varied tells whether it can be; the step is of no concern.
  const document = { model, parameters, stimulus, dt: 0.05 };
  const experiment = parseExperiment(document);
  const start = vary === CURRENT ? current : experiment.parameters[vary.replace(/^parameters\./, '')];
  const value = start ?? 0;
  parseExperiment({ ...document, sweep: { x: { vary, values: [value] } } });
  return experiment;
}

function boundsOf({ from, to, unit }: EquilibriaOptions, vary: string, experiment: Experiment) {
  const range = validRange(experiment.model, vary);
  const density = unit === 'nA' ? (otherUnit(experiment.model, 'nA')?.factor ?? 1) : 1;
  return {
    from: from ?? range?.[0] ?? CURRENTS[0] / density,
    to: to ?? range?.[1] ?? CURRENTS[1] / density,
  };
}

function checkBounds(experiment: Experiment, vary: string, from: number, to: number): void {
  if (!(from < to)) {
    throw new InputError(`from = ${from} must be less than to = ${to}; exchange them, or give others`);
  }
  const range = validRange(experiment.model, vary);
  if (!range) return;
  for (const [name, value] of Object.entries({ from, to })) {
    if (value >= range[0] && value <= range[1]) continue;
    throw new InputError(
      `${name} = ${value} ${range[2]} is out of range: ${vary} must be ${range[0]} to ${range[1]} ${range[2]}`,
    );
  }
}

function variedOf(experiment: Experiment, vary: string): Varied {
  const { unit, also } = systemOf(experiment).numbers.find(({ path }) => path === vary)!;
  const isCurrent = vary === CURRENT;
  return { name: isCurrent ? 'current' : vary.replace(/^parameters\./, ''), unit, also, isCurrent };
}

const withUnit = (name: string, unit: string): string =>
  unit === '1' ? name : `${name}_${unit.replaceAll('/', '_')}`;

function variedColumns({ name, unit, also }: Varied, values: readonly number[]): ReportColumn[] {
  const column = (its: string, factor: number): ReportColumn => ({
    name: withUnit(name, its),
    values: values.map((value) => factor * value),
    unit: its,
    words: name,
  });
  return [column(unit, 1), ...(also ? [column(also.unit, also.factor)] : [])];
}

function equilibriumColumns({ equilibria, potential }: Diagram, varied: Varied): ReportColumn[] {
  const points = equilibria.flat();
  const number = (name: string, unit: string, words: string, of: (one: Equilibrium) => number) => ({
    name,
    unit,
    words,
    values: points.map(of),
  });
  return [
    ...variedColumns(
      varied,
      points.map(({ parameter }) => parameter),
    ),
    number('V_mV', 'mV', 'Equilibria and extremes of cycles', ({ state }) => state[potential]!),
    number('stable', '1', '1 where it is stable', ({ stable }) => Number(stable)),
    number('eigenvalue_re_per_ms', '1/ms', 'largest real part', ({ eigenvalues }) => eigenvalues[0]!.re),
    number('eigenvalue_im_per_ms', '1/ms', 'its imaginary part', ({ eigenvalues }) => eigenvalues[0]!.im),
    { name: 'point', unit: '1', words: 'special point', values: points.map(({ point = '' }) => point) },
    {
      name: 'branch',
      unit: '1',
      words: 'curve of equilibria',
      values: equilibria.flatMap((branch, i) => branch.map(() => i + 1)),
    },
  ];
}

/** The extremes of all cycles, against what is varied. */
const extremesOf = ({ cycles }: Diagram): [x: number, y: number][] =>
  cycles
    .flatMap((branch) => branch.cycles)
    .flatMap(({ parameter, lowest, highest }) => [
      [parameter, lowest],
      [parameter, highest],
    ]);

/** What a point of a branch of cycles is called. */
const pointName = ({ point }: Cycle): string => (point === 'fold' ? 'fold of cycles' : (point ?? ''));

function cycleColumns({ cycles }: Diagram, varied: Varied): ReportColumn[] {
  const all = cycles.flatMap((branch) => branch.cycles);
  const number = (name: string, unit: string, words: string, of: (one: Cycle) => number) => ({
    name,
    unit,
    words,
    values: all.map(of),
  });
  const largest = ({ multipliers: [first] }: Cycle) => (first ? Math.hypot(first.re, first.im) : Number.NaN);
  return [
    ...variedColumns(
      varied,
      all.map(({ parameter }) => parameter),
    ),
    number('lowest_mV', 'mV', 'Lowest potential of a cycle', ({ lowest }) => lowest),
    number('highest_mV', 'mV', 'highest potential', ({ highest }) => highest),
    number('period_ms', 'ms', 'period', ({ period }) => period),
    number('rate_Hz', 'Hz', 'rate', ({ frequency }) => frequency),
    number('stable', '1', '1 where it is stable', ({ stable }) => Number(stable)),
    number('multiplier', '1', 'size of the largest multiplier', largest),
    { name: 'point', unit: '1', words: 'special point', values: all.map(pointName) },
    {
      name: 'branch',
      unit: '1',
      words: 'branch of cycles',
      values: cycles.flatMap((branch, i) => branch.cycles.map(() => i + 1)),
    },
  ];
}

function findingsOf({ hopfs, equilibria, cycles, excitability }: Diagram, { unit }: Varied) {
  const findings: Record<string, Finding> = {};
  for (const [i, { equilibrium, frequency, lyapunov }] of hopfs.entries()) {
    findings[`hopf${i + 1}`] = { value: equilibrium.parameter, unit };
    findings[`hopf${i + 1}Frequency`] = { value: frequency, unit: 'Hz' };
    findings[`hopf${i + 1}Lyapunov`] = { value: lyapunov, unit: '1' };
  }
  const folds = equilibria.flat().filter(({ point }) => point === 'fold');
  for (const [i, { parameter }] of folds.entries()) findings[`fold${i + 1}`] = { value: parameter, unit };
  for (const [i, { parameter, frequency }] of cycleFolds(cycles).entries()) {
    findings[`foldOfCycles${i + 1}`] = { value: parameter, unit };
    findings[`foldOfCycles${i + 1}Rate`] = { value: frequency, unit: 'Hz' };
  }
  const { onset, spikesFrom } = excitability;
  findings.class = { value: excitability.class ?? Number.NaN, unit: '1' };
  findings.onset = { value: onset?.parameter ?? Number.NaN, unit };
  findings.onsetRate = { value: onset?.frequency ?? Number.NaN, unit: 'Hz' };
  findings.spikesFrom = { value: spikesFrom ?? Number.NaN, unit };
  return findings;
}

const cycleFolds = (cycles: readonly CycleBranch[]): Cycle[] =>
  cycles.flatMap((branch) => branch.cycles).filter(({ point }) => point === 'fold');

/** All that was found, with every state, eigenvalue and multiplier. */
function detailsOf({ states, equilibria, hopfs, cycles, excitability, gaps }: Diagram) {
  const named = (state: readonly number[]) => Object.fromEntries(states.map((name, i) => [name, state[i]]));
  const equilibrium = ({ parameter, state, eigenvalues, stable, point }: Equilibrium) => ({
    parameter,
    state: named(state),
    stable,
    eigenvalues,
    ...(point && { point }),
  });
  return {
    equilibria: equilibria.map((branch) => branch.map(equilibrium)),
    folds: equilibria
      .flat()
      .filter(({ point }) => point === 'fold')
      .map(equilibrium),
    hopf: hopfs.map(({ equilibrium: at, frequency, lyapunov, cubic, criticality }) => ({
      ...equilibrium(at),
      frequency_Hz: frequency,
      lyapunov,
      cubic_per_ms_mV2: cubic,
      criticality,
    })),
    cycles: cycles.map(({ cycles: branch, ends }) => ({
      ends,
      cycles: branch.map((one) => ({
        parameter: one.parameter,
        period_ms: one.period,
        rate_Hz: one.frequency,
        lowest_mV: one.lowest,
        highest_mV: one.highest,
        amplitude_mV: one.highest - one.lowest,
        stable: one.stable,
        multipliers: one.multipliers,
        ...(one.point && { point: pointName(one) }),
      })),
    })),
    foldsOfCycles: cycleFolds(cycles).map(({ parameter, frequency }) => ({ parameter, rate_Hz: frequency })),
    excitability,
    gaps,
  };
}
