import { describe, expect, it } from 'vitest';
import { german } from '../../../src/app/texts/german.ts';
import { isSaid, modulesFrom, templatesIn } from '../../support/messages.ts';
import { sourceOf, stringsIn } from '../../support/source.ts';

/** Files whose texts nobody reads as they are on the page, and why. */
const unread: readonly (readonly [RegExp, string])[] = [
  [/^src\/app\/texts\/|^src\/lessons\/titles\//, 'has the languages'],
  [/^src\/statistics\/(?!recorded)/, 'makes formulas; what statistics are is among the terms'],
  [/^src\/formula\/(wasm|passes)\/|^src\/formula\/(wgsl|evaluate)\.ts$/, 'is put together by the program alone'],
  [/^src\/engine\/webgpu\/(lane\/|layout|display)|^src\/engine\/(measuring|program|cpu\/writer|cpu\/holder)\.ts$/, 'the same'],
  [/^src\/engine\/(bands|conversion|resumable)\.ts$/, 'is of snapshots, which the page makes and takes itself'],
  [/^src\/exchange\/(brian2|brian2-\w+|nrn|nrn-\w+)\.ts$/, 'writes scripts; what goes wrong there others say'],
  [/^src\/studies\/(equilibria-words|fit\/report)\.ts$/, 'is what the command reports; the page has words of its own'],
  [/^src\/view\/(?!canvas)/, 'names what is drawn for the console'],
];

/** Texts that are no messages of the page, wherever they are. */
const none = new Set([
  // Of the report of the command
  'As the current is raised slowly from rest, firing begins at {} {}.',
  'As the current is raised slowly from rest, firing does not begin.',
  'As it is lowered slowly from firing, firing {}{}.',
  'does not end',
]);

const modules = [...modulesFrom('src/app/main.tsx')].filter(([file]) => !unread.some(([path]) => path.test(file)));
const templates = modules.map(([file, program]) => [file, templatesIn(program)] as const);
