import { afterEach, describe, expect, it } from 'vitest';
import { english } from '../../../src/app/texts/english.ts';
import { german } from '../../../src/app/texts/german.ts';
import { language, term, texts } from '../../../src/app/texts/language.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { kinds } from '../../../src/protocol/stimuli/catalogue.ts';
import { fieldsOf, type KindName } from '../../../src/protocol/stimuli/fields.ts';
import { namedStatistics } from '../../../src/statistics/catalogue.ts';
import { activationFunctions } from '../../../src/studies/activation-functions.ts';
import { beyondWords, endings } from '../../../src/studies/fit/report.ts';
import { sourceOf, stringsIn } from '../../support/source.ts';

/** All texts without values, by their paths. */
function plainTexts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => plainTexts(one, path === '' ? key : `${path}.${key}`));
}

/** Words that are the same in both languages, or are names. */
const same = new Set(
  `? Hz Hopf Integrator JSON Link Live Median Name Parameter Pause Population Softplus V Video WebGPU Engine Amplitude Phase Potential Statistik
  CPU,float32 CPU,float64 Fit Spikes Spike Rate`
    .split(/\s+/)
    .map((one) => one.replace(',', ', ')),
);

describe('the German words of the page', () => {
  it('are as many as the English ones, and others', () => {
    const { terms: _, messages: __, ...rooms } = english;
    const { terms: ___, messages: ____, ...germanRooms } = german;
    const own = new Map(plainTexts(germanRooms));
    const untranslated = plainTexts(rooms).filter(
      ([path, words]) => own.get(path) === words && !same.has(words),
    );
    expect(untranslated).toEqual([]);
    expect([...own.keys()]).toEqual(plainTexts(rooms).map(([path]) => path));
    expect([...own.values()].filter((words) => words.trim() === '')).toEqual([]);
  });

  it('have the values that the English ones have', () => {
    const calls: [string, (one: typeof english) => string][] = [
      ['16', ({ news }) => news.firing(16, 17, 18)],
      ['17', ({ news }) => news.firing(16, 17, 18)],
      ['18', ({ news }) => news.firing(16, 17, 18)],
      ['reason', ({ news }) => news.deviceRefused('reason')],
      ['7', ({ time }) => time.otherSpikes(1, 7)],
      ['gA', ({ stage }) => stage.blocker('TTX', 'gA')],
      ['TTX', ({ stage }) => stage.blocker('TTX', 'gA')],
      ['axis', ({ stage }) => stage.arrangements.phase.says('other', 'axis')],
      ['formula', ({ curve }) => curve.fit.found('formula', 'numbers', 3)],
      ['numbers', ({ curve }) => curve.fit.found('formula', 'numbers', 3)],
      ['cell', ({ figures }) => figures.populationShows('shown', ['x', 'y'], 5, 'cell')],
      ['shown', ({ figures }) => figures.populationShows('shown', ['x', 'y'], 5, 'cell')],
      ['engine', ({ figures }) => figures.numerics([{ dt: 0.1, integrator: 'strang' }], 'engine')],
    ];
    for (const [value, say] of calls) for (const one of [english, german]) expect(say(one)).toContain(value);
  });

  it('count one thing as one', () => {
    expect(german.share.rows(1)).toBe('1 Zeile');
    expect(german.share.rows(2)).toBe('2 Zeilen');
    expect(german.news.firing(1, 2, 60)).toMatch(/ feuert,/);
    expect(german.news.firing(2, 2, 60)).toMatch(/ feuern,/);
  });
});

/** Everything that the data say in English and the page shows. */
function saidByData(): Set<string> {
  const said: string[] = [];
  for (const { title, parameters, currents, gates, states } of Object.values(membranes)) {
    said.push(title);
    for (const { description } of [...Object.values(parameters), ...currents, ...gates, ...states])
      said.push(description);
  }
  for (const [kind, { title, schema, words }] of Object.entries(kinds)) {
    said.push(title, schema.description ?? '', ...Object.values(words));
    for (const { description } of fieldsOf(kind as KindName)) said.push(description);
  }
  for (const { description } of namedStatistics.values()) said.push(description);
  for (const { words } of activationFunctions) said.push(words);
  said.push(...Object.values(endings), beyondWords);
  return new Set(said.filter((words) => words !== ''));
}

/** What is told by code while it works, found where it is written. */
const saidByCode = (words: string): boolean =>
  stringsIn(sourceOf('src/studies/bistability.ts')).includes(words);

describe('what the data say', () => {
  afterEach(() => {
    texts.value = english;
    language.value = 'en';
  });

  it('has words in German, each of it', () => {
    expect([...saidByData()].filter((words) => !(words in german.terms))).toEqual([]);
  });

  it('is all that there are words for', () => {
    const said = saidByData();
    expect(Object.keys(german.terms).filter((words) => !said.has(words) && !saidByCode(words))).toEqual([]);
  });

  it('is English where there are none', () => {
    expect(term('Leak current')).toBe('Leak current');
    texts.value = german;
    expect(term('Leak current')).toBe('Leckstrom');
    expect(term('Something of a membrane of my own')).toBe('Something of a membrane of my own');
  });
});
