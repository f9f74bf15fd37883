import { Command } from 'commander';
import { version } from '../../package.json';
import { suggestion } from '../input/nearest.ts';
import { InputError } from '../input/schema.ts';
import { shown } from '../input/shown.ts';
import { addActivation } from './activation.ts';
import { addCheck } from './check.ts';
import { addClamp } from './clamp.ts';
import { addDevices } from './devices.ts';
import { addEquilibria } from './equilibria.ts';
import { addExport } from './export.ts';
import { exitStatus, fail } from './fail.ts';
import { addFi } from './fi.ts';
import { addFit } from './fit.ts';
import { addImpedance } from './impedance.ts';
import { addImport } from './import.ts';
import { addLesson } from './lesson.ts';
import { addMerge } from './merge.ts';
import { addModels } from './models.ts';
import { addParts } from './parts.ts';
import { addRefractory } from './refractory.ts';
import { addReplay } from './replay.ts';
import { addRun } from './run.ts';
import { addSensitivity } from './sensitivity.ts';
import { addShow } from './show.ts';
import { addSlurm } from './slurm.ts';
import type { Streams } from './streams.ts';
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

/** What adds a command, in the order in which the help has them. */
const commands: readonly ((program: Command, streams: Streams) => void)[] = [
  addFi,
  addThreshold,
  addRefractory,
  addClamp,
  addImpedance,
  addActivation,
  addSensitivity,
  addFit,
  addEquilibria,
  addRun,
  addReplay,
  addMerge,
  addParts,
  addSlurm,
  addDevices,
  addModels,
  addCheck,
  addShow,
  addLesson,
  addImport,
  addExport,
];

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

  for (const add of commands) add(program, streams);

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
