import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { integratorNames } from '../integrators/catalogue.ts';
import { membranes } from '../model/catalogue.ts';
import { parseExperiment } from '../protocol/experiment.ts';
import { parseAssignment, parseNumber, parseNumbers, parsePath } from './arguments.ts';
import { backends } from './backend.ts';
import { devices } from './devices.ts';
import { exitStatus, fail } from './fail.ts';
import { type FIOptions, fi } from './fi.ts';
import { type RunOptions, run } from './run.ts';
import { type ShowOptions, show } from './show.ts';
import type { Streams } from './streams.ts';

/**
 * Runs the command.
 * @param args the words after its name
 * @returns the exit status
 */
export async function loligo(args: readonly string[], streams: Streams): Promise<number> {
  try {
    await createProgram(streams).parseAsync(args, { from: 'user' });
    return exitStatus.ok;
  } catch (error) {
    return fail(error, streams.stderr, args);
  }
}

function createProgram(streams: Streams): Command {
  const program = new Command('loligo')
    .description('Populations of Hodgkin-Huxley neurons on the GPU.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      // Errors are printed in one place, by `fail`.
      outputError: () => {},
    });

  const defaults = parseExperiment({});
  program
    .command('fi')
    .description('measure firing frequency against constant current and print the f-I curve as CSV')
    .option('--model <name>', `${Object.keys(membranes).join(' or ')} (default: ${defaults.model})`)
    .option('--from <current>', 'lowest current, uA/cm2', parseNumber, 0)
    .option('--to <current>', 'highest current, uA/cm2', parseNumber, 60)
    .option('--count <number>', 'number of evenly spaced currents', parseNumber, 61)
    .addOption(
      new Option('--values <currents>', 'the currents themselves, such as 3,5,8')
        .argParser(parseNumbers)
        .conflicts(['from', 'to', 'count']),
    )
    .option('--duration <ms>', 'simulated time from rest', parseNumber, 1000)
    .option('--settle <ms>', 'time before the measurement begins', parseNumber, 300)
    .option('--dt <ms>', `step (default: ${defaults.dt}, smaller where a neuron is faster)`, parseNumber)
    .option('--integrator <name>', `${integratorNames.join(', ')} (default: ${defaults.integrator})`)
    .option('--set <name=value>', 'set a parameter of the model; can be repeated', parseAssignment)
    .addOption(backendOption())
    .option('--json', 'print the complete experiment and the rows as JSON')
    .addHelpText('after', parameterHelp)
    .action((options: FIOptions) => fi(options, streams));

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
      'where cells.csv, spikes.csv, traces.csv and run.json shall be',
      parsePath,
    )
    .addOption(backendOption())
    .action((file: string, options: RunOptions) => run(file, options, streams));

  program
    .command('devices')
    .description('list the devices that can advance a population, with their limits')
    .action(() => devices(streams));

  program
    .command('show')
    .description('print the equations and parameters of a model, or its shader')
    .argument('<model>', Object.keys(membranes).join(' or '))
    .option('--wgsl', 'print the generated shader')
    .option('--integrator <name>', `for the shader: ${integratorNames.join(', ')}`)
    .option('--dt <ms>', `for the shader: step (default: ${defaults.dt})`, parseNumber)
    .action((model: string, options: ShowOptions) => show(model, options, streams));

  return program;
}

function backendOption(): Option {
  return new Option(
    '--backend <engine>',
    'engine to use (default: webgpu where there is an adapter)',
  ).choices(backends);
}

/** The parameters that can be set, from the models themselves. */
function parameterHelp(): string {
  const sections = Object.values(membranes).map(({ name, parameters }) => {
    const lines = Object.entries(parameters).map(([parameter, { value, unit, range, description }]) => {
      const number = `${value}${unit === '1' ? '' : ` ${unit}`}`;
      return (
        `  ${parameter.padEnd(12)} ${number.padEnd(14)} ${range[0]} to ${range[1]}`.padEnd(46) + description
      );
    });
    return `\nParameters of ${name}, with default and range:\n${lines.join('\n')}`;
  });
  return sections.join('\n');
}
