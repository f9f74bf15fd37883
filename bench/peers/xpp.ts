import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contender, ratesOf, threads } from './contender.ts';

/** Currents that one process goes through, uA/cm2. */
interface Currents {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Where files cost little: a disk takes as long for them as XPP for the steps. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A run of XPPAUT: its method, its step and its duration in ms, and the steps from one line that it writes to the next. */
interface Run {
  readonly method: string;
  readonly dt: number;
  readonly duration: number;
  readonly every: number;
}

/**
 * XPPAUT without a window, in as many processes as there are cores. It takes one neuron after the other through a range of currents, as
 * its range integration does, with the slopes in C (its manual, "Using DLLs"), and writes a file for each. Undefined where XPPAUT or a
 * compiler is missing. Its methods that choose their own steps are slower.
 */
export function xpp(): Contender | undefined {
  const library = compiled();
  const version = library && versionOf(library);
  if (!library || version === undefined) return undefined;
  return {
    name: `XPPAUT ${version}`,
    methods: {
      euler: [0.0025, 0.002, 0.001],
      modeuler: [0.07, 0.06, 0.05, 0.04],
      adams: [0.05, 0.045, 0.04],
      rungekutta: [0.12, 0.1, 0.09, 0.08],
    },
    plain: 'euler',
    rates: async (method, dt, currents) => {
      const run = { method, dt, duration: 500, every: 1 };
      const folders = currents.map((one) => prepared(library, run, { from: one, to: one, count: 1 }));
      await together(folders);
      const tables = folders.map((folder) => readFileSync(join(folder, 'output.dat'), 'utf8'));
      remove(folders);
      return ratesOf(tables.map(crossings));
    },
    prepare: async (method, dt, cells, duration) => {
      const run = { method, dt, duration, every: Math.round(duration / dt) };
      const folders = shares(cells).map((currents) => prepared(library, run, currents));
      return { run: () => together(folders), end: () => remove(folders) };
    },
  };
}

/** The slopes as a library; undefined without a compiler. */
function compiled(): string | undefined {
  const library = join(mkdtempSync(join(tmpdir(), 'loligo-xpp-')), 'hh.so');
  const options = ['-O3', '-march=native', '-shared', '-fPIC', '-o', library, 'bench/peers/hh.c', '-lm'];
  return spawnSync('cc', options).status === 0 ? library : undefined;
}

/** What it says of itself when it runs; undefined where it is not installed. */
function versionOf(library: string): string | undefined {
  const run = { method: 'euler', dt: 0.025, duration: 1, every: 1 };
  const cwd = prepared(library, run, { from: 0, to: 0, count: 1 });
  const { stdout } = spawnSync('xppaut', ['-silent', 'hh.ode'], { cwd, encoding: 'utf8' });
  remove([cwd]);
  return /XPPAUT (\S+)/.exec(stdout ?? '')?.[1];
}

/** The currents from 0 to 60 uA/cm2 of a population, a part for each process. */
function shares(cells: number): Currents[] {
  const each = Math.ceil(cells / threads());
  const current = (cell: number): number => (60 * cell) / (cells - 1);
  return Array.from({ length: threads() }, (_, i) => {
    const [first, end] = [i * each, Math.min((i + 1) * each, cells)];
    return { from: current(first), to: current(end - 1), count: end - first };
  });
}

/** A folder with all that a process needs; XPP looks for libraries where it is run. */
function prepared(library: string, { method, dt, duration, every }: Run, { from, to, count }: Currents) {
  const folder = mkdtempSync(join(memory, 'loligo-xpp-'));
  copyFileSync(library, join(folder, 'hh.so'));
  const range = `range=1, rangeover=I, rangestep=${count - 1}, rangelow=${from}, rangehigh=${to}, rangereset=yes, rangeoldic=no`;
  writeFileSync(
    join(folder, 'hh.ode'),
    `par I=${from}
init V=-64.9997224, m=0.0529342176, h=0.596111046, n=0.317681168
V'=Vp
m'=mp
h'=hp
n'=np
Vp=0
mp=0
hp=0
np=0
export {V,m,h,n,I} {Vp,mp,hp,np}
@ dll_lib=hh.so, dll_fun=hh
@ meth=${method}
@ dt=${dt}, total=${duration}, nout=${every}, maxstor=${Math.ceil(duration / dt) + 10}, bounds=100000
${count > 1 ? `@ ${range}\n` : ''}done
`,
  );
  return folder;
}

/** Runs XPPAUT in every folder at once. @returns seconds */
async function together(folders: readonly string[]): Promise<number> {
  const begin = performance.now();
  await Promise.all(folders.map(ended));
  return (performance.now() - begin) / 1000;
}

const ended = (folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const process = spawn('xppaut', ['-silent', 'hh.ode'], { cwd: folder, stdio: 'ignore' });
    process.on('error', reject);
    process.on('close', () => resolve());
  });

function remove(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true });
}

/** When V rises through 0 mV, ms, on straight lines between the times that are written. */
function crossings(table: string): number[] {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows.slice(1).flatMap(([time, V], i) => {
    const [before, last] = rows[i]!;
    return last! <= 0 && V! > 0 ? [before! + ((time! - before!) * -last!) / (V! - last!)] : [];
  });
}
