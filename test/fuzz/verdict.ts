import { InputError } from '../../src/input/schema.ts';
import { visible } from '../../src/input/shown.ts';
import { LessonError } from '../../src/lessons/fault.ts';
import type { Kind } from './kind.ts';

/** Longest time for one file, ms of the CPU: other programs on the machine do not count. */
export const MOST_TIME = 2000;
/** Longest message, in characters: some ten lines of a terminal. */
export const MOST_CHARACTERS = 2000;

/** What became of a file. */
export interface Verdict {
  readonly accepted: boolean;
  /** ms of the CPU */
  readonly time: number;
}

/**
 * Has a file read and what was read looked at.
 * @throws Error that says what is wrong with how the file was taken
 */
export async function judge(kind: Kind, bytes: Uint8Array): Promise<Verdict> {
  const begun = process.cpuUsage();
  const accepted = await isAccepted(kind, bytes);
  const { user, system } = process.cpuUsage(begun);
  const time = (user + system) / 1000;
  if (time > MOST_TIME) throw new Error(`it took ${time.toFixed(0)} ms`);
  return { accepted, time };
}

async function isAccepted(kind: Kind, bytes: Uint8Array): Promise<boolean> {
  let read: unknown;
  try {
    read = await kind.read(bytes);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // In UTF-16 every second byte of ASCII is 0.
    const text = new TextDecoder().decode(bytes).replaceAll('\0', '');
    for (const message of messagesOf(error)) checkMessage(message, text);
    return false;
  }
  await kind.check(read, bytes);
  return true;
}

const messagesOf = (error: InputError): readonly string[] => [
  error.message,
  ...(error instanceof LessonError ? error.faults.map(({ message }) => message) : []),
];

/** @param text of the file: what it says itself may be said of it */
function checkMessage(message: string, text: string): void {
  const beginning = JSON.stringify(message.slice(0, 200));
  if (message.trim() === '') throw new Error('the message is empty');
  if (visible(message) !== message)
    throw new Error(`the message is not one line of visible text: ${beginning}`);
  if (message.length > MOST_CHARACTERS)
    throw new Error(`the message has ${message.length} characters: ${beginning}`);
  const [word] =
    /\bat \S+ \(\S+:\d+|\bat file:|(?<!["\w])undefined(?!["\w]| entity)|\[object |Cannot read/.exec(
      message,
    ) ?? [];
  if (word !== undefined && !text.includes(word))
    throw new Error(`the message speaks of the program: ${beginning}`);
}
