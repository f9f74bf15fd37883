// How long does it take to find the fastest engine, where nothing is known yet? For every shipped membrane, each engine first in
// a process: that is when a user waits for it. The shortest wall time of some: whatever else the machine does only adds to it.
import { spawnSync } from 'node:child_process';
import { CpuSimulation } from '../src/engine/cpu/simulation.ts';
import { Speeds } from '../src/engine/speed.ts';
import { WebGPUSimulation } from '../src/engine/webgpu/simulation.ts';
import { membranes } from '../src/model/catalogue.ts';
import type { Problem } from '../src/problem/problem.ts';
import { parseExperiment } from '../src/protocol/experiment.ts';
import { prepare } from '../src/protocol/prepare.ts';
import { nodeThreads } from '../src/threads/node.ts';
import { conditions, digits, report, withDevice } from './machine.ts';

/** Processes that calibrate once. */
const PROCESSES = 3;
/** What a process is told that does. */
const ONCE = 'once';

interface Calibration {
  /** Wall time until the engine is there, and of the measurement, ms. */
  readonly made: number;
  readonly measured: number;
  /** Million neuron-steps per second that it found. */
  readonly speed: number;
}

/** @param args membranes; all where none is named */
export default async function calibration(args: readonly string[]): Promise<void> {
  const [first, model] = args;
  if (first === ONCE) {
    console.log(JSON.stringify(await calibrate(problemOf(model!))));
    return;
  }
  const names = Object.keys(membranes).filter((name) => args.length === 0 || args.includes(name));
  const rows = names.map((name) => {
    const runs = Array.from({ length: PROCESSES }, () => inProcess(name));
    const columns = Object.keys(runs[0]!).map((engine) => {
      const quickest = runs.map((run) => run[engine]!).sort((a, b) => a.measured - b.measured)[0]!;
      return [
        engine,
        `${digits(quickest.made)} + ${digits(quickest.measured)} ms: ${digits(quickest.speed)}`,
      ];
    });
    return { 'membrane (made + measured: million neuron-steps/s)': name, ...Object.fromEntries(columns) };
  });
  report('calibration', conditions(), rows);
}

function inProcess(model: string): Record<string, Calibration> {
  const { stdout } = spawnSync(process.execPath, [process.argv[1]!, 'calibration', ONCE, model]);
  return JSON.parse(String(stdout)) as Record<string, Calibration>;
}

function problemOf(model: string): Problem {
  return prepare(
    parseExperiment({
      model,
      sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 1 << 16 } },
    }),
  );
}

async function calibrate(problem: Problem): Promise<Record<string, Calibration>> {
  const speeds = new Speeds({ get: () => undefined, set: () => {} }, 'none');
  const threads = nodeThreads();
  const cpu = await timed((made) =>
    speeds.cpu('CPU', threads.count, problem, (one) => made(CpuSimulation.create(one, { threads }))),
  );
  const device = await withDevice((device, adapter) =>
    timed((made) =>
      speeds.device(adapter, problem, (one) => made(WebGPUSimulation.create(device, one, { adapter }))),
    ),
  );
  return { cpu, device };
}

type Made = <Result>(simulation: Promise<Result>) => Promise<Result>;

async function timed(measure: (made: Made) => Promise<number>): Promise<Calibration> {
  const started = performance.now();
  let ready = started;
  const speed = await measure(async (simulation) => {
    const result = await simulation;
    ready = performance.now();
    return result;
  });
  return { made: ready - started, measured: performance.now() - ready, speed: speed / 1e6 };
}
