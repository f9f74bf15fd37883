import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  faultsOfPython,
  hasModule,
  hasPython,
  hasR,
  hasRPackage,
  pythonProgram,
} from '../support/programs.ts';
import { linesOf, loligoArguments, parse } from './commands.ts';

// Programs in other languages, where the machine has them; otherwise the reason for which they are not run.

const command = fileURLToPath(new URL('../../dist/cli/loligo.js', import.meta.url));

/** Puts there what programs read. */
type Provide = () => Promise<void>;

/** A Python program; without what it imports, whether it is one. */
export async function python(text: string, provide: Provide): Promise<string | undefined> {
  if (!hasPython) return 'there is no Python here';
  const faults = faultsOfPython({ 'the block': text });
  if (faults !== '') throw new Error(faults);
  for (const [, name = ''] of text.matchAll(/^(?:import|from) (\w+)/gm))
    if (!hasModule(name)) return `Python has no ${name} here`;
  await provide();
  run(pythonProgram, ['-'], text);
  return undefined;
}

/** An R program. */
export async function r(text: string, provide: Provide): Promise<string | undefined> {
  if (!hasR) return 'there is no R here';
  for (const [, attached, named] of text.matchAll(/\blibrary\((\w+)\)|\b(\w+)::/g)) {
    const name = attached ?? named!;
    if (!hasRPackage(name)) return `R has no ${name} here`;
  }
  await provide();
  run('Rscript', ['-'], text);
  return undefined;
}

/** A script for a scheduler: its form, and the commands in it. */
export async function scriptOfShell(text: string): Promise<undefined> {
  const { stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  for (const { pipeline } of linesOf(text)) {
    for (const words of pipeline) {
      const args = loligoArguments(words);
      if (args) await parse(args);
    }
  }
}

/** Runs a program in the present folder, where it finds the built command. */
function run(program: string, args: readonly string[], input: string): void {
  mkdirSync('bin', { recursive: true });
  writeFileSync('bin/loligo', `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`);
  chmodSync('bin/loligo', 0o755);
  const PATH = [join(process.cwd(), 'bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, MPLBACKEND: 'agg' };
  const { status, stderr } = spawnSync(program, args, { input, encoding: 'utf8', env });
  if (status !== 0) throw new Error(stderr);
}
