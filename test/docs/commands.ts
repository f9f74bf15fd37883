import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { createProgram } from '../../src/cli/program.ts';
import type { Streams } from '../../src/cli/streams.ts';
import { root } from './markdown.ts';

/** A line of a shell: commands that are joined by pipes, and the file that the last one writes to. */
export interface Line {
  /** As it stands there, without its remark. */
  readonly text: string;
  readonly pipeline: readonly (readonly string[])[];
  readonly into?: string;
}

/** What a person types into a shell, line by line; variables of scripts stand for the number 1. */
export function linesOf(text: string): Line[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((line) => {
      const words = wordsOf(line.replaceAll(/\$\{?\w+\}?/g, '1'));
      return splitAt(words, '&&').map((part) => {
        const [pipeline = [], [into] = []] = splitAt(part, '>').map((side) => splitAt(side, '|'));
        return { text: part.join(' '), pipeline, ...(into?.[0] && { into: into[0] }) };
      });
    })
    .filter(({ text }) => text !== '');
}

/** Words of a line up to its remark; what stands in quotes is one, or a part of one. */
function wordsOf(line: string): string[] {
  const words = line.matchAll(/(?:[^\s'"#]|(?<=\S)#|'[^']*'|"[^"]*")+|#.*/g);
  return [...words]
    .map(([word]) => word)
    .filter((word) => !word.startsWith('#'))
    .map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

function splitAt(words: readonly string[], mark: string): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) word === mark ? parts.push([]) : parts.at(-1)!.push(word);
  return parts;
}

/** The words after `loligo`, where a command is one. */
export function loligoArguments(words: readonly string[]): readonly string[] | undefined {
  const [first, ...rest] = words[0] === 'npx' ? words.slice(1) : words;
  return first === 'loligo' ? rest : undefined;
}

/** Whether Loligo runs on an engine that it chooses, if nothing else is asked for. */
export const choosesEngine = ([name, ...rest]: readonly string[]): boolean =>
  !rest.includes('--backend') &&
  silent().commands.some(
    (command) =>
      command.name() === name &&
      command.options.some(({ long, defaultValue }) => long === '--backend' && defaultValue === 'auto'),
  );

/**
 * Lets the command read its arguments, and does nothing with them.
 * @throws the error of what is wrong with them
 */
export async function parse(args: readonly string[]): Promise<void> {
  const program = silent();
  const [name = ''] = args;
  // Who asks an unknown command for help gets that of the program.
  if (!name.startsWith('-') && !program.commands.some((command) => command.name() === name))
    throw new Error(`there is no command "${name}"`);
  const idle = (command: Command) => {
    if (command.commands.length === 0) command.action(() => {});
    for (const one of command.commands) idle(one);
  };
  idle(program);
  await program.parseAsync(args, { from: 'user' });
}

const nowhere = { write: () => true } as unknown as NodeJS.WriteStream;
const silent = (): Command =>
  createProgram({ stdin: process.stdin, stdout: nowhere, stderr: nowhere } satisfies Streams);

const benches = [
  ...readFileSync(join(root, 'bench/main.ts'), 'utf8').matchAll(/^ {2}'?([\w-]+)'?: \(\) =>/gm),
];

/** What is wrong with a command for npm: a script or a benchmark that is not there. */
export function faultOfNpm([, verb = '', name = '', ...rest]: readonly string[]): string | undefined {
  if (['ci', 'install', 'pack'].includes(verb)) return undefined;
  const script = verb === 'run' ? name : verb;
  if (!(script in manifest.scripts)) return `there is no script "${script}"`;
  const bench = script === 'bench' && rest[0] === '--' ? rest[1] : undefined;
  if (bench && !benches.some(([, known]) => known === bench)) return `there is no benchmark "${bench}"`;
  return undefined;
}
