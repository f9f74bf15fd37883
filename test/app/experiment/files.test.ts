import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/app/experiment/files.ts';
import { membraneOf, parseExperiment } from '../../../src/protocol/experiment.ts';

const axon = {
  name: 'my-axon',
  parameters: { gNa: 35, gL: 0.1, ENa: 55, EL: -65 },
  gates: [{ name: 'm', instantaneous: '1 / (1 + exp(-(V + 32) / 8))' }],
  currents: [
    { name: 'INa', conductance: 'gNa * m^3', reversal: 'ENa' },
    { name: 'IL', conductance: 'gL', reversal: 'EL' },
  ],
};
const experiment = { stimulus: { kind: 'constant', amplitude: 7 } };

const file = (content: unknown, name = 'my-axon.json') =>
  new File(
    [
      content instanceof Uint8Array
        ? new Uint8Array(content)
        : typeof content === 'string'
          ? content
          : JSON.stringify(content),
    ],
    name,
  );
const opened = (content: unknown, name?: string) => readFiles([file(content, name)]);

describe('a file that is opened', () => {
  it('is a membrane, an experiment or what a run leaves, by its content', async () => {
    expect((await opened(axon, 'whatever.txt')).membrane?.name).toBe('my-axon');
    expect(await opened(experiment)).toEqual({ name: 'my-axon.json', experiment });
    const run = { version: '0.1.0', adapter: { name: 'a' }, neurons: 1, experiment };
    expect((await opened(run, 'run.json')).experiment).toEqual(experiment);
    const membrane = membraneOf('prescott');
    expect((await opened(membrane)).membrane).toEqual(membrane);
  });

  it('is data if it is a table alone', async () => {
    const table = 'time_ms,V_mV\n0,-65\n';
    expect(await opened(table, 'mine.csv')).toEqual({ name: 'mine.csv', table });
    expect(await opened(table, 'mine.TSV')).toEqual({ name: 'mine.TSV', table });
    const exported = 't (s)\tVm (mV)\r\n0\t-65\r\n';
    expect(await opened(exported, 'exported.txt')).toEqual({ name: 'exported.txt', table: exported });
    expect(await opened(exported, 'exported.dat')).toEqual({ name: 'exported.dat', table: exported });
  });

  it('is named with what is wrong in it, and the place', async () => {
    await expect(opened(JSON.stringify(axon).replace('gNa *', 'gna *'))).rejects.toMatchObject({
      message: 'my-axon.json: currents.0.conductance: unknown symbol "gna"; did you mean "gNa"?: gna * m^3',
      caret: 81,
    });
    await expect(opened('{')).rejects.toThrow('my-axon.json, line 1, column 2');
    await expect(opened('Notes.', 'notes.txt')).rejects.toThrow('notes.txt, line 1, column 1: not JSON');
    await expect(opened(Uint8Array.of(34, 200, 34))).rejects.toThrow('is not UTF-8');
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0);
    for (const name of ['cells.png', 'cells.csv', 'cells.md'])
      await expect(opened(picture, name)).rejects.toThrow(`${name} is no text; the page reads experiments`);
    await expect(opened(' '.repeat(1_000_001))).rejects.toThrow('files of at most 1000000');
  });

  it.each([[{}], [{ foo: 1 }], [[]], [null], [5], [{ experiment }]])(
    'is not taken if it holds %j',
    async (content) => {
      await expect(opened(content)).rejects.toThrow('my-axon.json holds neither an experiment');
    },
  );
});

describe('files that are opened together', () => {
  const example = (name: string) => file(readFileSync(`examples/${name}`, 'utf8'), name);

  it('are an experiment and the tables that it names', async () => {
    const { experiment } = await readFiles([example('recorded-current.csv'), example('played-back.json')]);
    expect(parseExperiment(experiment).stimulus).toMatchObject({
      kind: 'waveform',
      values: expect.any(Array),
    });
    await expect(readFiles([example('played-back.json')])).rejects.toThrow(
      'played-back.json names the file recorded-current.csv: open both together',
    );
  });

  it('are an experiment and its membrane', async () => {
    const files = [file(axon), file({ ...experiment, model: 'cells/my-axon.json' }, 'mine.json')];
    const { name, experiment: document } = await readFiles(files);
    expect(name).toBe('mine.json');
    expect(parseExperiment(document).model.name).toBe('my-axon');
  });

  it('are refused where none of them says what to run', async () => {
    const table = (name: string) => file('a,b\n1,2\n', name);
    await expect(readFiles([table('a.csv'), table('b.csv')])).rejects.toThrow('a.csv is no JSON, and none');
  });
});
