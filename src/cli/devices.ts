import { cpus } from 'node:os';
import type { Command } from 'commander';
import { canFuse } from '../engine/cpu/kernel.ts';
import { describeAdapter, NoAdapterError } from '../engine/webgpu/device.ts';
import { visible } from '../input/shown.ts';
import { nodeThreads } from '../threads/node.ts';
import { adapterNames, withGPU } from './dawn.ts';
import type { Streams } from './streams.ts';

/** The limits that decide how large a population can be, with the unit in which they are shown. */
const limits = [
  ['maxBufferSize', 'MiB'],
  ['maxStorageBufferBindingSize', 'MiB'],
  ['maxStorageBuffersPerShaderStage', ''],
  ['maxComputeWorkgroupsPerDimension', ''],
  ['maxComputeInvocationsPerWorkgroup', ''],
] as const;

/** `loligo devices`: what a population can be advanced on. */
export function addDevices(program: Command, streams: Streams): void {
  program
    .command('devices')
    .description('list the devices that can advance a population, with their limits')
    .action(() => devices(streams));
}

/** Prints what populations can be advanced on. */
async function devices({ stdout }: Streams): Promise<void> {
  stdout.write(`webgpu\n${(await listAdapters()).join('\n')}\n`);
  const { count } = nodeThreads();
  const fused = canFuse() ? 'with' : 'without';
  const cpu = `${cpus()[0]?.model ?? 'CPU'}, ${count === 1 ? 'one thread' : `${count} threads`}`;
  stdout.write(`cpu\n  ${cpu}, float32: 4 neurons at a time, ${fused} multiply-add\n`);
  stdout.write(`cpu-f64\n  ${cpu}, float64: 2 neurons at a time, ${fused} multiply-add\n`);
}

async function listAdapters(): Promise<string[]> {
  try {
    const names = await adapterNames();
    const described: string[] = [];
    for (const name of new Set(names)) {
      const same = names.filter((other) => other === name).length;
      described.push(await withGPU(async (gpu) => describe(await gpu.requestAdapter(), name, same), name));
    }
    return described.length > 0
      ? described
      : ['  no adapter: install a driver for Vulkan, Metal or Direct3D 12'];
  } catch (error) {
    if (!(error instanceof NoAdapterError)) throw error;
    return [`  ${error.message}`];
  }
}

/** @param called the name by which it is chosen @param same how many are called like that */
function describe(adapter: GPUAdapter | null, called: string, same: number): string {
  const times = same > 1 ? `, ${same} of this name, of which a process can use the first` : '';
  const heading = `  ${visible(called)}`;
  if (!adapter) return `${heading}: does not answer`;
  const { info, limits: values } = adapter;
  const { name, software } = describeAdapter(info);
  const lines = limits.map(([limit, unit]) => {
    const value = unit === 'MiB' ? Math.floor(values[limit] / 2 ** 20) : values[limit];
    return `    ${limit.padEnd(34)} ${value} ${unit}`.trimEnd();
  });
  return [`${heading} (${software ? 'software' : 'GPU'}, ${name}${times})`, ...lines].join('\n');
}
