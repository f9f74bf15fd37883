import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  canHideAdapters,
  experimentFile,
  loligo,
  temporaryFolder,
  withAdapter,
  withoutAdapter,
} from './command.ts';

it('lists an adapter with its limits, and the CPU engines', async () => {
  const { status, stdout, stderr } = await loligo(['devices'], { env: withAdapter() });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^webgpu\n {2}\S.* \((software|GPU), \S.*\)\n/);
  expect(stdout).toMatch(/^ {4}maxStorageBufferBindingSize +\d+ MiB$/m);
  expect(stdout).toMatch(/\ncpu\n {2}.*float32.*\ncpu-f64\n {2}.*float64/);
});

it.runIf(canHideAdapters)('says why there is no adapter and what would help', async () => {
  const { status, stdout } = await loligo(['devices'], { env: withoutAdapter });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^webgpu\n {2}.*no adapter.*install/);
  expect(stdout).toMatch(/\ncpu\n/);
});

it('lends those that are named, side by side, and names those that there are', async () => {
  const env = withAdapter();
  const name = /^ {2}(\S.*) \((software|GPU), /m.exec((await loligo(['devices'], { env })).stdout)![1]!;
  const folder = temporaryFolder();
  const file = experimentFile({ trials: 3, duration: 20 });
  const run = (adapters: string, out: string, ...more: string[]) =>
    loligo(['run', file, '--out', join(folder, out), '--adapter', adapters, ...more], { env });
  const [both, other, cpu] = await Promise.all([
    run(`${name},${name}`, 'both'),
    run('of nobody', 'other'),
    run(name, 'cpu', '--backend', 'cpu'),
  ]);
  expect(both).toMatchObject({ status: 0, stderr: '' });
  const { adapter } = JSON.parse(readFileSync(join(folder, 'both', 'run.json'), 'utf8'));
  expect(adapter).toMatchObject({ engine: 'webgpu', name: expect.stringMatching(/^(.+) and \1$/) });
  expect(other.status).toBe(2);
  expect(other.stderr).toContain(`no adapter has "of nobody" in its name; there are: ${name}`);
  expect(cpu.stderr).toContain('--backend is cpu; leave out one of them');
});
