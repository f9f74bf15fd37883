import type { AdapterDescription } from '../simulation.ts';

/** A device for an engine, and the adapter that it belongs to. */
export interface Acquired {
  readonly device: GPUDevice;
  readonly adapter: AdapterDescription;
}

/** No adapter, or none that will do. */
export class NoAdapterError extends Error {
  override readonly name = 'NoAdapterError';
}

/** A device that is no more, in the midst of what it does: its driver was reset, or it was taken out. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/** Time (ms) in which a loss is known after the first thing has failed because of it. */
const LATE = 200;

/**
 * Does something that needs a device.
 * @throws DeviceLostError if the device is lost meanwhile, whatever fails first because of that, or waits for ever
 */
export async function whileItLasts<Result>(
  { device, adapter }: Acquired,
  act: () => Promise<Result>,
): Promise<Result> {
  const lost = device.lost.then(({ message }) => {
    throw new DeviceLostError(
      `${adapter.name} was lost: ${message.replace(/\.$/, '') || 'no reason is known'}`,
    );
  });
  try {
    return await Promise.race([act(), lost]);
  } catch (error) {
    const soon = new Promise<never>((_, reject) => setTimeout(() => reject(error), LATE));
    return await Promise.race([lost, soon]);
  }
}

/** Limits that decide how large a population can be; the adapter's own are asked for instead of the defaults. */
const raised = ['maxBufferSize', 'maxStorageBufferBindingSize'] as const;

/** Dawn's object in Node must not be collected while one of its devices is in use. */
const owners = new WeakMap<GPUDevice, GPU>();

/** Features that make dispatches evener, and the looks at neurons cheaper. */
const wanted: readonly GPUFeatureName[] = ['timestamp-query', 'subgroups'];

/** What an adapter offers of the features that the engine can use. */
export function usefulFeatures(adapter: GPUAdapter): GPUFeatureName[] {
  return wanted.filter((name) => adapter.features.has(name));
}

/**
 * Gets a device with the adapter's own limits and the features that the engine can use.
 * @param gpu `navigator.gpu`, or Dawn's object in Node
 * @throws NoAdapterError with the remedy
 */
export async function requestDevice(
  gpu: GPU | undefined,
  options: GPURequestAdapterOptions = {},
): Promise<Acquired> {
  if (!gpu) {
    throw new NoAdapterError(
      'this browser has no WebGPU: use a current Chrome, Edge, Firefox or Safari over https',
    );
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance', ...options });
  if (!adapter) {
    throw new NoAdapterError(
      'WebGPU offers no adapter: install or enable a graphics driver (Vulkan, Metal or D3D12)',
    );
  }
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(raised.map((name) => [name, adapter.limits[name]])),
    requiredFeatures: usefulFeatures(adapter),
  });
  owners.set(device, gpu);
  return { device, adapter: describeAdapter(adapter.info) };
}

/** What an adapter is called, and whether it is a GPU at all. */
export function describeAdapter(info: GPUAdapterInfo): AdapterDescription {
  const name =
    info.description || [info.vendor, info.architecture, info.device].filter(Boolean).join(' ') || 'unnamed';
  const software =
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|basic render/i.test(`${info.architecture} ${info.description}`);
  return { engine: 'webgpu', name, software };
}

/** Makers whose GPUs share the memory of the host, and words in the names of others that do. */
const sharing = /^(apple|arm|broadcom|img-tec|imagination|intel|mesa|qualcomm|samsung)\b/i;
const shared = /\b(integrated|radeon(\(tm\))?( vega)?( \d+m?)? graphics|uhd|iris|tegra)\b/i;
const separate = /\barc\b|\bxe-?hpg\b|\bxe2-?hpg\b/i;

/**
 * Whether an adapter takes its memory from the host's, as far as names tell: WebGPU does not say. Such a GPU does not refuse a
 * population before the whole machine stands still.
 */
export function sharesMemory({ vendor, architecture, description }: GPUAdapterInfo): boolean {
  if (separate.test(`${architecture} ${description}`)) return false;
  return sharing.test(vendor) || shared.test(description);
}
