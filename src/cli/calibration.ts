import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { CpuSimulation } from '../engine/cpu/simulation.ts';
import type { Threads } from '../engine/cpu/threads.ts';
import type { Simulation } from '../engine/simulation.ts';
import { sampleOf, speedOf } from '../engine/speed.ts';
import type { Acquired } from '../engine/webgpu/device.ts';
import { WebGPUSimulation } from '../engine/webgpu/simulation.ts';
import type { Problem } from '../problem/problem.ts';

/** Neurons that tell how fast a thread and a GPU are. */
const CELLS = { thread: 2048, device: 1 << 17 } as const;

/** Neuron-steps per second that the CPU engine makes with a problem here. */
export function cpuSpeed(problem: Problem, threads: Threads): Promise<number> {
  const sample = sampleOf(problem, CELLS.thread * threads.count);
  const where = `${cpus()[0]?.model ?? 'CPU'}, ${threads.count} threads`;
  return known(where, sample, () => CpuSimulation.create(sample, { threads }));
}

/** The same of a device. */
export function deviceSpeed({ device, adapter }: Acquired, problem: Problem): Promise<number> {
  const sample = sampleOf(problem, CELLS.device);
  return known(adapter.name, sample, () => WebGPUSimulation.create(device, sample, { adapter }));
}

/** Measures a speed, or remembers it from an earlier run of this version. */
async function known(where: string, problem: Problem, create: () => Promise<Simulation>): Promise<number> {
  const { system, integrator, population } = problem;
  const size = 4 ** Math.round(Math.log(population.count) / Math.log(4));
  const key = [version, where, system.name, integrator.name, `about ${size} neurons`].join('; ');
  const remembered = read();
  if (remembered[key] !== undefined) return remembered[key];
  const simulation = await create();
  try {
    const speed = await speedOf(simulation);
    write({ ...read(), [key]: Math.round(speed) });
    return speed;
  } finally {
    simulation.destroy();
  }
}

const file = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'loligo', 'speeds.json');

/** Speeds that were measured before; none where the file cannot be read. */
function read(): Record<string, number> {
  try {
    const speeds: unknown = JSON.parse(readFileSync(file(), 'utf8'));
    if (typeof speeds !== 'object' || speeds === null) return {};
    return Object.fromEntries(Object.entries(speeds).filter(([, speed]) => speed > 0));
  } catch {
    return {};
  }
}

/** A speed that cannot be remembered is measured again. */
function write(speeds: Readonly<Record<string, number>>): void {
  try {
    mkdirSync(dirname(file()), { recursive: true });
    const whole = `${file()}.${process.pid}`;
    writeFileSync(whole, `${JSON.stringify(speeds, undefined, 2)}\n`);
    renameSync(whole, file());
  } catch {}
}
