import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/input/schema.ts';
import { LessonError } from '../../src/lessons/fault.ts';
import { type Kind, kind } from './kind.ts';
import { kinds } from './kinds/catalogue.ts';
import { judge, MOST_CHARACTERS, MOST_TIME } from './verdict.ts';

/** Files of each kind; `npm run fuzz` takes more. */
const FILES = 200;

describe('files that are hostile or unlucky', () => {
  it.each(Object.entries(kinds))('are refused in one line, or right: %s', async (_, one) => {
    const property = fc.asyncProperty(one.inputs, async (bytes) => {
      await judge(one, bytes);
    });
    // The same files every time: what chance finds belongs to nobody's change.
    await fc.assert(property, { numRuns: FILES, seed: 1 });
  });
});

describe('a file that is taken wrongly is found', () => {
  const bytes = new TextEncoder().encode('text');
  const inputs = fc.constant(bytes);
  const refusing = (error: unknown): Kind =>
    kind({
      inputs,
      read: () => {
        throw error;
      },
      check: () => undefined,
    });

  it.each<[string, unknown, string]>([
    ['that has no message', new InputError(' '), 'the message is empty'],
    ['with a message of two lines', new InputError('a\nb'), 'not one line'],
    ['with one that steers a terminal', new InputError('\u001b[2J'), 'not one line'],
    ['with a long one', new InputError('a'.repeat(MOST_CHARACTERS + 1)), '2001 characters'],
    ['with one of the program', new InputError('undefined is no number'), 'speaks of the program'],
    ['with a fault like that', new LessonError('a', [{ line: 1, message: 'a\u2028' }]), 'not one line'],
    ['by a crash', new TypeError('x is no function'), 'x is no function'],
  ])('%s', async (_, error, message) => {
    await expect(judge(refusing(error), bytes)).rejects.toThrow(message);
  });

  it('where what was accepted is not acceptable, or cannot be read again', async () => {
    const check = () => {
      throw new InputError('it is another one');
    };
    await expect(judge(kind({ inputs, read: () => 1, check }), bytes)).rejects.toThrow('another one');
  });

  it('where it takes too long', async () => {
    const spent = vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: 1000 * MOST_TIME, system: 1000 });
    const verdict = judge(kind({ inputs, read: () => 1, check: () => undefined }), bytes);
    await expect(verdict).rejects.toThrow('it took 2001 ms');
    spent.mockRestore();
  });

  it('and one that is refused as it should be is not', async () => {
    const refused = await judge(refusing(new InputError('it has no rows; give one')), bytes);
    expect(refused.accepted).toBe(false);
    const read = await judge(kind({ inputs, read: () => 1, check: () => undefined }), bytes);
    expect(read.accepted).toBe(true);
  });
});
