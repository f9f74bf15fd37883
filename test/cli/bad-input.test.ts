import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loligo as begin, experimentFile, temporaryFolder, withAdapter } from './command.ts';
import { loligo } from './in-process.ts';

const vary = (axis: object) => ({ sweep: { x: { vary: 'stimulus.amplitude', ...axis } } });

describe('an experiment that cannot be run gets one line, exit status 2 and no file', () => {
  it.each<[string, unknown, RegExp]>([
    ['unknown key', { durration: 5 }, /unknown key "durration"; did you mean "duration"\?$/],
    [
      'unknown key inside',
      { record: { spike: true } },
      /unknown key "spike"; did you mean "spikes"\? \(in record\)$/,
    ],
    [
      'unknown model',
      { model: 'hodgkin-huxly' },
      /unknown model "hodgkin-huxly"; did you mean "hodgkin-huxley"\?$/,
    ],
    ['unknown parameter', { parameters: { gna: 1 } }, /unknown parameter "gna".*did you mean "gNa"\?$/],
    [
      'parameter out of range',
      { parameters: { gNa: -1 } },
      /gNa = -1 mS\/cm2 is out of range: it must be 0 to 500/,
    ],
    ['dt = 0', { dt: 0 }, /dt = 0 is not valid: it must be at least 0\.0001$/],
    ['dt < 0', { dt: -0.01 }, /dt = -0.01 is not valid: it must be at least 0\.0001$/],
    ['text for a number', { duration: '5' }, /duration = "5" is not valid: expected a value of type number$/],
    [
      'sweep of no points',
      vary({ from: 0, to: 1, count: 0 }),
      /sweep\.x\.count = 0 is not valid: .*at least 1$/,
    ],
    ['sweep of no values', vary({ values: [] }), /sweep\.x\.values = \[\] is not valid: give at least 1$/],
    [
      'nothing to vary',
      vary({ vary: 'stimulus.amplitud', values: [1] }),
      /did you mean "stimulus\.amplitude"\?$/,
    ],
    ['not an object', [], /expected a value of type object$/],
    ['a comma too many', '{\n  "dt": 0.01,\n}', /experiment\.json, line 3, column 1: not JSON: .*key/],
    [
      'a comma too few',
      '{ "dt": 0.01\n  "model": "lecture" }',
      /line 2, column 3: not JSON: a comma is missing/,
    ],
    ['a comment', '{ // why\n}', /line 1, column 3: not JSON: comments are not allowed$/],
    [
      'a bare word',
      '{ "model": lecture }',
      /line 1, column 12: not JSON: unexpected lecture; .*double quotes/,
    ],
    ['half a document', '{ "sweep": {', /line 1, column 13: not JSON: .*the text ends here/],
    [
      'a key given twice',
      '{ "dt": 0.01,\n  "d\\u0074": 0.05 }',
      /line 2, column 3: "dt" is given twice, first in line 1; keep one of them$/,
    ],
    [
      'a number beyond all numbers',
      '{ "duration": 1e999 }',
      /line 1, column 15: 1e999 is too large for a number; the largest is 1\.797\d*e\+308$/,
    ],
    [
      'a parameter called like the prototype of objects',
      '{ "parameters": { "__proto__": 5 } }',
      /parameters: unknown key "__proto__"; remove it$/,
    ],
    [
      'many unknown keys',
      { qqqq: 1, wwww: 2, zzzz: 3, jjjj: 4, kkkk: 5, yyyy: 6, durration: 7 },
      /unknown key "durration"; did you mean "duration"\?; unknown keys "qqqq".*, and 1 more; known: model(?!.*known)/,
    ],
    [
      'a text that would clear the screen and fill it',
      { model: `\u001b[2J${'x'.repeat(1e5)}` },
      /unknown model "\\u001b\[2Jx{71}…"; known: .*hodgkin-huxley, lecture/,
    ],
    [
      'a window of less than a step',
      { duration: 10, measure: { from: 9.99 } },
      /measure\.from = 9\.99 ms leaves nothing to measure; .* one step of 0\.05 ms$/,
    ],
    ['an empty document', '', /line 1, column 1: not JSON: .*the text ends here/],
  ])('%s', async (_, document, message) => {
    const out = join(temporaryFolder(), 'out');
    const { status, stdout, stderr } = await loligo(['run', experimentFile(document), '--out', out]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^loligo: [^\n]+\n$/);
    expect(stderr.trimEnd()).toMatch(message);
    expect(existsSync(out)).toBe(false);
  });

  it.each(['cpu', 'webgpu'])('more neurons than the %s engine can hold', async (backend) => {
    const out = join(temporaryFolder(), 'out');
    const file = experimentFile(vary({ from: 0, to: 1, count: 4e9 }));
    const ended = await begin(['run', file, '--out', out, '--backend', backend], { env: withAdapter() });
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(
      /^loligo: a population of 4000000000 neurons [^\n]* \d{6,}; reduce [^\n]+\n$/,
    );
    expect(existsSync(out)).toBe(false);
  });

  it('bytes that are not UTF-8', async () => {
    const file = experimentFile('');
    writeFileSync(file, Buffer.from('{ "model":\n  "caf\u00e9" }', 'latin1'));
    const { status, stderr } = await loligo(['run', file, '--out', 'never']);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^loligo: [^\n]*, line 2, column 7: byte 0xe9 is not UTF-8; save the document as UTF-8\n$/,
    );
  });

  it('a file that is not there', async () => {
    const { status, stderr } = await loligo(['run', 'nowhere.json', '--out', 'never']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'loligo: cannot read nowhere.json: there is no such file or folder\n',
    });
  });

  it('a folder that cannot be written to, before anything is computed', async () => {
    const file = experimentFile({ duration: 1e6 });
    const { status, stderr } = await loligo(['run', file, '--out', join(file, 'out')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^loligo: cannot write to [^\n]+: [^\n]*not a folder; name another folder with --out\n$/,
    );
  });

  it.runIf(process.platform === 'linux')('a folder where the system allows none', async () => {
    const { status, stderr } = await loligo([
      'run',
      experimentFile({ duration: 1 }),
      '--out',
      '/proc/loligo/out',
    ]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^loligo: cannot write to \/proc\/loligo\/out: [^\n]+\n$/);
  });

  it('a file in the place of the folder', async () => {
    const out = join(temporaryFolder(), 'results');
    writeFileSync(out, 'mine');
    const { status, stderr } = await loligo(['run', experimentFile({ duration: 1 }), '--out', out]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/not a folder/);
  });
});

