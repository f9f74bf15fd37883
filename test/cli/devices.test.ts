import { expect, it } from 'vitest';
import { canHideAdapters, loligo, withAdapter, withoutAdapter } from './command.ts';

it('lists an adapter with its limits, and the CPU engines', async () => {
  const { status, stdout, stderr } = await loligo(['devices'], { env: withAdapter() });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^webgpu\n {2}\S.* \((software|GPU)\)\n/);
  expect(stdout).toMatch(/^ {4}maxStorageBufferBindingSize +\d+ MiB$/m);
  expect(stdout).toMatch(/\ncpu\n {2}.*float32.*\ncpu-f64\n {2}.*float64/);
});

it.runIf(canHideAdapters)('says why there is no adapter and what would help', async () => {
  const { status, stdout } = await loligo(['devices'], { env: withoutAdapter });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^webgpu\n {2}.*no adapter.*install/);
  expect(stdout).toMatch(/\ncpu\n/);
});
