import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/lessons/language.ts';
import { lessonText, series } from '../../src/lessons/series.ts';
import { withText } from '../lessons/guide.ts';
import { loligo, temporaryFolder } from './command.ts';

function lessonFile(text: string, name = 'anode-break.md'): { cwd: string; name: string } {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, name), text);
  return { cwd, name };
}

describe('loligo lesson', () => {
  it.each(languages)('lists the lessons in %s', async (language) => {
    const { status, stdout } = await loligo(['lesson', 'list', '--language', language]);
    expect(status).toBe(0);
    const rows = stdout.trimEnd().split('\n').slice(1);
    expect(rows.map((row) => row.split(/ {2,}/).slice(0, 2))).toEqual(
      (await series(language)).map(({ name, title }) => [name, title]),
    );
  });

  it('shows one as it is written', async () => {
    const { status, stdout } = await loligo(['lesson', 'show', 'threshold']);
    expect([status, stdout]).toEqual([0, await lessonText('threshold', 'en')]);
  });

  it('shows one in another language, as a whole that can be checked', async () => {
    const shown = await loligo(['lesson', 'show', 'sum-of-currents', '--language', 'de']);
    expect([shown.status, shown.stdout]).toEqual([0, await lessonText('sum-of-currents', 'de')]);
    const { cwd, name } = lessonFile(shown.stdout);
    const { status, stdout } = await loligo(['lesson', 'check', name], { cwd });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^Die Summe der Ströme, 256 neurons\n/)]);
  });

  it('ends with 2 where something is wrong', async () => {
    const { cwd, name } = lessonFile(withText(['is: -2.8', 'is: -2.7']));
    const { status, stderr } = await loligo(['lesson', 'check', name], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^loligo: anode-break\.md, line 26: edge = -2\.7 [^\n]+\n$/);
  });

  it('steers no terminal by what is in a file', async () => {
    const { cwd, name } = lessonFile(withText(['title: Anode break', 'title: "Anode \\e[31mbreak"']));
    const { status, stdout } = await loligo(['lesson', 'check', name], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('Anode \\u001b[31mbreak');
  });

  it('says all that is wrong, in several files', async () => {
    const { cwd, name } = lessonFile(
      withText(['spikes == 1', 'spiks == 1'], ['takes {{edge}}', 'takes {{egde}}']),
    );
    const { status, stderr } = await loligo(['lesson', 'check', name, 'missing.md'], { cwd });
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^loligo: anode-break\.md, line 22: .*"spiks"; did you mean "spikes"\?$/),
      expect.stringMatching(/^loligo: anode-break\.md, line \d+: .*"egde"; did you mean "edge"\?$/),
      'loligo: cannot read missing.md: there is no such file or folder',
    ]);
  });

  it.each([
    [['lesson', 'show', 'treshold'], /unknown lesson "treshold"; did you mean "threshold"\?/],
    [['lesson', 'list', '--language', 'la'], /'la' is invalid. Allowed choices are en, de/],
    [['lesson', 'show'], /missing required argument 'name'/],
    [['lesson', 'check'], /missing required argument 'file'/],
    [['lesson', 'check', ' '], /Expected a name/],
    [['lesson', 'chek'], /unknown command 'chek'/],
  ])('%j says what is wrong', async (args, line) => {
    const { status, stdout, stderr } = await loligo(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
