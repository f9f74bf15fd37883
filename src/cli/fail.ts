import { CommanderError } from 'commander';
import { DivergedError } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';
import { shown, visible } from '../input/shown.ts';
import { InterruptedError } from './interrupt.ts';

/** Exit statuses: the command did its work, the run failed, the input cannot be run. */
export const exitStatus = { ok: 0, failed: 1, badInput: 2 } as const;

/** Writes one line for people to a stream. Whatever it speaks of, no character of it steers the terminal. */
export function say(stream: NodeJS.WritableStream, message: string): void {
  stream.write(`loligo: ${visible(message.replace(/\s*\n\s*/g, ' '))}\n`);
}

/** Puts a caret under a character of the line that `say` has written. */
function point(stream: NodeJS.WritableStream, message: string, caret: number): void {
  stream.write(`${' '.repeat('loligo: '.length + visible(message.slice(0, caret)).length)}^\n`);
}

/**
 * Says in one line what ended the command.
 * @param args the words after the name of the command
 * @param command whose help has more, such as `loligo fi`
 * @returns the exit status that belongs to it
 */
export function fail(
  error: unknown,
  stderr: NodeJS.WritableStream,
  args: readonly string[],
  command: string,
): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitStatus.ok;
    // The help has been printed already where it is all that there is to say.
    if (error.code !== 'commander.help') say(stderr, describeUsage(error.message, args, command));
    return exitStatus.badInput;
  }
  // What there was to say has been said.
  if (error instanceof InterruptedError) return exitStatus.failed;
  say(stderr, error instanceof Error ? error.message : String(error));
  if (error instanceof InputError && error.caret !== undefined) point(stderr, error.message, error.caret);
  // A neuron diverges because of the dt, integrator or current that was asked for.
  return error instanceof InputError || error instanceof DivergedError
    ? exitStatus.badInput
    : exitStatus.failed;
}

function describeUsage(message: string, args: readonly string[], command: string): string {
  // Commander repeats a word, or what follows its equals sign, as it is.
  const words = args.flatMap((arg) => [arg, arg.slice(arg.indexOf('=') + 1)]);
  const long = words.filter((word) => shown(word) !== word);
  const text = long
    .reduce((shortened, word) => shortened.replaceAll(word, () => shown(word)), message)
    .replace(/^error: /, '')
    .replace(/\.$/, '');
  return text.includes('(Did you mean') ? text : `${text}; see ${command} --help`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EBUSY: 'another program uses it',
  EEXIST: 'something is there already',
  ENOTEMPTY: 'a folder with files in it is there already',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
};

/** An error of the file system in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}

/** Longest path in a message, in characters: more than a text, because its end matters. */
const PATH_LIMIT = 300;

/** A path that was given, for a message. */
export function shownPath(path: string): string {
  return shown(path, PATH_LIMIT);
}
