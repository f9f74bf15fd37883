// Where and with what a benchmark ran, and how its results are kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { version } from '../package.json';
import { withGPU } from '../src/cli/dawn.ts';
import type { AdapterDescription } from '../src/engine/simulation.ts';
import { requestDevice } from '../src/engine/webgpu/device.ts';

/** Runs `use` with a device on Dawn and destroys it afterwards. */
export async function withDevice<Result>(
  use: (device: GPUDevice, adapter: AdapterDescription) => Promise<Result>,
): Promise<Result> {
  return withGPU(async (gpu) => {
    const { device, adapter } = await requestDevice(gpu);
    try {
      return await use(device, adapter);
    } finally {
      device.destroy();
    }
  });
}

/** Hardware, versions and date. */
export function conditions(adapter?: AdapterDescription) {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}`,
    ...(adapter && { adapter: adapter.name }),
    node: process.version,
    loligo: version,
  };
}

/** Prints a table and keeps it with its conditions in bench/results/NAME.json. */
export function report(
  name: string,
  where: ReturnType<typeof conditions>,
  rows: readonly Record<string, string | number>[],
): void {
  console.log(Object.values(where).join(', '));
  console.table(rows);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify({ ...where, rows }, null, 2)}\n`);
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** A number with three digits. */
export const digits = (value: number): number => Number(value.toPrecision(3));
