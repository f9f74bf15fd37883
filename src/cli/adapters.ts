import { type Acquired, requestDevice, whileItLasts } from '../engine/webgpu/device.ts';
import { InputError } from '../input/schema.ts';
import { listed, shown } from '../input/shown.ts';
import { adapterNames, withGPU } from './dawn.ts';

/** Lends a device while `use` works. @param adapter a part of the name of its adapter; the fastest one if there is none */
export async function withDevice<Result>(
  use: (acquired: Acquired) => Promise<Result>,
  adapter?: string,
): Promise<Result> {
  return withGPU(async (gpu) => {
    const acquired = await requestDevice(gpu);
    try {
      return await use(acquired);
    } finally {
      acquired.device.destroy();
    }
  }, adapter);
}

/**
 * Lends a device of each of some adapters.
 * @param adapters parts of their names
 * @throws InputError if one of them is not there, DeviceLostError if one is lost meanwhile
 */
export async function withDevices<Result>(
  adapters: readonly string[],
  use: (acquired: readonly Acquired[]) => Promise<Result>,
): Promise<Result> {
  await checkNames(adapters);
  const lend = ([adapter, ...others]: readonly string[], lent: readonly Acquired[]): Promise<Result> =>
    adapter === undefined
      ? use(lent)
      : withDevice((one) => whileItLasts(one, () => lend(others, [...lent, one])), adapter);
  return lend(adapters, []);
}

async function checkNames(adapters: readonly string[]): Promise<void> {
  const names = await adapterNames();
  const missing = adapters.find((wanted) => !names.some((name) => name.includes(wanted)));
  if (missing === undefined) return;
  const known = names.map((name) => shown(name));
  throw new InputError(
    `no adapter has "${shown(missing)}" in its name; there are: ${listed(known, ', ') || 'none'}`,
  );
}
