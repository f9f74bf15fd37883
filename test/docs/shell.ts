import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { inject } from 'vitest';
import { loligo } from '../cli/in-process.ts';
import { choosesEngine, faultOfNpm, type Line, linesOf, loligoArguments, parse } from './commands.ts';
import { long, notRun } from './unchecked.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether commands that take long are run as well; see vitest.config.ts. */
    whole: boolean;
  }
}

/** Of commands that write no files, by their words: documents find the same files, so that each runs once for all of them. */
const outputs = new Map<string, Output>();

/** A terminal in the present folder. */
export class Shell {
  /** What each command has printed. */
  readonly printed: string[] = [];
  /** The lines that were not run. */
  readonly left = new Set<string>();

  /**
   * Types a line.
   * @returns what is printed; undefined where it is not run
   * @throws Error if Loligo does not know the arguments, or fails
   */
  async type(line: Line): Promise<string | undefined> {
    const text = line.text.replace(/^npx /, '');
    for (const words of line.pipeline) await examine(words);
    const [first, ...filters] = line.pipeline;
    const args = loligoArguments(first!);
    if (!args || text in notRun || (text in long && !inject('whole'))) {
      if (!args && first![0] !== 'npm' && !(text in notRun))
        throw new Error(`${text}: no check is known for this program`);
      this.left.add(text);
      return undefined;
    }
    const { status, stdout, stderr } = await this.#run(args);
    if (status !== 0) throw new Error(`${text} ends with ${status}: ${stderr}`);
    const printed = `${this.#passOn(stdout, filters, line.into)}\n${stderr}`;
    this.printed.push(printed);
    return printed;
  }

  /** What a command prints, whether it is content or not. */
  async print(command: string): Promise<string> {
    const [line] = linesOf(command);
    const { stdout, stderr } = await loligo(loligoArguments(line!.pipeline[0]!)!, { terminal: true });
    return `${stdout}\n${stderr}`;
  }

  /** Runs Loligo here, in one engine. */
  async #run(args: readonly string[]): Promise<Output> {
    const key = args.join(' ');
    const known = outputs.get(key);
    if (known) return known;
    const output = await loligo([...args, ...(choosesEngine(args) ? ['--backend', 'cpu'] : [])], {
      terminal: true,
    });
    if (!args.includes('--out')) outputs.set(key, output);
    return output;
  }

  /** What is left on the terminal of what goes through other programs and into a file. */
  #passOn(stdout: string, filters: readonly (readonly string[])[], into: string | undefined): string {
    const script = filters.map((words) => words.join(' ')).join(' | ');
    const text = script ? execFileSync('sh', ['-c', script], { input: stdout, encoding: 'utf8' }) : stdout;
    if (into === undefined) return text;
    writeFileSync(into, text);
    return '';
  }
}

type Output = Awaited<ReturnType<typeof loligo>>;

/** @throws Error if a program does not know what it is told, as far as that is known without running it */
export async function examine(words: readonly string[]): Promise<void> {
  const args = loligoArguments(words);
  if (args) await parse(args);
  const fault = words[0] === 'npm' ? faultOfNpm(words) : undefined;
  if (fault) throw new Error(`${words.join(' ')}: ${fault}`);
}
