import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { exportTargets } from '../exchange/catalogue.ts';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { integratorNames } from '../integrators/catalogue.ts';
import { DEFAULT_INTEGRATOR, parseExperiment } from '../protocol/experiment.ts';
import { DEFAULT_MODEL } from '../protocol/schema.ts';
import { LARGEST_STEP } from '../protocol/step.ts';
import { CLAMP_INTEGRATOR } from '../studies/clamped.ts';
import { addActivation } from './activation.ts';
import {
  parseAssignment,
  parseCount,
  parseNames,
  parseNumber,
  parseNumbers,
  parsePath,
  parseSeconds,
} from './arguments.ts';
import { backends } from './backend.ts';
import { type BranchFlags, branches } from './branches.ts';
import { check } from './check.ts';
import { addClamp } from './clamp.ts';
import { devices } from './devices.ts';
import { type EquilibriaCommandOptions, equilibria } from './equilibria.ts';
import { type ExportOptions, exportFile } from './export.ts';
import { exitStatus, fail } from './fail.ts';
import { type FIOptions, fi } from './fi.ts';
import { addFit } from './fit.ts';
import { formatNames } from './formats/format.ts';
import { addImpedance } from './impedance.ts';
import { type ImportOptions, importCell } from './import.ts';
import { addLesson } from './lesson.ts';
import { merge } from './merge.ts';
import { models } from './models.ts';
import { parsePart } from './part.ts';
import { parts } from './parts.ts';
import { addRefractory } from './refractory.ts';
import { type ReplayOptions, replay } from './replay.ts';
import { type RunOptions, run } from './run.ts';
import { addSensitivity } from './sensitivity.ts';
import { type ShowOptions, show } from './show.ts';
import { addSlurm } from './slurm.ts';
import type { Streams } from './streams.ts';
import { studyCommand } from './study.ts';
import { addThreshold } from './threshold.ts';

/**
 * Runs the command.
 * @param args the words after its name
 * @returns the exit status
 */
export async function loligo(args: readonly string[], streams: Streams): Promise<number> {
  const program = createProgram(streams);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitStatus.ok;
  } catch (error) {
    return fail(error, streams.stderr, args, commandIn(args, program));
  }
}

/** The command that a line begins with, as far as there is one: `loligo`, `loligo fi`, `loligo lesson check`. */
function commandIn([word, ...others]: readonly string[], command: Command): string {
  const named = command.commands.find((one) => one.name() === word);
  return named ? `${command.name()} ${commandIn(others, named)}` : command.name();
}

