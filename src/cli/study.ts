import { type Command, Option } from 'commander';
import type { AdapterDescription } from '../engine/simulation.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import { documentOf, parseExperiment } from '../protocol/experiment.ts';
import { INTEGRATOR, type Setup } from '../studies/setup.ts';
import type { Lend, Report } from '../studies/study.ts';
import { parseNumber } from './arguments.ts';
import { type Backend, type Choice, withSimulation } from './backend.ts';
import { readModel } from './document.ts';
import { kernelDigest } from './kernel-digest.ts';
import { calledAlike, inOptions, neuronNames, sweepNames } from './option-names.ts';
import { backendOption, modelOption, setOption } from './options.ts';
import { printReport } from './report.ts';
import type { Streams } from './streams.ts';
import { StudyProgress } from './study-progress.ts';

/** The options that commands for studies have in common; currents in `unit`, times in ms. */
export interface StudyOptions {
  readonly model?: string;
  readonly set?: Record<string, number>;
  readonly unit?: 'uA/cm2' | 'nA';
  readonly dt?: number;
  readonly integrator?: NonNullable<Setup['integrator']>;
  readonly backend: Backend;
  readonly json?: boolean;
}

/**
 * A command with the options that studies have in common.
 * @param backend the engine that it takes unless another one is asked for
 * @param integrator the same of the integrator
 */
export function studyCommand(
  program: Command,
  name: string,
  backend: Backend = 'auto',
  integrator: NonNullable<Setup['integrator']> = INTEGRATOR,
): Command {
  return program
    .command(name)
    .addOption(modelOption())
    .addOption(setOption())
    .addOption(
      new Option('--unit <unit>', 'of currents; nA for a model with an area')
        .choices(['uA/cm2', 'nA'])
        .default('uA/cm2'),
    )
    .option('--dt <ms>', 'step (default: the one that the model needs)', parseNumber)
    .addOption(
      new Option('--integrator <name>', 'how steps are taken').choices(integratorNames).default(integrator),
    )
    .addOption(backendOption(backend))
    .option('--json', 'print what was studied, what was found and the rows as JSON');
}

/** Lends simulations for one study, and knows on what the last one ran, and what all of them ran. */
export class Lender {
  readonly #choice: Choice = { work: 0 };
  adapter: AdapterDescription | undefined;
  readonly #kernels = new Set<string>();

  /** @param progress shows how far each of them is, where that is to be shown */
  constructor(
    private readonly backend: Backend,
    private readonly stderr: NodeJS.WritableStream,
    private readonly progress?: StudyProgress,
  ) {}

  /** Digests of what ran, in the order in which it did so first. */
  get kernels(): readonly string[] {
    return [...this.#kernels];
  }

  readonly lend: Lend = (problem, use) => {
    // It may be said on which engine this one runs.
    this.progress?.pause();
    return withSimulation(
      problem,
      { backend: this.backend },
      this.stderr,
      (simulation) => {
        this.adapter = simulation.adapter;
        this.#kernels.add(kernelDigest(simulation));
        return use(this.progress?.watch(simulation) ?? simulation);
      },
      this.#choice,
    );
  };
}

/** What the studies call the values of their options. */
const names = {
  ...neuronNames,
  ...sweepNames,
  'stimulus.sigma': '--noise: sigma',
  'stimulus.tau': '--noise: tau',
  ...calledAlike('from', 'to', 'count', 'levels', 'holding', 'current', 'amplitude', 'width', 'interval'),
  ...calledAlike('duration', 'of', 'range', 'trials', 'seed', 'tolerance'),
};

/** Does a study with the options that are common to all, and prints its report. */
export async function runStudy(
  { model, set, unit, dt, integrator, backend, json }: StudyOptions,
  { stderr, ...streams }: Streams,
  study: (setup: Setup, lend: Lend) => Promise<Report>,
): Promise<void> {
  const progress = new StudyProgress(stderr);
  const setup: Setup = {
    model: model === undefined ? undefined : readModel(model),
    parameters: set,
    unit,
    dt,
    integrator,
    onStage: progress.stage,
  };
  const lender = new Lender(backend, stderr, progress);
  try {
    const { model: membrane, parameters } = setup;
    const experiment = documentOf(
      parseExperiment({
        model: membrane,
        parameters: { ...parameters },
        stimulus: { kind: 'constant', amplitude: 0, unit },
        dt,
        integrator,
      }),
    );
    const report = await study(setup, lender.lend);
    progress.stop();
    const { adapter, kernels } = lender;
    await printReport(report, { json, adapter, kernels, experiment }, { stderr, ...streams });
  } catch (error) {
    throw inOptions(error, names);
  } finally {
    progress.stop();
  }
}
