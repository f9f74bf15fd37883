import { type Command, Option } from 'commander';
import { version } from '../../package.json';
import { runExperiment } from '../engine/run.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import { populationSize } from '../population/columns.ts';
import { axisValue } from '../population/sweep.ts';
import { DEFAULT_INTEGRATOR, documentOf, type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { remarksOn } from '../protocol/remarks.ts';
import { LARGEST_STEP } from '../protocol/step.ts';
import { stimulusUnit } from '../protocol/stimulus.ts';
import { measureColumns, variedColumns } from '../tables/columns.ts';
import { csvHeader, csvRows, jsonRow } from '../tables/csv.ts';
import { parseNumber } from './arguments.ts';
import { withSimulation } from './backend.ts';
import { type BranchFlags, branches } from './branches.ts';
import { say } from './fail.ts';
import { type FIOptions, fiExperiment } from './fi-experiment.ts';
import { kernelDigest } from './kernel-digest.ts';
import { backendOption, estimateOption, modelOption, setOption, valuesOption } from './options.ts';
import { sayPeak } from './peak.ts';
import { plotCurve } from './plot.ts';
import { errorOf, withMethod } from './precision.ts';
import { showProgress } from './progress.ts';
import { type Streams, writeAll } from './streams.ts';

/** `loligo fi`: the f-I curve, or branches of it. */
export function addFi(program: Command, streams: Streams): void {
  program
    .command('fi')
    .description('measure firing frequency against constant current and print the f-I curve as CSV')
    .addOption(modelOption())
    .option('--from <current>', 'lowest current', parseNumber, 0)
    .option('--to <current>', 'highest current', parseNumber, 60)
    .option('--count <number>', 'number of evenly spaced currents', parseNumber, 61)
    .option('--unit <unit>', 'of the currents: uA/cm2, or nA for a model with an area (default: uA/cm2)')
    .addOption(valuesOption())
    .option('--duration <ms>', 'simulated time from rest', parseNumber, 1000)
    .option('--settle <ms>', 'time before the measurement begins', parseNumber, 300)
    .option('--dt <ms>', `step (default: ${LARGEST_STEP}, smaller where a neuron is faster)`, parseNumber)
    .option('--integrator <name>', `${integratorNames.join(', ')} (default: ${DEFAULT_INTEGRATOR})`)
    .addOption(
      new Option('--accuracy <percent>', 'choose dt and integrator for such an error of the rates')
        .argParser(parseNumber)
        .conflicts(['dt', 'integrator']),
    )
    .addOption(setOption())
    .addOption(backendOption())
    .option('--from-rest', 'the branch of neurons that come to their currents slowly from rest')
    .option('--from-firing', 'the branch of neurons that come from firing; with both, the bistable window')
    .addOption(estimateOption())
    .option('--json', 'print the complete experiment and the rows as JSON')
    .addHelpText('after', parameterHelp)
    .action((options: FIOptions & BranchFlags) =>
      options.fromRest || options.fromFiring ? branches(options, streams) : fi(options, streams),
    );
}

/** Measures the firing rate under constant currents, one neuron for each, and prints the curve. */
async function fi(options: FIOptions, { stdout, stderr }: Streams): Promise<void> {
  const { experiment, accuracy } = await withMethod(fiExperiment(options), options.backend, stderr);
  for (const remark of remarksOn(experiment)) say(stderr, remark);
  const axis = experiment.sweep.x!;
  const progress = showProgress(stderr);
  const problem = prepare(experiment);
  const { measures, adapter, kernel } = await withSimulation(
    problem,
    options,
    stderr,
    async (simulation) => ({
      measures: await runExperiment(simulation, { onProgress: (state) => progress.update(state) }),
      adapter: simulation.adapter,
      kernel: kernelDigest(simulation),
    }),
  ).finally(() => progress.stop());
  sayPeak(problem, measures, stderr);
  const estimated = options.estimate ? await errorOf(experiment, measures, adapter) : undefined;

  const columns = [...variedColumns(problem, () => 'current'), ...measureColumns(measures)];
  const rows = populationSize(experiment.sweep);
  if (options.json) {
    const result = {
      version,
      adapter,
      kernel,
      ...(accuracy && { accuracy }),
      ...(estimated?.error && { error: estimated.error }),
      experiment: documentOf(experiment),
      rows: Array.from({ length: rows }, (_, i) => jsonRow(columns, i)),
    };
    await writeAll(stdout, [`${JSON.stringify(result, null, 2)}\n`]);
  } else {
    await writeAll(stdout, [csvHeader(columns)]);
    await writeAll(stdout, csvRows(columns, rows));
  }
  if (stderr.isTTY) {
    const currents = Array.from({ length: rows }, (_, i) => axisValue(axis, i));
    stderr.write(
      `${plotCurve(currents, [...measures.rate], stderr.columns || 80, stimulusUnit(axis.vary, experiment.stimulus))}\n${caption(experiment, adapter.name)}\n`,
    );
  }
  if (estimated) say(stderr, estimated.line);
}

function caption({ model, integrator, dt }: Experiment, adapter: string): string {
  return `${model.name}, ${integrator} integrator, dt ${dt} ms, on ${adapter}`;
}

/** The parameters of the model that is taken where none is named. */
function parameterHelp(): string {
  const { name, parameters } = parseExperiment({}).model;
  const lines = Object.entries(parameters).map(([parameter, { value, unit, range, description }]) => {
    const number = `${value}${unit === '1' ? '' : ` ${unit}`}`;
    return (
      `  ${parameter.padEnd(12)} ${number.padEnd(14)} ${range[0]} to ${range[1]}`.padEnd(46) + description
    );
  });
  return (
    `\nParameters of ${name}, with default and range:\n${lines.join('\n')}\n` +
    '\nloligo show <model> prints those of another model.'
  );
}
