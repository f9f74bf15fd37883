import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { squid } from '../exchange/neuroml/squid.ts';
import { loligo, readCsv, temporaryFolder } from './command.ts';

function files(documents: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(documents)) {
    if (name.includes('/')) mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('loligo import', () => {
  it('writes a membrane and an experiment that runs with it, from any folder', async () => {
    const folder = files({ 'axon.nml': squid });
    mkdirSync(join(folder, 'models'));
    const args = ['import', 'axon.nml', '--out', 'models/axon.json', '--experiment', 'axon-run.json'];
    const { status, stdout, stderr } = await loligo(args, { cwd: folder });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    const experiment = JSON.parse(readFileSync(join(folder, 'axon-run.json'), 'utf8'));
    expect(experiment.model).toBe('models/axon.json');
    const run = await loligo(['run', join(folder, 'axon-run.json'), '--out', join(folder, 'r')]);
    expect(run.status).toBe(0);
    // 10 uA/cm2 from 10 to 50 ms; a standard axon fires every 14.6 ms.
    const spikes = readCsv(join(folder, 'r', 'spikes.csv')).map(({ time_ms }) => time_ms!);
    expect(spikes).toHaveLength(3);
    expect(spikes[2]! - spikes[1]!).toBeCloseTo(14.66, 1);
  });

  it('prints the membrane where no file is named', async () => {
    const { status, stdout } = await loligo(['import', join(files({ 'a.nml': squid }), 'a.nml')]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'axon', area: '1000 um2' });
  });

  it('reads files that are included, from the folder of each', async () => {
    const channel = /<ionChannelHH id="sodium"[\s\S]*?<\/ionChannelHH>/.exec(squid)![0];
    const folder = files({
      'cell.nml': squid.replace(channel, '<include href="channels/all.nml"/>'),
      'channels/all.nml': '<neuroml id="all"><include href="na.nml"/></neuroml>',
      'channels/na.nml': `<neuroml id="na"><include href="../cell.nml"/>${channel}</neuroml>`,
    });
    const { status, stdout, stderr } = await loligo(['import', 'cell.nml'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).gates).toHaveLength(3);
  });

  it.each<[string, string, RegExp]>([
    ['text', 'nothing', /^loligo: a\.nml, line 1: not XML: .*\n$/],
    [
      'a file that is not there',
      squid.replace('<notes>', '<include href="b.nml"/><notes>'),
      /cannot read b\.nml: there is no such file/,
    ],
    [
      'what cannot be',
      squid.replace('<notes>', '<iafCell id="x"/><notes>'),
      /line 3: iafCell "x" cannot be represented: of the cells only/,
    ],
  ])('refuses %s in one line, and writes no file', async (_, text, message) => {
    const folder = files({ 'a.nml': text });
    const { status, stdout, stderr } = await loligo(['import', 'a.nml', '--out', 'a.json'], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim()).not.toContain('\n');
    expect(existsSync(join(folder, 'a.json'))).toBe(false);
  });

  it('refuses an experiment where nothing is injected, and to write over its source', async () => {
    const silent = squid.replace(/<pulseGenerator[\s\S]*<\/network>/, '');
    const folder = files({ 'a.nml': silent });
    const { stderr } = await loligo(['import', 'a.nml', '--experiment', 'e.json'], { cwd: folder });
    expect(stderr).toContain('a.nml has no pulseGenerator, or other input, that says what is injected');
    const over = await loligo(['import', 'a.nml', '--out', 'a.nml'], { cwd: folder });
    expect(over).toMatchObject({ status: 2 });
    expect(readFileSync(join(folder, 'a.nml'), 'utf8')).toBe(silent);
  });
});
