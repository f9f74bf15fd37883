import { expect, it, vi } from 'vitest';
import { experimentFile, parseCsv, temporaryFolder } from './command.ts';
import { loligo } from './in-process.ts';

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
  const { status, stdout, stderr } = await loligo(fi, { terminal: true });
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
  const { stderr } = await loligo(fi, { terminal: true, columns: 40 });
  const plot = stderr.slice(stderr.indexOf('Firing rate, Hz'), stderr.indexOf('current, uA/cm2')).split('\n');
  expect(plot.length).toBeGreaterThan(10);
  expect(Math.max(...plot.map((line) => line.length))).toBeLessThanOrEqual(40);
});

it('shows steps, speed and time left while a run lasts, then what it did', async () => {
  const file = experimentFile({ duration: 20, dt: 0.1, record: { spikes: true } });
  const { status, stdout, stderr } = await loligo(
    ['run', file, '--out', `${temporaryFolder()}/out`, '--backend', 'cpu'],
    { terminal: true },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(/\d+\/200 steps \| \S+ neuron-steps\/s \| [\d.]+ s left/);
  expect(stderr).toMatch(
    /loligo: rates within [\d.]+ % .* of float64 with strang at dt = 0\.025 ms; from 1 neuron\n/,
  );
  expect(stderr).toMatch(/1 neuron, 200 steps in .* neuron-steps\/s\) on CPU.*; results are in .*out\n$/);
});

it('writes neither bar nor plot where there is no terminal', async () => {
  expect((await loligo(fi)).stderr).toBe('');
});

it('shows what a study looks for, in which run and how far, and nothing of it where there is no terminal', async () => {
  const args = [
    'threshold',
    '--duration',
    '1',
    '--tolerance',
    '0.01',
    '--integrator',
    'strang',
    '--backend',
    'cpu',
  ];
  const { status, stdout, stderr } = await loligo(args, { terminal: true, columns: 120 });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^duration_ms,threshold_uA_cm2\n1,6\.9\d+\n$/);
  expect(stderr).toMatch(
    /the least steady current for a spike: run 1, \d+% of 128 cells x 1K ms \| \S+ neuron-steps\/s \| [\d.]+ s/,
  );
  expect(stderr).toMatch(/where firing ends: run \d+, 100% of /);
  expect(stderr).toMatch(/At rest it takes [^\n]*\n[^\n]*Hz there\.\n$/);
  const unseen = await loligo(['clamp', '--levels', '0', '--backend', 'cpu']);
  expect(unseen.stderr).toBe('');
}, 120_000);

it('shows which branch is followed', async () => {
  const { stderr } = await loligo(['equilibria', '--model', 'morris-lecar-hopf'], { terminal: true });
  expect(stderr).toContain('\r\u001b[2Kfollows equilibria\r\u001b[2Kfollows cycles that are born at ');
});
