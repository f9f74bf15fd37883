import { expect, it, vi } from 'vitest';
import { experimentFile, parseCsv, temporaryFolder } from './command.ts';
import { runHere } from './here.ts';

vi.mock(import('../../src/threads/node.ts'), async (original) => {
  const { builtWorkers } = await import('./workers.ts');
  return builtWorkers(await original());
});

const fi = [
  'fi',
  '--from',
  '0',
  '--to',
  '60',
  '--count',
  '31',
  '--duration',
  '200',
  '--settle',
  '100',
  '--backend',
  'cpu',
  '--no-estimate',
];

it('plots the curve on a terminal, and keeps standard output to the data', async () => {
  const { status, stdout, stderr } = await runHere(fi, true);
  expect(status).toBe(0);
  expect(parseCsv(stdout)).toHaveLength(31);
  const lines = stderr.slice(stderr.indexOf('Firing rate, Hz')).split('\n');
  expect(lines.filter((line) => line.includes('●')).length).toBeGreaterThan(5);
  expect(lines.every((line) => line.length <= 80)).toBe(true);
  expect(lines.find((line) => /^ *0┤/.test(line))).toMatch(/┤●+/);
  expect(stderr).toContain('current, uA/cm2');
  expect(stderr).toMatch(/hodgkin-huxley, \S+ integrator, dt \S+ ms, on CPU/);
});

it('fits the plot into a narrow terminal', async () => {
  const { stderr } = await runHere(fi, true, 40);
  const plot = stderr.slice(stderr.indexOf('Firing rate, Hz'), stderr.indexOf('current, uA/cm2')).split('\n');
  expect(plot.length).toBeGreaterThan(10);
  expect(Math.max(...plot.map((line) => line.length))).toBeLessThanOrEqual(40);
});

it('shows steps, speed and time left while a run lasts, then what it did', async () => {
  const file = experimentFile({ duration: 20, dt: 0.1, record: { spikes: true } });
  const { status, stdout, stderr } = await runHere(
    ['run', file, '--out', `${temporaryFolder()}/out`, '--backend', 'cpu'],
    true,
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(/\d+\/200 steps \| \S+ neuron-steps\/s \| [\d.]+ s left/);
  expect(stderr).toMatch(
    /loligo: rates within [\d.]+ % .* of float64 with strang at dt = 0\.025 ms; from 1 neuron\n/,
  );
  expect(stderr).toMatch(/1 neuron, 200 steps in .* neuron-steps\/s\) on CPU.*; results are in .*out\n$/);
});

it('writes neither bar nor plot where there is no terminal', async () => {
  expect((await runHere(fi, false)).stderr).toBe('');
});
