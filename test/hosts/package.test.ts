import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { chromium } from 'playwright';
import { publint } from 'publint';
import { build, preview } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import * as loligo from '../../src/index.ts';
import { documents, readDocument } from '../docs/markdown.ts';
import { findBrowser } from '../support/machine.ts';
import { packed } from './packed.ts';

const { tarball, sizes, project, remove } = packed();
afterAll(remove);

describe('the packed file', () => {
  it('holds library, command and what is read about them, and nothing else', () => {
    const others = [...sizes.keys()].filter((path) => !/^dist\/(lib|cli)\/.+\.(js|d\.ts)$/.test(path));
    expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  });

  it('is small', () => {
    // 1.00 MB when the bound was set; another bundled dependency or a source map is more than what is left.
    expect(tarball.length).toBeLessThan(1_150_000);
  });

  it('is what publint asks for', async () => {
    const { buffer, byteOffset, length } = tarball;
    const { messages } = await publint({
      strict: true,
      pack: { tarball: buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer },
    });
    expect(messages).toEqual([]);
  });

  it('has types wherever modules are imported', { timeout: 60_000 }, async () => {
    const analysis = await checkPackage(createPackageFromTarballData(tarball));
    const problems = 'problems' in analysis ? analysis.problems : [{ kind: 'NoTypes' }];
    // `require` and its resolution are not offered: the library is modules alone.
    const offered = problems.filter(
      (problem) => !('resolutionKind' in problem && /^node1(0|6-cjs)$/.test(String(problem.resolutionKind))),
    );
    expect(offered).toEqual([]);
  });
});

/** What documents show in a language. */
const shown = (language: string): readonly string[] =>
  documents.flatMap((file) =>
    readDocument(file)
      .blocks.filter((block) => block.language === language)
      .map(({ text }) => text),
  );

describe('a project that has installed it', () => {
  it('is what documents show, file by file', () => {
    const files = readdirSync(project)
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(project, name), 'utf8').trimEnd());
    expect(shown('js').filter((text) => !files.includes(text))).toEqual([]);
  });

  it('is checked by its types', { timeout: 60_000 }, () => {
    const file = (name: string) => join(project, name);
    const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    const options = [
      '--noEmit',
      '--allowJs',
      '--checkJs',
      '--strict',
      '--skipLibCheck',
      '--target',
      'es2023',
    ];
    const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2023,dom'];
    const check = (...files: string[]) =>
      execFileSync(process.execPath, [compiler, ...options, ...modules, '--types', '', ...files.map(file)], {
        cwd: project,
        encoding: 'utf8',
      });
    const inDocuments = shown('ts').map((text, i) => {
      writeFileSync(file(`shown-${i}.ts`), text);
      return `shown-${i}.ts`;
    });
    expect(check('page.js', 'page-worker.js', 'first.js', ...inDocuments)).toBe('');
  });

  it('runs it in Node, with threads and in a worker', { timeout: 60_000 }, async () => {
    const output = execFileSync(process.execPath, ['program.js'], { cwd: project, encoding: 'utf8' });
    const rates = await expected();
    expect(JSON.parse(output)).toEqual([rates, rates, rates]);
    const first = execFileSync(process.execPath, ['first.js'], { cwd: project, encoding: 'utf8' });
    expect(readDocument('docs/index.md').blocks.map(({ text }) => text)).toContain(first.trimEnd());
  });

  it('builds a page with Vite that runs it, with threads and in a worker', { timeout: 60_000 }, async () => {
    await build({ root: project, configFile: false, logLevel: 'error', build: { target: 'es2023' } });
    const folder = join(project, 'dist/assets');
    const scripts = readdirSync(folder).map((name) => gzipSync(readFileSync(join(folder, name))).length);
    // What it takes to run an experiment, 123 kB gzip when the bound was set.
    expect(Math.max(...scripts)).toBeLessThan(160_000);
    const [alone, ...others] = JSON.parse(await titleOf(project)) as number[][];
    expect(others).toEqual([alone, alone]);
    // One host may round a product and a sum once, another one twice: spikes agree to a step of 0.02 ms, over 15 ms and more between two.
    for (const [cell, rate] of (await expected()).entries())
      expect(Math.abs(alone![cell]! - rate), `neuron ${cell}`).toBeLessThan(2e-3 * rate + 1e-9);
  });
});

/** What the page calls itself when it is done. */
async function titleOf(root: string): Promise<string> {
  const server = await preview({ root, configFile: false, logLevel: 'error', preview: { port: 0 } });
  const browser = await chromium.launch(findBrowser());
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForFunction(() => document.title.startsWith('['));
    return await page.title();
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The rates of the source, Hz. */
async function expected(): Promise<readonly number[]> {
  const experiment = loligo.parseExperiment({
    sweep: { x: { vary: 'stimulus.amplitude', from: 0, to: 60, count: 64 } },
    duration: 100,
    dt: 0.02,
  });
  const simulation = await loligo.CpuSimulation.create(loligo.prepare(experiment));
  const { rate } = loligo.curveOf(experiment, await loligo.runExperiment(simulation));
  simulation.destroy();
  expect(Math.max(...rate)).toBeGreaterThan(50);
  return [...rate];
}
