import { describe, expect, it } from 'vitest';
import { documentOf, parseExperiment } from '../../src/protocol/experiment.ts';
import { canHideAdapters, ending, loligo, parseCsv, start, withAdapter, withoutAdapter } from './command.ts';

const header = 'current_uA_cm2,spikes,rate_Hz,latency_ms,peak_mV,trough_mV\n';
const quick = ['--duration', '200', '--settle', '100', '--backend', 'cpu'];

describe('loligo fi', () => {
  it('prints the curve as CSV, with empty fields where there is no value', async () => {
    const { status, stdout, stderr } = await loligo(['fi', '--values', '-2,0,10', ...quick]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.startsWith(header)).toBe(true);
    const [inhibited, resting, firing] = parseCsv(stdout);
    expect(inhibited).toMatchObject({ current_uA_cm2: -2, spikes: 0, rate_Hz: 0, latency_ms: undefined });
    expect(resting).toEqual({
      current_uA_cm2: 0,
      spikes: 0,
      rate_Hz: 0,
      latency_ms: undefined,
      peak_mV: expect.closeTo(-65, 2),
      trough_mV: expect.closeTo(-65, 2),
    });
    expect(firing).toMatchObject({
      current_uA_cm2: 10,
      spikes: 7,
      rate_Hz: expect.closeTo(68.3, 1),
      latency_ms: expect.closeTo(2.14, 1),
    });
  });

  it('spaces the currents evenly', async () => {
    const { stdout } = await loligo(['fi', '--from', '0', '--to', '0.9', '--count', '4', ...quick]);
    expect(parseCsv(stdout).map((row) => row.current_uA_cm2)).toEqual([0, 0.3, 0.6, 0.9]);
  });

  it('sets parameters and the model', async () => {
    const rate = async (...args: string[]) =>
      parseCsv((await loligo(['fi', '--values', '10', ...args, ...quick])).stdout)[0]?.rate_Hz;
    const plain = await rate();
    expect(await rate('--set', 'gNa=0')).toBe(0);
    expect(await rate('--set', 'gK=40', '--set', 'gNa=100')).not.toBe(plain);
    expect(await rate('--model', 'lecture')).toBeGreaterThan((plain ?? 0) + 1);
  });

  it('says that a step is too large, before and after', async () => {
    const fast = ['--set', 'C=0.1', '--set', 'gNa=500', '--set', 'temperature=18.5', '--dt', '0.05'];
    const { status, stderr } = await loligo(['fi', '--values', '20', ...fast, ...quick]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^loligo: dt = 0\.05 ms is too large: .*; dt = 0\.005 ms would do\nloligo: neuron 0 peaks at .*\n$/,
    );
  });

  it('prints the complete experiment and the same rows as JSON', async () => {
    const args = ['fi', '--values', '0,10', '--set', 'gNa=110', '--dt', '0.02', ...quick];
    const json = JSON.parse((await loligo([...args, '--json'])).stdout);
    expect(json).toMatchObject({ version: '0.1.0', adapter: { engine: 'cpu' } });
    expect(json.kernel).toMatch(/^[0-9a-f]{64}$/);
    expect(json.experiment).toMatchObject({
      dt: 0.02,
      measure: { from: 100 },
      duration: 200,
      initial: 'rest',
    });
    expect(documentOf(parseExperiment(json.experiment))).toEqual(json.experiment);
    expect(json.experiment.parameters).toMatchObject({ gNa: 110, gK: 36, temperature: 6.3 });
    expect(json.rows[0].latency_ms).toBeNull();
    expect(json.rows[1]).toEqual(parseCsv((await loligo(args)).stdout)[1]);
  });

  it('lets a reader close early', async () => {
    const child = start(['fi', '--count', '20000', '--duration', '1', '--settle', '0', '--backend', 'cpu']);
    const end = ending(child);
    child.stdout.once('data', () => child.stdout.destroy());
    const { status, stderr } = await end;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('measures every rate within 0.1 % of a fine float64 run, at a WebGPU adapter', {
    timeout: 120_000,
  }, async () => {
    const args = [
      'fi',
      '--values',
      '3,5,6,6.5,7,8,10,15,20,30,50,100,120',
      '--duration',
      '1000',
      '--settle',
      '300',
    ];
    const [gpu, reference] = await Promise.all([
      loligo([...args, '--dt', '0.01', '--backend', 'webgpu'], { env: withAdapter() }),
      loligo([...args, '--dt', '0.002', '--backend', 'cpu']),
    ]);
    expect(gpu).toMatchObject({ status: 0, stderr: '' });
    const rates = parseCsv(gpu.stdout).map((row) => row.rate_Hz ?? Number.NaN);
    expect(rates.slice(0, 3)).toEqual([0, 0, 0]);
    for (const [i, { current_uA_cm2, rate_Hz = Number.NaN }] of parseCsv(reference.stdout).entries()) {
      if (i < 3) continue;
      expect(rate_Hz, `at ${current_uA_cm2}`).toBeGreaterThan(50);
      expect(Math.abs((rates[i] ?? Number.NaN) / rate_Hz - 1), `at ${current_uA_cm2}`).toBeLessThan(0.001);
    }
  });
});

describe.runIf(canHideAdapters)('without an adapter', () => {
  it('runs on the CPU engine and says how fast that is', async () => {
    const { status, stdout, stderr } = await loligo(
      ['fi', '--values', '10', '--duration', '50', '--settle', '0', '--json'],
      { env: withoutAdapter },
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/^loligo: CPU, float32, one thread: [\d.]+ million neuron-steps\/s\n$/);
    expect(JSON.parse(stdout).adapter.engine).toBe('cpu');
  });

  it('refuses --backend webgpu with the remedy', async () => {
    const { status, stdout, stderr } = await loligo(['fi', '--backend', 'webgpu'], { env: withoutAdapter });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^loligo: .*adapter.*install .*; or use --backend cpu$/m);
  });
});
