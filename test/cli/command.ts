import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { vulkanEnvironment } from '../support/machine.ts';

// The built command, as people start it.
const program = fileURLToPath(new URL('../../dist/cli/loligo.js', import.meta.url));
if (!existsSync(program)) throw new Error('the command is not built: run npm run build:cli before its tests');

type Environment = Readonly<Record<string, string>>;

/** Hides the Vulkan drivers of the machine. Metal and Direct3D cannot be hidden. */
export const withoutAdapter: Environment = {
  VK_ICD_FILENAMES: '/nonexistent',
  VK_DRIVER_FILES: '/nonexistent',
};
export const canHideAdapters = process.platform === 'linux';

/** Shows an adapter, a software one if need be. */
export function withAdapter(): Environment {
  return vulkanEnvironment();
}

export interface Settings {
  /** Standard input. */
  readonly input?: string;
  readonly env?: Environment;
  readonly cwd?: string;
  /** Whether a run estimates its error, which takes time and says a line. */
  readonly estimate?: boolean;
}

export interface Ending {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command; it does not outlive the test. */
export function start(
  args: readonly string[],
  { input, env, cwd, estimate = false }: Settings = {},
): ChildProcessWithoutNullStreams {
  const words = estimate || !['fi', 'run'].includes(args[0] ?? '') ? args : [...args, '--no-estimate'];
  const child = spawn(process.execPath, [program, ...words], { cwd, env: { ...process.env, ...env } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  child.stdin.end(input);
  return child;
}

export function ending(child: ChildProcessWithoutNullStreams): Promise<Ending> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

export function loligo(args: readonly string[], settings?: Settings): Promise<Ending> {
  return ending(start(args, settings));
}

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loligo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a document into a file of its own. @returns its path */
export function experimentFile(document: unknown): string {
  const path = join(temporaryFolder(), 'experiment.json');
  writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
  return path;
}

/** The rows of a CSV text as objects; empty fields are undefined. */
export function parseCsv(text: string): Record<string, number | undefined>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(
      names.map((name, i) => [name, fields[i] === '' ? undefined : Number(fields[i])]),
    );
  });
}

export function readCsv(path: string) {
  return parseCsv(readFileSync(path, 'utf8'));
}
