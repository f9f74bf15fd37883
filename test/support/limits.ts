/** The same device, which claims other limits: an engine that keeps to them can be tested without a device of that kind. */
export function withLimits(
  device: GPUDevice,
  limits: Partial<Record<keyof GPUSupportedLimits, number>>,
): GPUDevice {
  return override(device, { limits: override(device.limits, limits) });
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