export function createProgram(streams: Streams): Command {
  const program = new Command('loligo')
    .description('Populations of Hodgkin-Huxley neurons on the GPU, or on all cores of the CPU.')
    .version(version)
    .exitOverride()
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      // Errors are printed in one place, by `fail`.
      outputError: () => {},
    });

  program
    .command('fi')
    .description('measure firing frequency against constant current and print the f-I curve as CSV')
    .option('--model <name>', `${modelHelp} (default: ${DEFAULT_MODEL})`, parsePath)
    .option('--from <current>', 'lowest current', parseNumber, 0)
    .option('--to <current>', 'highest current', parseNumber, 60)
    .option('--count <number>', 'number of evenly spaced currents', parseNumber, 61)
    .option('--unit <unit>', 'of the currents: uA/cm2, or nA for a model with an area (default: uA/cm2)')
    .addOption(
      new Option('--values <currents>', 'the currents themselves, such as 3,5,8')
        .argParser(parseNumbers)
        .conflicts(['from', 'to', 'count']),
    )
    .option('--duration <ms>', 'simulated time from rest', parseNumber, 1000)
    .option('--settle <ms>', 'time before the measurement begins', parseNumber, 300)
    .option('--dt <ms>', `step (default: ${LARGEST_STEP}, smaller where a neuron is faster)`, parseNumber)
    .option('--integrator <name>', `${integratorNames.join(', ')} (default: ${DEFAULT_INTEGRATOR})`)
    .addOption(
      new Option('--accuracy <percent>', 'choose dt and integrator for such an error of the rates')
        .argParser(parseNumber)
        .conflicts(['dt', 'integrator']),
    )
    .option('--set <name=value>', 'set a parameter of the model; can be repeated', parseAssignment)
    .addOption(backendOption())
    .option('--from-rest', 'the branch of neurons that come to their currents slowly from rest')
    .option('--from-firing', 'the branch of neurons that come from firing; with both, the bistable window')
    .option(...withoutEstimate)
    .option('--json', 'print the complete experiment and the rows as JSON')
    .addHelpText('after', parameterHelp)
    .action((options: FIOptions & BranchFlags) =>
      options.fromRest || options.fromFiring ? branches(options, streams) : fi(options, streams),
    );

  addThreshold(studyCommand(program, 'threshold', 'cpu-f64'), streams);

  addRefractory(studyCommand(program, 'refractory'), streams);

  addClamp(studyCommand(program, 'clamp', 'auto', CLAMP_INTEGRATOR), streams);

  addImpedance(studyCommand(program, 'impedance', 'cpu-f64'), streams);
  addActivation(studyCommand(program, 'activation'), streams);

  addSensitivity(studyCommand(program, 'sensitivity'), streams);

  addFit(program.command('fit'), streams);

  program
    .command('equilibria')
    .description(
      'follow equilibria, Hopf points and cycles against a constant current, and say how firing begins',
    )
    .option('--model <name>', `${modelHelp} (default: ${DEFAULT_MODEL})`, parsePath)
    .option('--vary <number>', 'what they are followed against, such as parameters.gK (default: the current)')
    .option('--from <value>', 'lowest value (default: 0, of a parameter the least)', parseNumber)
    .option('--to <value>', 'highest value (default: 200 uA/cm2, of a parameter the most)', parseNumber)
    .option('--current <current>', 'constant current where something else is varied', parseNumber, 0)
    .option('--unit <unit>', 'of the currents: uA/cm2, or nA for a model with an area (default: uA/cm2)')
    .option('--set <name=value>', 'set a parameter of the model; can be repeated', parseAssignment)
    .option('--cycles', 'print the cycles instead of the equilibria')
    .option('--json', 'print both, with every eigenvalue and multiplier, as JSON')
    .action((options: EquilibriaCommandOptions) => equilibria(options, streams));

  program
    .command('run')
    .description('run the experiment in a JSON file and write its results as files')
    .argument(
      '<file>',
      'the experiment, or the run.json of an earlier run; - reads standard input',
      parsePath,
    )
    .requiredOption(
      '--out <folder>',
      'where tables of cells, spikes and traces, and run.json shall be',
      parsePath,
    )
    .addOption(backendOption())
    .option(...withoutEstimate)
    .option('--checkpoint <seconds>', 'wall time between two checkpoints; 0 for none', parseSeconds, 60)
    .option('--resume', 'go on with an unfinished run')
    .option('--part <part>', 'run one part of the population alone, such as 2/8', parsePart)
    .option('--threads <number>', 'threads of the CPU (default: as many as cores)', parseCount)
    .option(
      '--adapter <names>',
      'parts of the names of adapters, as devices lists them, to use side by side, such as 4090,3080',
      parseNames,
    )
    .addOption(new Option('--format <format>', 'of the tables (default: csv)').choices(formatNames))
    .action((file: string, options: RunOptions) => run(file, options, streams));

  program
    .command('replay')
    .description('run again what a run.json tells of, and say whether the same bytes come out')
    .argument('<file>', 'the run.json; - reads standard input', parsePath)
    .addOption(
      new Option(
        '--backend <engine>',
        'another engine than that of the run, within whose precision results agree',
      ).choices(backends),
    )
    .action((file: string, options: ReplayOptions) => replay(file, options, streams));

  program
    .command('merge')
    .description('join the results of all parts of a population to those of the whole')
    .argument('<folders...>', 'folders of results of loligo run --part')
    .requiredOption('--out <folder>', 'where the results of the whole shall be', parsePath)
    .action((folders: string[], { out }: { out: string }) => merge(folders, out, streams));

  program
    .command('parts')
    .description('print which parts of a population are missing, and say how far they are')
    .argument('<folder>', 'where each part has a folder of its own', parsePath)
    .action((folder: string) => parts(folder, streams));

  addSlurm(program, streams);

  program
    .command('devices')
    .description('list the devices that can advance a population, with their limits')
    .action(() => devices(streams));

  program
    .command('models')
    .description('list the models that are shipped, with class, states and source')
    .action(() => models(streams));

  program
    .command('check')
    .description('say what is wrong with a model, or what it is: states, rest, units and cost')
    .argument('<model>', modelHelp, parsePath)
    .action((model: string) => check(model, streams));

  program
    .command('show')
    .description('print the equations and parameters of a model, its document, or its shader')
    .argument('<model>', modelHelp, parsePath)
    .option('--json', 'print its document, to make another one from')
    .option('--wgsl', 'print the generated shader')
    .addOption(new Option('--integrator <name>', 'for the shader').choices(integratorNames))
    .option('--dt <ms>', `for the shader: step (default: ${LARGEST_STEP})`, parseNumber)
    .action((model: string, options: ShowOptions) => show(model, options, streams));

  addLesson(program, streams);

  program
    .command('import')
    .description('make a membrane of a cell in NeuroML 2, and an experiment of what is injected into it')
    .argument('<file>', 'the NeuroML document; files that it includes are read beside it', parsePath)
    .option('--out <file>', 'JSON file for the membrane (default: standard output)', parsePath)
    .option('--experiment <file>', 'JSON file for the experiment', parsePath)
    .option('--cell <id>', 'which cell, where the document has several')
    .action((file: string, options: ImportOptions) => importCell(file, options, streams));

  program
    .command('export')
    .description('write an experiment as a script of another program')
    .argument('<file>', 'the experiment, as for run; - reads standard input', parsePath)
    .addOption(new Option('--to <program>', 'the program').choices(exportTargets).makeOptionMandatory())
    .option('--out <file>', 'file for the script (default: standard output)', parsePath)
    .option('--cell <number>', 'the only neuron that is written', parseNumber)
    .action((file: string, options: ExportOptions) => exportFile(file, options, streams));

  program
    .command('help')
    .description('display help for command')
    .argument('[command]')
    .action((name: string | undefined) => showHelp(program, name));

  return program;
}

/** @throws InputError if there is no such command: its help would be that of all others */
function showHelp(program: Command, name: string | undefined): void {
  const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
  if (!command) {
    const names = program.commands.map((one) => one.name());
    throw new InputError(`unknown command "${shown(name!)}"${suggestion(name!, names)}`);
  }
  command.outputHelp();
}

/** What a command takes for a model. */
const modelHelp = 'a name that `loligo models` lists, or the JSON file of a membrane';

const withoutEstimate = ['--no-estimate', 'do not estimate how exact the result is'] as const;

function backendOption(): Option {
  return new Option('--backend <engine>', 'engine to use; auto takes the fastest')
    .choices(backends)
    .default('auto');
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
