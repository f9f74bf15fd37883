import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  canHideAdapters,
  experimentFile,
  loligo,
  readCsv,
  temporaryFolder,
  withAdapter,
  withoutAdapter,
} from './command.ts';

/** 40 million neuron-steps: more than 2 s where the CPU is said to make few. */
const document = {
  sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 2000 } },
  duration: 1000,
  dt: 0.05,
};
const small = ['fi', '--values', '10', '--duration', '50', '--settle', '0'];

const cacheOf = (folder: string) => join(folder, 'loligo', 'speeds.json');

/** Lets every speed that was measured for the CPU be another one. */
function pretend(folder: string, speed: number): void {
  const speeds = JSON.parse(readFileSync(cacheOf(folder), 'utf8')) as Record<string, number>;
  writeFileSync(
    cacheOf(folder),
    JSON.stringify(Object.fromEntries(Object.keys(speeds).map((key) => [key, speed]))),
  );
}

describe('--backend auto', () => {
  it('measures the CPU, says how fast it is, and remembers that', async () => {
    const folder = temporaryFolder();
    const env = { XDG_CACHE_HOME: folder };
    const first = await loligo(small, { env });
    expect(first.status).toBe(0);
    expect(first.stderr).toMatch(/^loligo: CPU, float32, one thread: [\d.]+ million neuron-steps\/s\n$/);
    expect(existsSync(cacheOf(folder))).toBe(true);
    pretend(folder, 123e6);
    const again = await loligo(small, { env });
    expect(again.stderr).toBe('loligo: CPU, float32, one thread: 120 million neuron-steps/s\n');
  });

  it('runs where nothing can be remembered', async () => {
    const { status, stderr } = await loligo(small, { env: { XDG_CACHE_HOME: '/dev/null' } });
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/million neuron-steps/),
    });
  });

  it('takes an adapter that is faster, for a run that is long enough', { timeout: 120_000 }, async () => {
    const env = { ...withAdapter(), XDG_CACHE_HOME: temporaryFolder() };
    // What remembers the size of the population, too.
    const file = experimentFile({ ...document, duration: 20 });
    const out = join(temporaryFolder(), 'out');
    expect((await loligo(['run', file, '--out', out], { env })).status).toBe(0);
    pretend(env.XDG_CACHE_HOME, 1000);
    const { status, stderr } = await loligo(['run', file, '--out', out], { env });
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^loligo: .*swiftshader.*: [\d.]+ million neuron-steps\/s, [\d.e+]+ times as fast as the CPU\n$/i,
    );
    expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')).adapter.engine).toBe('webgpu');
    expect(readCsv(join(out, 'cells.csv'))).toHaveLength(2000);
  });

  it.runIf(canHideAdapters)('says why there is none where one is looked for', async () => {
    const env = { ...withoutAdapter, XDG_CACHE_HOME: temporaryFolder() };
    await loligo(small, { env });
    pretend(env.XDG_CACHE_HOME, 1);
    const { status, stderr } = await loligo(small, { env });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^loligo: CPU, float32, one thread: .* neuron-steps\/s; .*adapter.*$/m);
  });
});

it('the engines give the same rates to rounding', async () => {
  const rates = async (backend: string) => {
    const { status, stdout, stderr } = await loligo(
      ['fi', '--count', '5', '--from', '10', '--backend', backend, '--json'],
      {
        env: withAdapter(),
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { rows, adapter } = JSON.parse(stdout) as {
      rows: { rate_Hz: number }[];
      adapter: { engine: string };
    };
    expect(adapter.engine).toBe(backend);
    return rows.map(({ rate_Hz }) => rate_Hz);
  };
  const exact = await rates('cpu-f64');
  expect(exact[0]).toBeCloseTo(68.3, 1);
  for (const backend of ['cpu', 'webgpu']) {
    const found = await rates(backend);
    // Two spikes of a train of 700 ms, each off by 0.01 ms.
    for (const [i, rate] of exact.entries()) expect(Math.abs(found[i]! / rate - 1)).toBeLessThan(3e-5);
  }
});
