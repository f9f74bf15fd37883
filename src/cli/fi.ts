import { version } from '../../package.json';
import { runExperiment } from '../engine/run.ts';
import { InputError } from '../input/schema.ts';
import { populationSize } from '../population/columns.ts';
import { axisValue } from '../population/sweep.ts';
import { documentOf, type Experiment, parseExperiment } from '../protocol/experiment.ts';
import { prepare } from '../protocol/prepare.ts';
import { remarksOn } from '../protocol/remarks.ts';
import { stimulusUnit } from '../protocol/stimulus.ts';
import { measureColumns, variedColumns } from '../tables/columns.ts';
import { csvHeader, csvRows, jsonRow } from '../tables/csv.ts';
import { type Backend, withSimulation } from './backend.ts';
import { readModel } from './document.ts';
import { say } from './fail.ts';
import { sayPeak } from './peak.ts';
import { plotCurve } from './plot.ts';
import { errorOf, withMethod } from './precision.ts';
import { showProgress } from './progress.ts';
import { type Streams, writeAll } from './streams.ts';

/** The options of `loligo fi`; currents in `unit`, times in ms. */
export interface FIOptions {
  readonly model?: string;
  readonly unit?: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly values?: number[];
  readonly duration: number;
  readonly settle: number;
  readonly dt?: number;
  readonly integrator?: string;
  readonly set?: Record<string, number>;
  readonly backend: Backend;
  readonly accuracy?: number;
  /** False leaves out the estimate of the error. */
  readonly estimate: boolean;
  readonly json?: boolean;
}

/** Measures the firing rate under constant currents, one neuron for each, and prints the curve. */
export async function fi(options: FIOptions, { stdout, stderr }: Streams): Promise<void> {
  const { experiment, accuracy } = await withMethod(fiExperiment(options), options.backend, stderr);
  for (const remark of remarksOn(experiment)) say(stderr, remark);
  const axis = experiment.sweep.x!;
  const progress = showProgress(stderr);
  const problem = prepare(experiment);
  const { measures, adapter } = await withSimulation(problem, options, stderr, async (simulation) => ({
    measures: await runExperiment(simulation, { onProgress: (state) => progress.update(state) }),
    adapter: simulation.adapter,
  })).finally(() => progress.stop());
  sayPeak(problem, measures, stderr);
  const estimated = options.estimate ? await errorOf(experiment, measures, adapter) : undefined;

  const columns = [...variedColumns(problem, () => 'current'), ...measureColumns(measures)];
  const rows = populationSize(experiment.sweep);
  if (options.json) {
    const result = {
      version,
      adapter,
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

/** The experiment behind the options. @throws InputError that names the options */
export function fiExperiment({
  model,
  unit,
  from,
  to,
  count,
  values,
  duration,
  settle,
  dt,
  integrator,
  accuracy,
  set,
}: FIOptions): Experiment {
  const document = {
    model: model === undefined ? undefined : readModel(model),
    parameters: set,
    stimulus: { kind: 'constant', amplitude: 0, unit },
    sweep: { x: { vary: 'stimulus.amplitude', ...(values ? { values } : { from, to, count }) } },
    duration,
    dt,
    integrator,
    accuracy,
    measure: { from: settle },
  };
  try {
    return parseExperiment(document);
  } catch (error) {
    throw error instanceof InputError ? new InputError(nameOptions(error.message)) : error;
  }
}

/** Whoever types options has not written the document that messages speak of. */
function nameOptions(message: string): string {
  return message
    .replaceAll(/\bsweep\.x\.(count|from|to|values)\b/g, '--$1')
    .replaceAll('measure.from', '--settle')
    .replace(/^accuracy =/, '--accuracy =')
    .replaceAll('stimulus.unit', '--unit')
    .replaceAll(/\bparameters\.(\w+)/g, '--set $1');
}

function caption({ model, integrator, dt }: Experiment, adapter: string): string {
  return `${model.name}, ${integrator} integrator, dt ${dt} ms, on ${adapter}`;
}
