// Other programs of the field, where the machine has them.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';
import { initialStates } from '../../src/engine/beginning.ts';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import { type ExportTarget, exportExperiment } from '../../src/exchange/catalogue.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';

/** The interpreter that Debian's packages python3-brian and python3-neuron are for; LOLIGO_PYTHON names another one. */
export const pythonProgram =
  process.env.LOLIGO_PYTHON ?? (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');

const runs = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;

/** A folder of that name that has no code of its own is what an uninstalled one may leave. */
export const hasModule = (name: string): boolean =>
  runs(pythonProgram, [
    '-c',
    `import importlib.util, sys; sys.exit(getattr(importlib.util.find_spec("${name}"), "origin", None) is None)`,
  ]);

export const hasPython = runs(pythonProgram, ['--version']);
export const hasBrian2 = hasPython && hasModule('brian2');
/** NEURON compiles mechanisms with nrnivmodl and a compiler. */
export const hasNeuron =
  hasPython && hasModule('neuron') && found('nrnivmodl') !== undefined && runs('cc', ['--version']);
export const hasXpp = found('xppaut') !== undefined;
export const hasR = found('Rscript') !== undefined;
export const hasRPackage = (name: string): boolean =>
  runs('Rscript', ['-e', `q(status = !requireNamespace("${name}", quietly = TRUE))`]);

function found(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** Spike times of each neuron on the float64 reference, ms. */
export async function referenceSpikes(experiment: ExperimentInput): Promise<number[][]> {
  const problem = prepare(parseExperiment({ ...experiment, record: { spikes: true } }));
  const simulation = await ReferenceSimulation.create(problem);
  const spikes = Array.from({ length: problem.population.count }, (): number[] => []);
  await runExperiment(simulation, {
    onSpikes: ({ cell, time }) => {
      for (const [i, one] of cell.entries()) spikes[one]!.push(time[i]!);
    },
  });
  simulation.destroy();
  return spikes;
}

/**
 * Largest difference of spike times, ms. Both scripts place events by potentials 0.01 ms apart: peaks by a polynomial, to some
 * 1e-5 ms; rises through a level by a straight line, to 1/8 V''/V' dt^2, some 1e-4 ms. Brian2 integrates with RK4 at 0.01 ms,
 * NEURON with CVODE at tolerances of 1e-8; the reference at 0.0025 ms is itself right to some 2e-4 ms in the membranes with the
 * steepest spikes, which both scripts, though they share no integrator, differ from by the same amount.
 */
const TOLERANCE = 5e-4;
export const REFERENCE_DT = 0.0025;

/** Holds the spikes that a program has found to those of the reference. */
export async function expectSpikes(experiment: ExperimentInput, spikes: readonly (readonly number[])[]) {
  const reference = await referenceSpikes({ ...experiment, dt: REFERENCE_DT });
  expect(spikes.map((times) => times.length)).toEqual(reference.map((times) => times.length));
  expect(reference.every((times) => times.length >= 2)).toBe(true);
  const differences = reference.map((times, i) =>
    Math.max(...times.map((time, k) => Math.abs(time - spikes[i]![k]!))),
  );
  expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
}

/** An experiment as a text of another program. */
export async function exported(experiment: ExperimentInput, to: ExportTarget, cell?: number) {
  return exportExperiment(parseExperiment(experiment), to, initialStates, cell);
}

/** What a script has written. */
export interface Written {
  readonly cells: string;
  readonly spikes: readonly (readonly number[])[];
}

/** Runs scripts in Python one after the other, each with a folder of its own. @param before code that comes first */
export function runPython(scripts: readonly string[], before = ''): Written[] {
  const folder = mkdtempSync(join(tmpdir(), 'loligo-'));
  try {
    for (const [i, script] of scripts.entries()) {
      mkdirSync(join(folder, String(i)));
      writeFileSync(join(folder, `script${i}.py`), script);
    }
    const start = `${before}
import sys
for i in range(${scripts.length}):
    sys.argv = [f'script{i}.py', str(i)]
    exec(compile(open(f'script{i}.py').read(), f'script{i}.py', 'exec'), {'__name__': '__main__'})`;
    const ending = spawnSync(pythonProgram, ['-W', 'ignore', '-c', start], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: [mechanismCompiler(folder), process.env.PATH].join(delimiter) },
    });
    if (ending.status !== 0) throw new Error(`a script failed: ${ending.stderr.slice(-3000)}`);
    return scripts.map((_, i) => readTables(join(folder, String(i))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTables(folder: string): Written {
  const lines = (name: string) => readFileSync(join(folder, name), 'utf8').trim().split('\n').slice(1);
  const spikes = lines('cells.csv').map((): number[] => []);
  for (const line of lines('spikes.csv')) {
    const [cell, time] = line.split(',').map(Number) as [number, number];
    spikes[cell]!.push(time);
  }
  return { cells: readFileSync(join(folder, 'cells.csv'), 'utf8'), spikes };
}

/**
 * A folder with an nrnivmodl that works: that of Debian 12 looks for its makefile and its library where other builds of NEURON have
 * them.
 */
function mechanismCompiler(folder: string): string {
  const bin = join(folder, 'bin');
  const [program, makefile] = [found('nrnivmodl'), '/usr/lib/nrn/nrnmech_makefile'];
  if (program === undefined || !existsSync(makefile)) return bin;
  mkdirSync(bin);
  const text = readFileSync(program, 'utf8')
    .replaceAll(`\${bindir}/nrnmech_makefile`, makefile)
    .replace('UserLDFLAGS=""', 'UserLDFLAGS="-L/usr/lib/nrn"');
  writeFileSync(join(bin, 'nrnivmodl'), text);
  chmodSync(join(bin, 'nrnivmodl'), 0o755);
  return bin;
}

/** Whether scripts are Python that can be compiled, all at once. */
export function faultsOfPython(scripts: Readonly<Record<string, string>>): string {
  const program = `import json, sys
for name, text in json.load(sys.stdin).items():
    try:
        compile(text, name, 'exec')
    except SyntaxError as error:
        print(name, error)`;
  const { stdout, stderr } = spawnSync(pythonProgram, ['-c', program], {
    input: JSON.stringify(scripts),
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** Runs an .ode file in XPPAUT without a window. @returns rows of t and the states */
export function runXpp(ode: string): number[][] {
  const folder = mkdtempSync(join(tmpdir(), 'loligo-'));
  try {
    writeFileSync(join(folder, 'neuron.ode'), ode);
    const { stdout, stderr } = spawnSync('xppaut', ['-silent', 'neuron.ode'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const output = join(folder, 'output.dat');
    if (!existsSync(output)) throw new Error(`XPP wrote nothing: ${stdout}${stderr}`.slice(-2000));
    const lines = readFileSync(output, 'utf8').trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/).map(Number));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Before scripts for Brian2 that compute less than compiling takes. */
export const uncompiled = "import brian2\nbrian2.prefs.codegen.target = 'numpy'";

/** Holds the spikes that Brian2 finds to those of the reference. One process for all: it takes seconds to begin. */
export async function expectSpikesOfBrian2(experiments: readonly ExperimentInput[]): Promise<void> {
  const scripts = await Promise.all(experiments.map(async (one) => (await exported(one, 'brian2')).text));
  const written = runPython(scripts, uncompiled);
  for (const [i, experiment] of experiments.entries()) await expectSpikes(experiment, written[i]!.spikes);
}
