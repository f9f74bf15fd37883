import { describe, expect, it } from 'vitest';
import { ending, loligo, parseCsv, start, temporaryFolder } from './command.ts';
import { loligo as inProcess } from './in-process.ts';

const coarse = ['--integrator', 'strang', '--backend', 'cpu'];

describe('loligo threshold', () => {
  const args = ['threshold', '--duration', '0.5,5', '--tolerance', '0.01'];

  it('prints the strength-duration curve as CSV', async () => {
    const { status, stdout, stderr } = await loligo([...args, ...coarse]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // scipy as in test/studies/threshold.test.ts; the tolerance that is asked for is 1 %.
    const [short, long] = parseCsv(stdout) as [Record<string, number>, Record<string, number>];
    expect(Object.keys(short)).toEqual(['duration_ms', 'threshold_uA_cm2']);
    expect(Math.abs(short.threshold_uA_cm2! / 13.28 - 1)).toBeLessThan(0.01);
    expect(Math.abs(long.threshold_uA_cm2! / 2.352 - 1)).toBeLessThan(0.01);
  });

  it('prints what was found with units, what was studied and what it ran on as JSON', async () => {
    const { stdout } = await loligo([...args, '--set', 'gNa=130', '--json', ...coarse]);
    const json = JSON.parse(stdout);
    expect(json).toMatchObject({
      adapter: { engine: 'cpu' },
      kernels: expect.arrayContaining([expect.stringMatching(/^[0-9a-f]{64}$/)]),
      experiment: { model: 'hodgkin-huxley', parameters: { gNa: 130 }, integrator: 'strang' },
      findings: { rheobase: { unit: 'uA/cm2' }, chronaxie: { unit: 'ms' }, jump: { unit: 'mV' } },
    });
    expect(json.findings.rheobase.value).toBeLessThan(2.24);
    expect(json.rows).toHaveLength(2);
  });

  it('takes and gives nA where the cell has an area', async () => {
    const cell = ['--model', 'pospischil-fs', '--tolerance', '0.01', '--duration', '100', ...coarse];
    const rheobaseIn = async (unit: string) =>
      JSON.parse((await loligo(['threshold', ...cell, '--unit', unit, '--json'])).stdout).findings.rheobase;
    const [whole, density] = [await rheobaseIn('nA'), await rheobaseIn('uA/cm2')];
    expect(whole.unit).toBe('nA');
    // 14,103 um2: 1 nA is 7.09089 uA/cm2. Each is right to 1 %.
    expect(Math.abs((whole.value * 7.09089) / density.value - 1)).toBeLessThan(0.02);
  });
});

it('a study says once which engine it takes, however many runs it makes', async () => {
  const env = { XDG_CACHE_HOME: temporaryFolder() };
  const args = ['refractory', '--interval', '12', '--amplitude', '20', '--integrator', 'strang'];
  const { status, stdout, stderr } = await loligo(args, { env });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^interval_ms,threshold_uA_cm2,ratio\n12,14\.\d+,2\.0\d+\n$/);
  expect(stderr).toMatch(/^loligo: CPU, float32, [^\n]* million neuron-steps\/s[^\n]*\n$/);
});

describe('loligo fi', () => {
  const args = ['fi', '--values', '8', '--duration', '300', '--settle', '100'];

  it('has a column for each branch that is asked for', async () => {
    const { status, stdout } = await loligo([...args, '--from-firing', '--from-rest', ...coarse]);
    expect(status).toBe(0);
    const [row] = parseCsv(stdout);
    expect(row).toMatchObject({ current_uA_cm2: 8, rate_rest_Hz: 0 });
    // 62.46 Hz by following the cycle in float64.
    expect(row!.rate_firing_Hz).toBeCloseTo(62.46, 1);
  });
});

it.each([
  [['threshold', '--tolerance', '5'], '--tolerance = 5 is out of range: it must be 1e-7 to 0.01'],
  [['threshold', '--duration', '0'], '--duration = 0 ms is out of range: pulses must last 0.001 to 10000 ms'],
  [['threshold', '--unit', 'nA'], '--unit = "nA" needs the area of the cell'],
  [['threshold', '--set', 'gX=3'], 'unknown parameter "gX" of model "hodgkin-huxley"; did you mean "gK"?'],
  [['refractory', '--interval', '0.2'], '--interval = 0.2 ms is out of range: it must be from the width'],
  [['refractory', '--width', '0'], '--width = 0 ms is out of range'],
])('loligo %j says in one line what is wrong', async (args, message) => {
  const { status, stdout, stderr } = await inProcess(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.startsWith(`loligo: ${message}`)).toBe(true);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

it.each([
  ['looked for', ['threshold', ...coarse, '--tolerance', '1e-6']],
  ['followed', ['equilibria', '--model', 'pospischil-lts']],
])('leaves at once when it is interrupted, and says what it %s', async (did, args) => {
  const child = start(args);
  const ended = ending(child);
  // It has begun by then, and takes 3 s of a fast machine.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const asked = performance.now();
  child.kill('SIGINT');
  const { signal, stderr, stdout } = await ended;
  expect({ signal, stdout }).toEqual({ signal: 'SIGINT', stdout: '' });
  expect(stderr).toMatch(
    new RegExp(`^loligo: interrupted while it ${did} .*; there is nothing yet that could be printed\\n$`),
  );
  // A piece of a run is 0.1 s; a busy machine takes longer.
  expect(performance.now() - asked).toBeLessThan(5000);
});
