import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loligo, parseCsv, readCsv, temporaryFolder } from './command.ts';
import { loligo as inProcess } from './in-process.ts';

/** Potentials of the squid axon with gK = 40 instead of 36 mS/cm2, at 15 uA/cm2, from this command itself. */
async function recorded(folder: string): Promise<string> {
  const document = {
    stimulus: { kind: 'step', amplitude: 15, onset: 2 },
    parameters: { gK: 40 },
    dt: 0.025,
    duration: 20,
    record: { traces: { cells: [0], every: 0.2, values: ['V'] } },
  };
  const [path, out] = [join(folder, 'truth.json'), join(folder, 'truth')];
  writeFileSync(path, JSON.stringify(document));
  expect((await loligo(['run', path, '--out', out, '--backend', 'cpu'])).status).toBe(0);
  return join(out, 'traces.csv');
}

const few = ['--free', 'gK', '--count', '128', '--rounds', '4', '--backend', 'cpu'];

describe('loligo fit', () => {
  it('prints what it finds, and writes what was accepted so that it can be run again', async () => {
    const folder = temporaryFolder();
    const data = await recorded(folder);
    const out = join(folder, 'fit');
    const args = ['fit', data, ...few, '--current', '15', '--onset', '2', '--out', out];
    const { status, stdout, stderr } = await loligo(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe('parameter,unit,median,low,high,from,to,narrowed');
    const [row] = parseCsv(stdout);
    // Without noise what is left is the difference of the two steps, 0.025 and 0.05 ms, and of their methods.
    expect(Math.abs(row!.median! - 40)).toBeLessThan(0.4);
    expect(row).toMatchObject({ from: 18, to: 72 });

    const accepted = readCsv(join(out, 'accepted.csv'));
    expect(Object.keys(accepted[0]!)).toEqual(['cell', 'weight', 'gK_mS_cm2', 'distance_mV']);
    expect(accepted.reduce((sum, { weight }) => sum + weight!, 0)).toBeCloseTo(1, 6);
    const found = JSON.parse(readFileSync(join(out, 'fit.json'), 'utf8'));
    expect(found.rounds).toHaveLength(4);
    expect(found).toMatchObject({ foretold: { unit: 'mV' }, findings: { gKMedian: { unit: 'mS/cm2' } } });

    const foretold = readCsv(join(out, 'foretold.csv'));
    expect(Object.keys(foretold[0]!)).toEqual([
      'time_ms',
      'held_back',
      'V_mV',
      'median_mV',
      'low_mV',
      'high_mV',
    ]);
    const held = foretold.filter(({ held_back }) => held_back === 1);
    expect(held).toHaveLength(found.foretold.held.count);
    const square = held.reduce((sum, { V_mV, median_mV }) => sum + (V_mV! - median_mV!) ** 2, 0);
    expect(Math.sqrt(square / held.length)).toBeCloseTo(found.foretold.held.rms, 5);

    const again = join(folder, 'again');
    const run = await loligo(['run', join(out, 'experiment.json'), '--out', again, '--backend', 'cpu']);
    expect(run.status).toBe(0);
    const cells = readCsv(join(again, 'cells.csv'));
    expect(cells).toHaveLength(accepted.length);
    // Of all samples, of which the fit has seen the first 70 %: as near, for the potentials are those of the model.
    for (const { distance_mV } of cells) expect(distance_mV!).toBeLessThan(20);
  });

  it('fits rates at currents', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'points.csv');
    const fi = ['fi', '--values', '8,10,14,20,28', '--set', 'gK=40', '--duration', '200', '--settle', '50'];
    writeFileSync(data, (await loligo([...fi, '--backend', 'cpu'])).stdout);
    const args = ['fit', data, ...few, '--duration', '200', '--settle', '50', '--hold', '0', '--json'];
    const { status, stdout } = await loligo(args);
    expect(status).toBe(0);
    const { rows, foretold } = JSON.parse(stdout);
    expect(foretold).toBeUndefined();
    expect(Math.abs(rows[0].median - 40)).toBeLessThan(1);
  });
});

it.each([
  [
    ['--free', 'gK'],
    'time_ms,V_mV\n1,2\n',
    'what did the neuron get while V was recorded? Give a step with --current',
  ],
  [
    ['--free', 'gK', '--current', '1'],
    't,V_mV\n1,2\n',
    'the column "t" does not say its unit; give --time-unit s or ms or us',
  ],
  [
    ['--free', 'gX', '--current', '1'],
    'time_ms,V_mV\n1,2\n2,2\n3,2\n',
    '--free: "gX" is nothing that can be varied',
  ],
  [['--free', 'gK'], 'current,rate_Hz\n1,2\n2,2\n3,2\n', 'does not say the unit of its currents'],
  [['--free', 'gK', '--hold', '1'], 'time_ms,V_mV\n1,2\n', '--hold = 1 is out of range'],
  [
    ['--free', 'gK', '--range', 'gK=1'],
    'time_ms,V_mV\n1,2\n',
    "'gK=1' is invalid. Expected a name and two numbers",
  ],
  [
    ['--free', 'gK', '--features', 'peak:0'],
    'time_ms,V_mV\n1,2\n',
    "'peak:0' is invalid. Expected statistics",
  ],
  [['--free', 'gK', '--window', '9:1'], 'time_ms,V_mV\n1,2\n', "'9:1' is invalid. Expected two times (ms)"],
])('loligo fit %j of %j says in one line what is wrong, and leaves nothing', async (wrong, text, message) => {
  const folder = temporaryFolder();
  const [data, out] = [join(folder, 'data.csv'), join(folder, 'out')];
  writeFileSync(data, text);
  const { status, stdout, stderr } = await inProcess(['fit', data, ...wrong, '--out', out]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(existsSync(out)).toBe(false);
});
