import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { membranes } from '../../src/model/catalogue.ts';
import { loligo, parseCsv, readCsv, temporaryFolder } from './command.ts';

/** The membrane of README, in ten lines. */
const text = `{ "name": "my-axon",
  "parameters": { "gNa": 120, "gK": 36, "gL": 0.3, "ENa": 50, "EK": -77, "EL": -54.4 },
  "gates": [
    { "name": "m", "alpha": "0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))", "beta": "4 * exp(-(V + 65) / 18)" },
    { "name": "h", "alpha": "0.07 * exp(-(V + 65) / 20)", "beta": "1 / (1 + exp(-(V + 35) / 10))" },
    { "name": "n", "alpha": "0.01 * (V + 55) / (1 - exp(-(V + 55) / 10))", "beta": "0.125 * exp(-(V + 65) / 80)" } ],
  "currents": [
    { "name": "INa", "conductance": "gNa * m^3 * h", "reversal": "ENa" },
    { "name": "IK", "conductance": "gK * n^4", "reversal": "EK" },
    { "name": "IL", "conductance": "gL", "reversal": "EL" } ] }`;

function membraneFile(change: object = {}): string {
  const path = join(temporaryFolder(), 'my.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(text), ...change }));
  return path;
}

describe('a membrane in a file', () => {
  it('fires as the shipped one with the same equations', async () => {
    const options = ['--values', '5,10,20', '--duration', '300', '--settle', '100', '--backend', 'cpu'];
    const mine = await loligo(['fi', '--model', membraneFile(), ...options]);
    expect(mine).toMatchObject({ status: 0 });
    const shipped = await loligo(['fi', ...options]);
    expect(mine.stdout).toBe(shipped.stdout);
    expect(parseCsv(mine.stdout)).toHaveLength(3);
  });

  it('is named by an experiment, from the folder of that on, and goes with its results', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'models'));
    writeFileSync(join(folder, 'models', 'my.json'), text);
    const experiment = { model: 'models/my.json', duration: 20, record: { spikes: true } };
    writeFileSync(join(folder, 'experiment.json'), JSON.stringify(experiment));
    const run = (file: string, out: string) =>
      loligo(['run', join(folder, file), '--out', join(folder, out), '--backend', 'cpu']);
    expect(await run('experiment.json', 'first')).toMatchObject({ status: 0, stderr: '' });
    const { model } = JSON.parse(readFileSync(join(folder, 'first', 'run.json'), 'utf8')).experiment;
    expect(model).toMatchObject({ name: 'my-axon', capacitance: '1' });
    // The file is not needed any more.
    writeFileSync(join(folder, 'models', 'my.json'), '');
    expect(await run('first/run.json', 'again')).toMatchObject({ status: 0, stderr: '' });
    const cells = (out: string) => readFileSync(join(folder, out, 'cells.csv'), 'utf8');
    expect(cells('again')).toBe(cells('first'));
  });

  it('may stand in the experiment itself', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'experiment.json'), JSON.stringify({ model: JSON.parse(text), duration: 20 }));
    const out = join(folder, 'out');
    const ended = await loligo(['run', join(folder, 'experiment.json'), '--out', out, '--backend', 'cpu']);
    expect(ended).toMatchObject({ status: 0 });
    expect(readCsv(join(out, 'cells.csv'))[0]).toMatchObject({ spikes: 2 });
  });

  it('shows currents in both units where the cell has an area', async () => {
    const path = membraneFile({ area: '28953 um2' });
    const values = ['--values', '1,2', '--duration', '10', '--settle', '0', '--backend', 'cpu'];
    const { stdout } = await loligo(['fi', '--model', path, '--unit', 'nA', ...values]);
    const rows = parseCsv(stdout);
    expect(rows[0]).toMatchObject({ current_nA: 1 });
    expect(rows[0]!.current_uA_cm2).toBeCloseTo(3.45388, 4);
    expect(rows[1]!.current_uA_cm2).toBeCloseTo(2 * 3.45388, 4);
    const densities = parseCsv((await loligo(['fi', '--model', path, ...values])).stdout);
    expect(densities[0]).toMatchObject({ current_uA_cm2: 1 });
    expect(densities[0]!.current_nA).toBeCloseTo(0.28953, 8);
  });

  it('has to have an area for a current in nA', async () => {
    const { status, stderr } = await loligo(['fi', '--model', membraneFile(), '--unit', 'nA']);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^loligo: --unit = "nA" needs the area of the cell, and model "my-axon" has none; [^\n]+\n$/,
    );
  });
});

describe('loligo check', () => {
  it('shows states, rest, units and cost where nothing is wrong', async () => {
    const { status, stdout, stderr } = await loligo(['check', membraneFile({ area: 1000 })]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^area 1000 um2$/m);
    expect(stdout).toMatch(/^V +-64\.99\d+ +mV +-150 to 150 +Membrane potential$/m);
    expect(stdout).toMatch(/^n +0\.3176\d+ +0 to 1$/m);
    expect(stdout).toMatch(/INa \(uA\/cm2\)/);
    for (const name of ['euler', 'exponential', 'strang', 'strang-richardson', 'rk4'])
      expect(stdout).toMatch(new RegExp(`^${name} +\\d+ +\\d{4,} +\\d+$`, 'm'));
    expect(stdout).toMatch(/nothing is wrong\n$/);
  });

  it('takes the name of a shipped one, and says where there is no rest', async () => {
    expect(await loligo(['check', 'lecture'])).toMatchObject({ status: 0 });
    const currents = [{ name: 'I', density: '1' }];
    const { status, stdout } = await loligo(['check', membraneFile({ currents })]);
    expect(status).toBe(0);
    expect(stdout).toContain('no rest');
  });

  it('puts a caret under what is wrong', async () => {
    const path = membraneFile({ definitions: { a: '1 + Vm' } });
    const { status, stdout, stderr } = await loligo(['check', path]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const [line = '', caret = '', ...rest] = stderr.split('\n');
    expect(rest).toEqual(['']);
    expect(line).toMatch(/my\.json: definitions\.a: unknown symbol "Vm"; did you mean "V"\?: 1 \+ Vm$/);
    expect(caret).toMatch(/^ +\^$/);
    expect(caret.indexOf('^')).toBe(line.lastIndexOf('Vm'));
  });

  it.each<[string, string, RegExp]>([
    [
      'is not there',
      'nowhere.json',
      /^loligo: cannot read nowhere\.json: there is no such file or folder\n$/,
    ],
    ['is not shipped', 'lectur', /^loligo: unknown model "lectur"; did you mean "lecture"\?\n$/],
  ])('says that a membrane %s', async (_, model, message) => {
    const { status, stderr } = await loligo(['check', model]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('says where a file is not JSON', async () => {
    const path = join(temporaryFolder(), 'my.json');
    writeFileSync(path, '{ "name": "x",\n }');
    const { status, stderr } = await loligo(['check', path]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/my\.json, line 2, column 2: not JSON: [^\n]+\n$/);
  });
});

it('loligo models lists every shipped membrane with class, states and source', async () => {
  const { status, stdout } = await loligo(['models']);
  expect(status).toBe(0);
  for (const { name, source } of Object.values(membranes))
    expect(stdout.split('\n').find((line) => line.startsWith(`${name} `))).toContain(source);
  expect(stdout).toMatch(/^hodgkin-huxley +2 +V m h n +A\. L\. Hodgkin/m);
});

it('loligo show --json prints a document that can be made into another one', async () => {
  const { status, stdout } = await loligo(['show', 'lecture', '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(membranes.lecture);
});
