import { describe, expect, it } from 'vitest';
import { loligo } from './command.ts';
import { loligo as inProcess } from './in-process.ts';

const args = [
  'sensitivity',
  '--vary',
  'gNa,temperature',
  '--range',
  'gNa=110:130',
  '--count',
  '16',
  '--duration',
  '400',
];
const coarse = ['--settle', '100', '--integrator', 'strang', '--backend', 'cpu'];

describe('loligo sensitivity', () => {
  it('prints a row for each parameter as CSV', async () => {
    const { status, stdout, stderr } = await loligo([...args, ...coarse]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [header, ...rows] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(header).toEqual([
      ...['parameter', 'value', 'derivative_Hz_per_unit', 'elasticity'],
      ...['first_order', 'first_order_error', 'total', 'total_error'],
    ]);
    expect(rows.map(([name, value]) => [name, value])).toEqual([
      ['gNa', '120'],
      ['temperature', '6.3'],
    ]);
    // scipy as in test/studies/sensitivity.test.ts.
    expect(Math.abs(Number(rows[0]![3]) / 0.5165 - 1)).toBeLessThan(0.01);
    expect(Math.abs(Number(rows[1]![3]) / 0.5998 - 1)).toBeLessThan(0.01);
  });

  it('prints what was varied and what was found as JSON', async () => {
    const json = JSON.parse((await loligo([...args, '--of', 'width', '--json', ...coarse])).stdout);
    expect(json).toMatchObject({
      experiment: { model: 'hodgkin-huxley', statistics: ['width'], stimulus: { amplitude: 10 } },
      statistic: { name: 'width', unit: 'ms' },
      count: 16,
      quantities: [
        { name: 'gNa', unit: 'mS/cm2', from: 110, to: 130 },
        { name: 'temperature', unit: 'degC', from: 5.67, to: 6.93 },
      ],
      findings: { value: { unit: 'ms' }, gNaDerivative: { unit: 'ms/(mS/cm2)' } },
    });
    expect(json.rows[0]).toHaveProperty('derivative_ms_per_unit');
    expect(json.words).toHaveLength(2);
  });
});

it.each([
  [['--of', 'speed'], '--of = "speed" is no statistic; known: spikes, '],
  [
    ['--range', 'gNa=1'],
    "option '--range <name=from:to>' argument 'gNa=1' is invalid. Expected a name and two numbers",
  ],
  [
    ['--range', 'gNa=100:900'],
    '--range gNa = 100:900 mS/cm2 is out of range: it must be within 0 to 500 mS/cm2',
  ],
  [['--vary', 'gX'], '"gX" is no parameter of model "hodgkin-huxley"; did you mean "gK"?'],
  [['--count', '3'], '--count = 3 is out of range: it must be a whole number from 16 to 65536'],
])('loligo sensitivity %j says in one line what is wrong', async (wrong, message) => {
  const { status, stdout, stderr } = await inProcess(['sensitivity', ...wrong]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.startsWith(`loligo: ${message}`)).toBe(true);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
