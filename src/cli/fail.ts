import { CommanderError } from 'commander';
import { DivergedError } from '../engine/simulation.ts';
import { InputError } from '../input/schema.ts';

/** Exit statuses: the command did its work, the run failed, the input cannot be run. */
export const exitStatus = { ok: 0, failed: 1, badInput: 2 } as const;

/** Writes one line for people to a stream. */
export function say(stream: NodeJS.WritableStream, message: string): void {
  stream.write(`loligo: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
}

/** Says in one line what ended the command. @returns the exit status that belongs to it */
export function fail(error: unknown, stderr: NodeJS.WritableStream): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitStatus.ok;
    // The help has been printed already where it is all that there is to say.
    if (error.code !== 'commander.help') say(stderr, describeUsage(error.message));
    return exitStatus.badInput;
  }
  say(stderr, error instanceof Error ? error.message : String(error));
  // A neuron diverges because of the dt, integrator or current that was asked for.
  return error instanceof InputError || error instanceof DivergedError
    ? exitStatus.badInput
    : exitStatus.failed;
}

function describeUsage(message: string): string {
  const text = message.replace(/^error: /, '').replace(/\.$/, '');
  return text.includes('(Did you mean') ? text : `${text}; see loligo --help`;
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
};

/** An error of the file system in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}
