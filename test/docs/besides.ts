import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loligo } from '../cli/in-process.ts';
import { squid } from '../exchange/neuroml/squid.ts';
import { example } from '../lessons/guide.ts';
import { readDocument, root } from './markdown.ts';

/** A block of a document that is a file of whoever reads it. */
function shown(file: string, beginning: string): string {
  const block = readDocument(file).blocks.find(({ text }) => text.startsWith(beginning));
  if (!block) throw new Error(`${file} shows nothing that begins with ${beginning}`);
  return block.text;
}

/** Files that commands of the documents find where they are run, by name. */
function files(): Readonly<Record<string, string>> {
  const membrane = shown('README.md', '{ "name": "my-axon"');
  return {
    'experiment.json': shown('README.md', '{\n  "model": "hodgkin-huxley"'),
    'my-axon.json': membrane,
    // The same with an area, so that there are currents in nA.
    'my.json': JSON.stringify({ ...JSON.parse(membrane), area: '1000 um2' }),
    'anode-break.md': example,
    'sweep.json': shown('docs/guide/exchange.md', '{ "stimulus"'),
    'cell.nml': squid,
    'squid.nml': inTheGuide(squid),
    'trace.csv': readFileSync(join(root, 'examples/recorded-potential.csv'), 'utf8'),
    'points.csv': 'current_uA_cm2,rate_Hz\n8,62.4\n10,68.3\n12,72.9\n15,78.6\n20,86.4\n30,98.7\n',
    'protocol.json': '{ "stimulus": { "kind": "step", "amplitude": 12, "onset": 5 }, "duration": 60 }',
    'cells.csv': `EL\n${'-54.4\n'.repeat(100_000)}`,
    'results/traces.csv': 'cell,time_ms,clamp_uA_cm2\n3,0,1\n3,1,2\n',
  };
}

/** The names and the pulse of the cell in the guide, and no temperature. */
const inTheGuide = (document: string): string =>
  document
    .replaceAll(/"(sodium|potassium)"/g, (_, name) => (name === 'sodium' ? '"na"' : '"k"'))
    .replaceAll('"axon"', '"squid_axon"')
    .replace('duration="0.04 s" amplitude="100 pA"', 'duration="60 ms" amplitude="0.12 nA"')
    .replace(/<q10Settings.*\/>/, '')
    .replace(' type="networkWithTemperature" temperature="6.3 degC"', '');

/** Puts the files there. */
export function furnish(folder: string): void {
  symlinkSync(join(root, 'examples'), join(folder, 'examples'));
  for (const [name, text] of Object.entries(files())) put(folder, name, text);
}

export function put(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** The tables that a program opens: those of a run in `results`, in every format that it names, or in parts. */
export async function provideTables(program: string): Promise<void> {
  const run = async (...words: readonly string[]) => {
    const { status, stderr } = await loligo(['run', 'experiment.json', '--backend', 'cpu', ...words]);
    if (status !== 0) throw new Error(stderr);
  };
  if (program.includes('results/part=')) {
    for (const part of ['1', '2'])
      await run('--part', `${part}/2`, '--out', `results/part=00${part}`, '--format', 'parquet');
    return;
  }
  const formats = ['parquet', 'arrow'].filter((format) => program.includes(`.${format}"`));
  for (const format of formats) {
    await run('--out', format, '--format', format);
    cpSync(format, 'results', { recursive: true });
  }
}

/** A command that a document does not show, and the file that it reads. */
interface Unsaid {
  readonly command: string;
  readonly file?: readonly [name: string, text: string];
}

/** Commands that print what blocks show, by how these begin. */
export function unsaid(): Readonly<Record<string, readonly Unsaid[]>> {
  const { 'my-axon.json': axon = '', 'anode-break.md': lesson = '' } = files();
  const check = (from: string, to: string): Unsaid => ({
    command: 'loligo check my-axon.json',
    file: ['my-axon.json', axon.replace(from, to)],
  });
  const synapse = `<neuroml id="two">${'\n'.repeat(37)}<expOneSynapse id="syn"/></neuroml>`;
  return {
    'loligo: my-axon.json: currents.0': [
      check('gNa * m^3 * h', 'gna * m^3 * h'),
      check('0.3 + 3 / cosh((V + 53) / 20)', '3 / (V + 53)'),
      check('1 / (1 + exp((V + 53) / 7))', 'exp(-V)'),
    ],
    'loligo: anode-break.md, line 26': [
      {
        command: 'loligo lesson check anode-break.md',
        file: ['anode-break.md', lesson.replace('is: -2.8', 'is: -2.7')],
      },
    ],
    'squid_axon: squid_axon, from NeuroML 2': [{ command: 'loligo show squid.json' }],
    'loligo: two.nml, line 38': [{ command: 'loligo import two.nml', file: ['two.nml', synapse] }],
    'loligo: model "pospischil-lts" cannot': [
      {
        command: 'loligo export lts.json --to neuroml',
        file: ['lts.json', '{ "model": "pospischil-lts" }'],
      },
    ],
  };
}
