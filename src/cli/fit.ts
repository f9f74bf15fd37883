import { type Command, InvalidArgumentError, Option } from 'commander';
import { InputError } from '../input/schema.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import type { Window } from '../statistics/recorded.ts';
import { type Feature, usualFeatures } from '../studies/fit/features.ts';
import { fitDefaults, fitModel } from '../studies/fit/fit.ts';
import type { Range } from '../studies/fit/free.ts';
import { comparisonOf } from '../studies/fit/question.ts';
import { fitReport } from '../studies/fit/report.ts';
import { readFeature, readRange, readWindow } from '../studies/fit/written.ts';
import { INTEGRATOR } from '../studies/setup.ts';
import { parseAssignment, parseNames, parseNumber, parsePath } from './arguments.ts';
import { dataIn, experimentOf, type FitFlags, questionOf } from './fit-data.ts';
import { FitFolder } from './fit-folder.ts';
import { showRounds } from './fit-progress.ts';
import { calledAlike, inOptions } from './option-names.ts';
import { backendOption, modelHelp } from './options.ts';
import { printReport } from './report.ts';
import type { Streams } from './streams.ts';
import { Lender } from './study.ts';

/** `loligo fit`: which parameters agree with data, and how well these are foretold. */
export function addFit(program: Command, streams: Streams): void {
  program
    .command('fit')
    .description(
      'find the parameters with which a model agrees with a recorded potential or with measured rates',
    )
    .argument('<data>', 'CSV of V against time, or of rates against currents', parsePath)
    .requiredOption('--free <names>', 'parameters that are looked for, such as gNa,gK,gL', parseNames)
    .option(
      '--range <name=from:to>',
      'where one is looked for, with :log on a logarithmic scale; can be repeated (default: half to double, or 20 mV on both sides)',
      parseRange,
    )
    .option(
      '--experiment <file>',
      'the experiment that V was recorded in: stimulus, model, initial state',
      parsePath,
    )
    .addOption(new Option('--model <name>', modelHelp).argParser(parsePath).conflicts('experiment'))
    .option('--set <name=value>', 'set a parameter that is known; can be repeated', parseAssignment)
    .addOption(
      new Option('--current <current>', 'the current while V was recorded')
        .argParser(parseNumber)
        .conflicts('experiment'),
    )
    .option('--onset <ms>', 'when that current was switched on', parseNumber, 0)
    .option('--end <ms>', 'when it was switched off (default: never)', parseNumber)
    .addOption(
      new Option('--unit <unit>', 'of currents; nA for a model with an area').choices(['uA/cm2', 'nA']),
    )
    .option('--time <column>', 'column of the time (default: found by its name)')
    .option('--value <column>', 'column of V (default: found by its name)')
    .addOption(
      new Option('--time-unit <unit>', 'where the column does not say it').choices(['s', 'ms', 'us']),
    )
    .addOption(
      new Option('--value-unit <unit>', 'where the column does not say it').choices(['V', 'mV', 'uV']),
    )
    .option('--cell <number>', 'which rows, where the table has a column cell', parseNumber)
    .option(
      '--window <from:to[:weight]>',
      'the only part of the time (ms) or of the currents that counts, and how much; can be repeated',
      parseWindow,
    )
    .option(
      '--features [names]',
      `compare V by statistics, name or name:weight, not sample by sample (default: ${usualFeatures.join(',')})`,
      parseFeatures,
    )
    .option('--hold <share>', 'share of the data that is held back, to be foretold', parseNumber, 0.3)
    .option('--count <number>', 'candidates of each round', parseNumber, fitDefaults.count)
    .option(
      '--keep <share>',
      'share of them that the next round is drawn around',
      parseNumber,
      fitDefaults.keep,
    )
    .option('--rounds <number>', 'most rounds', parseNumber, fitDefaults.rounds)
    .option(
      '--tolerance <distance>',
      'distance that is near enough, mV or Hz (default: what errors allow)',
      parseNumber,
    )
    .option('--seed <number>', 'of all that is drawn', parseNumber, fitDefaults.seed)
    .option('--duration <ms>', 'of rates: simulated time from rest', parseNumber, 1000)
    .option('--settle <ms>', 'of rates: time before the measurement begins', parseNumber, 300)
    .option('--dt <ms>', 'step (default: the one that the model needs)', parseNumber)
    .addOption(
      new Option('--integrator <name>', `how steps are taken (default: ${INTEGRATOR})`).choices(
        integratorNames,
      ),
    )
    .addOption(backendOption())
    .option('--out <folder>', 'where accepted.csv, experiment.json and fit.json shall be', parsePath)
    .option('--json', 'print what was found, every round and the rows as JSON')
    .action((data: string, flags: FitFlags) => fitFile(data, flags, streams));
}

/** What fits and data call the values of the options. */
const names = {
  'parameters.*': '--set *',
  'measure.from': '--settle',
  timeUnit: '--time-unit',
  valueUnit: '--value-unit',
  ...calledAlike('time', 'value', 'cell', 'unit', 'free', 'range', 'features'),
  ...calledAlike('hold', 'count', 'keep', 'rounds', 'seed', 'tolerance', 'duration'),
};

async function fitFile(path: string, flags: FitFlags, streams: Streams): Promise<void> {
  try {
    await fitInto(path, flags, streams);
  } catch (error) {
    throw inOptions(error, names);
  }
}

async function fitInto(path: string, flags: FitFlags, streams: Streams): Promise<void> {
  const { stdin, stderr } = streams;
  if (!(flags.hold >= 0 && flags.hold < 1))
    throw new InputError(`hold = ${flags.hold} is out of range: it must be at least 0 and less than 1`);
  const data = dataIn(path, flags);
  const experiment = await experimentOf(flags, stdin);
  const comparison = await comparisonOf(questionOf(data, experiment, flags));
  const folder = flags.out === undefined ? undefined : new FitFolder(flags.out);
  const lender = new Lender(flags.backend, stderr);
  const progress = showRounds(stderr, comparison.unit);
  try {
    const found = await fitModel(comparison, { ...flags, onRound: progress }, lender.lend);
    const report = fitReport(found);
    const { adapter, kernels } = lender;
    const options = { json: flags.json, adapter, kernels, experiment: comparison.experiment };
    folder?.write(found, data, flags.window, report, options);
    await printReport(report, options, streams);
  } finally {
    folder?.discard();
  }
}

/** `name=from:to` or `name=from:to:log`, added to those that came before. */
function parseRange(text: string, earlier: Readonly<Record<string, Range>> = {}): Record<string, Range> {
  const [name = '', ends = ''] = text.split(/=(.*)/s);
  const range = readRange(ends);
  if (name.trim() === '' || !range)
    throw new InvalidArgumentError(
      'Expected a name and two numbers, such as gNa=60:180, with :log for a logarithmic scale',
    );
  return { ...earlier, [name.trim()]: range };
}

/** `from:to` or `from:to:weight`, after those that came before. */
function parseWindow(text: string, earlier: readonly Window[] = []): Window[] {
  const window = readWindow(text);
  if (!window)
    throw new InvalidArgumentError('Expected two times (ms) and maybe a weight, such as 10:40 or 10:40:2');
  return [...earlier, window];
}

/** `latency,peak:2`, each with its weight. */
const parseFeatures = (text: string): readonly Feature[] =>
  parseNames(text).map((one) => {
    const feature = readFeature(one);
    if (!feature)
      throw new InvalidArgumentError(
        'Expected statistics, each with or without a weight, such as latency,peak:2',
      );
    return feature;
  });
