import { cpus } from 'node:os';
import { canFuse } from '../engine/cpu/kernel.ts';
import { describeAdapter, NoAdapterError } from '../engine/webgpu/device.ts';
import { nodeThreads } from '../threads/node.ts';
import { withGPU } from './dawn.ts';
import type { Streams } from './streams.ts';

/** What is asked of Dawn to meet every adapter that it would choose for somebody. */
const requests: readonly GPURequestAdapterOptions[] = [
  { powerPreference: 'high-performance' },
  { powerPreference: 'low-power' },
  { forceFallbackAdapter: true },
];

/** The limits that decide how large a population can be, with the unit in which they are shown. */
const limits = [
  ['maxBufferSize', 'MiB'],
  ['maxStorageBufferBindingSize', 'MiB'],
  ['maxStorageBuffersPerShaderStage', ''],
  ['maxComputeWorkgroupsPerDimension', ''],
  ['maxComputeInvocationsPerWorkgroup', ''],
] as const;

/** Prints what populations can be advanced on. */
export async function devices({ stdout }: Streams): Promise<void> {
  stdout.write(`webgpu\n${(await listAdapters()).join('\n')}\n`);
  const { count } = nodeThreads();
  const fused = canFuse() ? 'with' : 'without';
  const cpu = `${cpus()[0]?.model ?? 'CPU'}, ${count === 1 ? 'one thread' : `${count} threads`}`;
  stdout.write(`cpu\n  ${cpu}, float32: 4 neurons at a time, ${fused} multiply-add\n`);
  stdout.write(`cpu-f64\n  ${cpu}, float64: 2 neurons at a time, ${fused} multiply-add\n`);
}

async function listAdapters(): Promise<string[]> {
  try {
    return await withGPU(async (gpu) => {
      const adapters = new Map<string, string>();
      for (const request of requests) {
        const adapter = await gpu.requestAdapter(request);
        if (adapter) adapters.set(`${adapter.info.vendor} ${adapter.info.device}`, describe(adapter));
      }
      return adapters.size > 0
        ? [...adapters.values()]
        : ['  no adapter: install a driver for Vulkan, Metal or Direct3D 12'];
    });
  } catch (error) {
    if (!(error instanceof NoAdapterError)) throw error;
    return [`  ${error.message}`];
  }
}

function describe({ info, limits: values }: GPUAdapter): string {
  const { name, software } = describeAdapter(info);
  const lines = limits.map(([limit, unit]) => {
    const value = unit === 'MiB' ? Math.floor(values[limit] / 2 ** 20) : values[limit];
    return `    ${limit.padEnd(34)} ${value} ${unit}`.trimEnd();
  });
  return [`  ${name} (${software ? 'software' : 'GPU'})`, ...lines].join('\n');
}
