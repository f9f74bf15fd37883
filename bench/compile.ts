// How long does it take from a membrane to its shader, first in a process and again, for every shipped membrane with every
// integrator? The shortest wall time of some: whatever else the machine does only adds to it.
import { spawnSync } from 'node:child_process';
import { generateKernel } from '../src/engine/webgpu/kernel.ts';
import { integratorNames } from '../src/integrators/catalogue.ts';
import { membranes } from '../src/model/catalogue.ts';
import { parseExperiment } from '../src/protocol/experiment.ts';
import { prepare } from '../src/protocol/prepare.ts';
import { conditions, digits, report } from './machine.ts';

type IntegratorName = (typeof integratorNames)[number];

/** Processes that compile once, and rounds in one process. */
const PROCESSES = 7;
const ROUNDS = 25;
/** What a process is told that compiles once. */
const ONCE = 'once';

/** @param args membranes; all where none is named */
export default async function compile(args: readonly string[]): Promise<void> {
  const [first, model, integrator] = args;
  if (first === ONCE) {
    console.log(millisecondsFor(model!, integrator as IntegratorName));
    return;
  }
  const names = Object.keys(membranes).filter((name) => args.length === 0 || args.includes(name));
  const rows = names.map((name) => {
    const times = integratorNames.map((method) => [method, `${cold(name, method)} / ${warm(name, method)}`]);
    return { 'membrane (ms, first / again)': name, ...Object.fromEntries(times) };
  });
  report('compile', conditions(), rows);
}

/** From the membrane to the text of the shader: its formulas read, the step made, rewritten, scheduled and printed. */
function millisecondsFor(model: string, integrator: IntegratorName): number {
  const experiment = parseExperiment({
    model,
    integrator,
    dt: 0.025,
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1024 } },
  });
  const started = performance.now();
  generateKernel(prepare(experiment));
  return performance.now() - started;
}

function cold(model: string, integrator: IntegratorName): number {
  const times = Array.from({ length: PROCESSES }, () => {
    const { stdout } = spawnSync(process.execPath, [process.argv[1]!, 'compile', ONCE, model, integrator]);
    return Number(stdout);
  });
  return digits(Math.min(...times));
}

function warm(model: string, integrator: IntegratorName): number {
  return digits(Math.min(...Array.from({ length: ROUNDS }, () => millisecondsFor(model, integrator))));
}
