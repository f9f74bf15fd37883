import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePart } from '../../src/cli/part.ts';
import { temporaryFolder } from './command.ts';

// What the guide shows is run as it stands there, but for the command itself.
const guide = readFileSync(new URL('../../docs/guide/cluster.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  Array.from(guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')), ([, text]) => text!);

/** Runs a line of the shell and gets the words of each `loligo` in it. */
function told(line: readonly string[], env = {}): string[][] {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'loligo'), `#!/bin/bash\nprintf '%s\\n' "$@" end >> "${folder}/told"\n`);
  chmodSync(join(folder, 'loligo'), 0o755);
  const PATH = [folder, process.env.PATH].join(delimiter);
  const { status, stderr } = spawnSync(line[0]!, line.slice(1), {
    encoding: 'utf8',
    env: { ...process.env, PATH, ...env },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return readFileSync(join(folder, 'told'), 'utf8')
    .split('\nend\n')
    .filter(Boolean)
    .map((words) => words.split('\n'));
}

const after = (words: readonly string[], option: string) => words[words.indexOf(option) + 1]!;

it.skipIf(process.platform === 'win32')('has an indexed Job whose pods run each a part', () => {
  const { kind, spec } = parse(blocks('yaml')[0]!);
  const { completionMode, completions, template } = spec;
  expect({ kind, completionMode, completions }).toEqual({
    kind: 'Job',
    completionMode: 'Indexed',
    completions: 100,
  });
  const [{ name, command, args }] = template.spec.containers;
  expect(spec.podFailurePolicy.rules[0].onExitCodes.containerName).toBe(name);
  for (const index of [0, 8, completions - 1]) {
    const [words = []] = told([...command, ...args], { JOB_COMPLETION_INDEX: String(index) });
    expect(words.slice(0, 2)).toEqual(['run', '/data/experiment.json']);
    expect(parsePart(after(words, '--part'))).toEqual({ part: index + 1, of: completions });
    expect(after(words, '--out')).toBe(`/data/results/part=${String(index + 1).padStart(3, '0')}`);
    expect(words).toContain('--resume');
  }
});

// One at a time: they all tell the same file.
const hasParallel = !spawnSync('parallel', ['--version']).error;
it.skipIf(!hasParallel)('has a line for GNU parallel that runs every part once', () => {
  const line = blocks('sh').find((text) => text.includes('parallel'))!;
  const all = told(['bash', '-c', line.replace('parallel --jobs 8', 'parallel --will-cite --jobs 1')]);
  expect(all.map((words) => parsePart(after(words, '--part')).part).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
  for (const words of all)
    expect(after(words, '--out')).toBe(`results/part=${after(words, '--part').split('/')[0]}`);
});
