import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { furnish, unsaid } from './besides.ts';
import { checkBlock } from './checks.ts';
import { linesOf, loligoArguments, parse } from './commands.ts';
import { documents, readDocument } from './markdown.ts';
import { Shell } from './shell.ts';
import { long, notCompared, notRun } from './unchecked.ts';

vi.mock(import('../../src/threads/node.ts'), async (original) => {
  const { builtWorkers } = await import('../cli/workers.ts');
  return builtWorkers(await original());
});

// No estimate of an error is cut short where the machine is busy.
vi.mock(import('../../src/studies/own-error.ts'), async (original) => {
  const { estimateError, ...others } = await original();
  return {
    ...others,
    estimateError: (experiment, measures, options) =>
      estimateError(experiment, measures, { ...options, seconds: 60 }),
  };
});

// Whatever stands in a block is what it says to be: commands run and print what is shown, files can be read, programs work.
vi.setConfig({ testTimeout: inject('whole') ? 1_200_000 : 60_000 });

describe.each(documents)('%s', (file) => {
  const { blocks, spans } = readDocument(file);
  const shell = new Shell();
  const home = process.cwd();
  let folder = '';

  beforeAll(() => {
    if (blocks.length === 0) return;
    folder = mkdtempSync(join(tmpdir(), 'loligo-docs-'));
    furnish(folder);
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  for (const block of blocks) {
    it(`line ${block.line}: ${block.language || 'a terminal'}`, async ({ skip }) => {
      const left = await checkBlock(block, shell, folder);
      if (left !== undefined) skip(left);
    });
  }

  it('names in its sentences commands that there are', async () => {
    for (const { text } of spans) await parseSpan(text);
  });
});

it('leaves out nothing that no document has', () => {
  const texts = documents.flatMap((file) => readDocument(file).blocks.map(({ text }) => text));
  const commands = texts.flatMap((text) => linesOf(text.replaceAll(/^\$ /gm, '')).map((line) => line.text));
  const named = [...Object.keys(long), ...Object.keys(notRun)];
  expect(named.filter((command) => !commands.includes(command))).toEqual([]);
  const shown = [...Object.values(long).flat(), ...Object.keys(notCompared), ...Object.keys(unsaid())];
  expect(shown.filter((beginning) => !texts.some((text) => text.startsWith(beginning)))).toEqual([]);
});

/** Errors for what a sentence may leave out. */
const incomplete = /^commander\.(missingArgument|optionMissingArgument|missingMandatoryOptionValue|help\w*)$/;

async function parseSpan(text: string): Promise<void> {
  for (const { pipeline } of linesOf(text)) {
    const args = loligoArguments(pipeline[0]!);
    if (args === undefined || args.length === 0) continue;
    await parse(args).catch((error: { code?: string; message: string }) => {
      const placeholder = /argument '(i\/n|[A-Z]+)' is invalid/.test(error.message);
      if (!incomplete.test(error.code ?? '') && !placeholder) throw error;
    });
  }
}