describe('a command that was typed wrong gets one line and exit status 2', () => {
  it.each<[string, RegExp]>([
    ['fii', /unknown command 'fii' \(Did you mean one of fi, fit\?\)$/],
    ['plot', /unknown command 'plot'; see loligo --help$/],
    ['fi --cout 3', /unknown option '--cout' \(Did you mean --count\?\)$/],
    ['help fii', /unknown command "fii"; did you mean "fi"\?$/],
    ['fi --dt fast', /'--dt <ms>' argument 'fast' is invalid\. Expected a number; see loligo fi --help$/],
    ['lesson check', /missing required argument 'file'; see loligo lesson check --help$/],
    ['show hodgkin-huxley --integrator rk5', /argument 'rk5' is invalid\. Allowed choices are euler,/],
    ['fi --dt 0', /dt = 0 is not valid: it must be at least 0\.0001$/],
    ['fi --count 0', /--count = 0 is not valid: it must be at least 1$/],
    ['fi --values 3,,5', /'3,,5' is invalid\. Expected numbers between commas/],
    ['fi --values 3 5', /too many arguments for 'fi'/],
    ['fi --values 3 --to 5', /'--values <currents>' cannot be used with option '--to <current>'/],
    ['fi --set gNa', /'gNa' is invalid\. Expected a name and a number, such as gNa=100/],
    ['fi --set gNa=', /'gNa=' is invalid/],
    ['fi --set gna=100', /unknown parameter "gna".*did you mean "gNa"\?$/],
    ['fi --set gNa=1000', /--set gNa = 1000 mS\/cm2 is out of range: it must be 0 to 500 mS\/cm2$/],
    ['fi --model lectur', /unknown model "lectur"; did you mean "lecture"\?$/],
    ['fi --integrator rk5', /integrator = "rk5" is not valid: known: .*exponential/],
    [
      'fi --settle 1000',
      /--settle = 1000 ms leaves nothing to measure; it must be less than --duration = 1000 ms by .* step of 0\.05 ms$/,
    ],
    ['fi --backend gpu', /'gpu' is invalid\. Allowed choices are auto, webgpu, cpu, cpu-f64/],
    ['run', /missing required argument 'file'|required option '--out <folder>' not specified/],
    [
      'run x.json --out out --format xlsx',
      /'--format <format>' argument 'xlsx' is invalid\. Allowed choices are csv, parquet, arrow/,
    ],
    ['run x.json', /required option '--out <folder>' not specified/],
  ])('loligo %s', async (line, message) => {
    const { status, stdout, stderr } = await loligo(line.split(' '));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^loligo: [^\n]+\n$/);
    expect(stderr.trimEnd()).toMatch(message);
  });

  it.each<[string, string[], RegExp]>([
    [
      'no name for the folder',
      ['run', 'x.json', '--out', ''],
      /'--out <folder>' argument '' is invalid\. Expected a name, such as results/,
    ],
    ['a blank for the folder', ['run', 'x.json', '--out', ' '], /argument ' ' is invalid\. Expected a name/],
    ['no name for the file', ['run', '', '--out', 'out'], /value '' is invalid for argument 'file'\./],
    ['a prototype to set', ['fi', '--set', '__proto__=5'], /unknown key "__proto__"/],
    ['a command that clears the screen', ['\u001b[2J'], /unknown command '\\u001b\[2J'; see loligo --help$/],
    [
      'a long number',
      ['fi', '--dt', 'x'.repeat(1e4)],
      /argument 'x{80}…' is invalid\. Expected a number; see/,
    ],
    ['a long number, joined', ['fi', `--dt=${'x'.repeat(1e4)}`], /argument 'x{80}…' is invalid\. Expected/],
    ['a long option', [`--${'x'.repeat(1e4)}=1`], /unknown option '--x{78}…'; see loligo --help$/],
    ['a long path', ['run', 'x'.repeat(1e4), '--out', 'out'], /cannot read x{300}…: the name is too long$/],
  ])('loligo with %s', async (_, words, message) => {
    const { status, stdout, stderr } = await loligo(words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^loligo: [^\n]+\n$/);
    expect(stderr.trimEnd()).toMatch(message);
  });

  it('a step at which neurons diverge', async () => {
    const ended = await begin(['fi', '--dt', '0.5', '--integrator', 'euler', '--backend', 'cpu']);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(
      /^loligo: dt = \S+ ms is too large: [^\n]+\nloligo: neuron \d+ diverged: V = \S+ mV at \S+ ms[^\n]+\n$/,
    );
  });

  it('loligo alone shows what it can do', async () => {
    const { status, stdout, stderr } = await begin([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/Usage: loligo/);
  });
});
