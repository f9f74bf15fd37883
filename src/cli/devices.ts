import { cpus } from 'node:os';
import { loadGPU } from './dawn.ts';
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
  stdout.write(`webgpu\n${(await describeAdapters()).join('\n')}\n`);
  stdout.write(`cpu\n  ${cpus()[0]?.model ?? 'CPU'}, float64, one thread\n`);
}

async function describeAdapters(): Promise<string[]> {
  try {
    const gpu = await loadGPU();
    const adapters = new Map<string, string>();
    for (const request of requests) {
      const adapter = await gpu.requestAdapter(request);
      if (adapter) adapters.set(`${adapter.info.vendor} ${adapter.info.device}`, describeAdapter(adapter));
    }
    if (adapters.size > 0) return [...adapters.values()];
    return ['  no adapter; install a driver for Vulkan, Metal or Direct3D 12'];
  } catch (error) {
    return [`  none: ${(error as Error).message}`];
  }
}

function describeAdapter({ info, limits: values }: GPUAdapter): string {
  const type = info.isFallbackAdapter ? 'software' : 'GPU';
  const lines = limits.map(([name, unit]) => {
    const value = unit === 'MiB' ? Math.floor(values[name] / 2 ** 20) : values[name];
    return `    ${name.padEnd(34)} ${`${value} ${unit}`.trim()}`;
  });
  return [`  ${info.description || info.device || info.vendor} (${type})`, ...lines].join('\n');
}
