import { describe, expect, it } from 'vitest';
import { describeAdapter, sharesMemory } from '../../../src/engine/webgpu/device.ts';
import { defaultMemory } from '../../../src/engine/webgpu/resources.ts';

const info = (vendor: string, architecture: string, description: string) =>
  ({ vendor, architecture, device: '', description, isFallbackAdapter: false }) as GPUAdapterInfo;

const integrated = [
  info('intel', 'gen-12lp', 'Intel(R) Iris(R) Xe Graphics'),
  info('intel', 'gen-9', ''),
  info('apple', 'metal-3', ''),
  info('qualcomm', 'adreno-6xx', ''),
  info('arm', 'valhall', 'Mali-G78'),
  info('amd', 'gcn-5', 'AMD Radeon(TM) Graphics'),
  info('amd', 'rdna-3', 'AMD Radeon 780M Graphics (RADV PHOENIX)'),
];
const separate = [
  info('nvidia', 'hopper', 'NVIDIA H100'),
  info('nvidia', 'ampere', ''),
  info('amd', 'rdna-3', 'AMD Radeon RX 7900 XTX'),
  info('intel', 'xe-hpg', 'Intel(R) Arc(TM) A770 Graphics'),
];

describe('the memory that a population may take', () => {
  it.each(integrated)('is bounded where the GPU shares it with the host: $vendor $description', (adapter) => {
    expect(sharesMemory(adapter)).toBe(true);
    expect(defaultMemory(describeAdapter(adapter), adapter)).toBe(4 * 2 ** 30);
  });

  it.each(separate)('is larger where it has its own: $vendor $description', (adapter) => {
    expect(sharesMemory(adapter)).toBe(false);
    expect(defaultMemory(describeAdapter(adapter), adapter)).toBe(16 * 2 ** 30);
  });

  it('is bounded where the CPU computes', () => {
    const adapter = info('google', 'swiftshader', '');
    expect(defaultMemory(describeAdapter(adapter), adapter)).toBe(4 * 2 ** 30);
  });
});
