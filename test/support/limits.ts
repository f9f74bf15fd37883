/** The same device, which claims other limits: an engine that keeps to them can be tested without a device of that kind. */
export function withLimits(
  device: GPUDevice,
  limits: Partial<Record<keyof GPUSupportedLimits, number>>,
): GPUDevice {
  return override(device, { limits: override(device.limits, limits) });
}

/** The same device, which claims to have these features and no others. */
export function withFeatures(device: GPUDevice, features: readonly GPUFeatureName[]): GPUDevice {
  return override(device, { features: new Set(features) });
}

/** The buffers that were made through a device. */
export interface Ledger {
  readonly device: GPUDevice;
  /** Labels of those that were not destroyed. */
  alive(): string[];
  /** Compute pipelines that were made. */
  pipelines(): number;
  /** Size of the largest so far whose label is this, bytes; of any without a label. */
  largest(label?: string): number;
}

/** The same device, which keeps account of its buffers. */
export function withLedger(device: GPUDevice): Ledger {
  const alive = new Set<GPUBuffer>();
  const made: { label: string; size: number }[] = [];
  const createBuffer = (descriptor: GPUBufferDescriptor): GPUBuffer => {
    const buffer = device.createBuffer(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      alive.delete(buffer);
      return destroy();
    };
    alive.add(buffer);
    made.push({ label: buffer.label, size: buffer.size });
    return buffer;
  };
  let pipelines = 0;
  const createComputePipelineAsync = (descriptor: GPUComputePipelineDescriptor) => {
    pipelines++;
    return device.createComputePipelineAsync(descriptor);
  };
  return {
    device: override(device, { createBuffer, createComputePipelineAsync }),
    pipelines: () => pipelines,
    alive: () => [...alive].map(({ label }) => label).sort(),
    largest: (label) =>
      Math.max(
        0,
        ...made.filter((one) => label === undefined || one.label === label).map(({ size }) => size),
      ),
  };
}

/** An object whose other members are those of `target`, called on `target` itself as host objects demand. */
function override<T extends object>(target: T, members: object): T {
  return new Proxy(target, {
    get(_, name) {
      if (name in members) return Reflect.get(members, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
