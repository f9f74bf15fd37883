import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edited, isWrong } from '../../../src/app/equations/edit.ts';
import type { Place } from '../../../src/app/equations/entry.ts';
import { german } from '../../../src/app/texts/german.ts';
import { Interpreter } from '../../../src/app/texts/messages.ts';
import { decodeText } from '../../../src/input/encoding.ts';
import { parseText } from '../../../src/input/json.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { parseTable } from '../../../src/population/table.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { stepRemarksOn } from '../../../src/protocol/remarks.ts';
import { readPoints } from '../../../src/studies/fit/own-points.ts';
import { readTrace } from '../../../src/studies/fit/own-trace.ts';
import { kinds } from '../../fuzz/kinds/catalogue.ts';

const interpreter = new Interpreter(german.messages);
const inGerman = (text: string): string => interpreter.read({ text }).text;

/** What a person wrote, as messages quote it, and the names that they list. */
const quoted = /„[^“]*“|"[^"]*"|(?<== ).*?(?= ist nicht gültig)|(?<=bekannt: )[^;]*/g;
/** Words that English messages have, and German ones have not. */
const english =
  /\b(the|must|give|unknown|known|expected|unexpected|missing|cannot|which|than|did you|choose|is|are|has)\b/i;

/** Messages that are still English, or partly. */
const inEnglish = (messages: readonly string[]): string[] =>
  messages.map(inGerman).filter((message) => english.test(message.replace(quoted, '')));

async function messageOf(act: () => unknown): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('what is wrong with files of chance is said in German', () => {
  it.each(['experiment', 'membrane', 'lesson', 'points', 'trace', 'table'])('%s', async (name) => {
    const { inputs, read } = kinds[name]!;
    const messages: string[] = [];
    for (const bytes of fc.sample(inputs, { numRuns: 40, seed: 3 })) {
      const message = await messageOf(() => read(bytes));
      // The library for YAML has words of its own, of which only the common ones are known.
      if (message !== undefined && !message.includes('YAML')) messages.push(message);
    }
    expect(messages.length).toBeGreaterThan(5);
    expect(inEnglish(messages)).toEqual([]);
  });
});

const step = { kind: 'step', amplitude: 10 } as const;

describe('what is wrong with an experiment is said in German', () => {
  it.each<[string, object]>([
    ['a key', { durration: 3 }],
    ['keys like nothing', { first: 1, author: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7 }],
    ['a model', { model: 'hodgkin-huxly' }],
    ['a file for a model', { model: 'a/b.json' }],
    ['a parameter', { parameters: { gNaa: 3 } }],
    ['a value', { parameters: { gNa: -3 } }],
    ['a quantity', { sweep: { x: { vary: 'stimulus.amplitud', values: [1] } } }],
    ['values beyond', { sweep: { x: { vary: 'parameters.gK', values: [-1] } } }],
    ['one quantity twice', { sweep: ofBoth('parameters.gK') }],
    [
      'sweep and sample',
      { ...drawn({ values: [36] }), sweep: { x: { vary: 'parameters.gK', values: [1] } } },
    ],
    ['a distribution', drawn({ from: 3 })],
    ['no draw', drawn({ normal: { mean: -9, sd: 0.1 } })],
    ['a duration', { duration: 0.001, dt: 0.1 }],
    ['a window', { duration: 10, measure: { from: 20 } }],
    ['times of a stimulus', { stimulus: { ...step, onset: 5, end: 2 } }],
    ['a unit of a stimulus', { stimulus: { ...step, unit: 'nA' } }],
    ['a kind', { stimulus: { kind: 'stepp' } }],
    ['two clamps', { stimulus: [clamp('a'), clamp('b')] }],
    ['accuracy and dt', { accuracy: 1, dt: 0.1, integrator: 'rk4' }],
    ['bands and dt', { dt: 0.1, bands: [{ dt: 0.1, integrator: 'rk4' }] }],
    ['a statistic', { statistics: ['spikess'] }],
    ['a trace', { record: { traces: { cells: [7] } } }],
    ['what is sampled', { record: { traces: { cells: [0], values: ['nothing'] } } }],
    ['a beginning', { initial: 'rests' }],
  ])('%s', async (_, document) => {
    const message = await messageOf(() => prepare(parseExperiment(document)));
    expect(message).toBeDefined();
    expect(inEnglish([message!])).toEqual([]);
  });

  it('and what should be known of its step', () => {
    const remarks = [
      { duration: 1.03, dt: 0.1 },
      { dt: 0.5, integrator: 'euler' },
      { dt: 0.2, integrator: 'strang' },
    ].flatMap((document) => [
      ...stepRemarksOn(parseExperiment(document)),
      ...stepRemarksOn(parseExperiment(document), (cell) => `cell ${cell + 1}`),
    ]);
    expect(remarks.length).toBeGreaterThan(1);
    expect(inEnglish(remarks)).toEqual([]);
  });
});

function ofBoth(vary: string): object {
  return { x: { vary, values: [1] }, y: { vary, values: [1] } };
}

function drawn(rule: object): object {
  return { sample: { count: 2, vary: { 'parameters.gK': rule } } };
}

function clamp(name: string): object {
  return { name, kind: 'clamp', holding: -70, levels: [0], durations: [5] };
}

describe('what is wrong with a text is said in German', () => {
  it.each<[string, () => unknown]>([
    ['JSON', () => parseText('{"dt": 0.1,\n "dt" 3}', 'the text')],
    ['a comment', () => parseText('{} // why', 'a.json')],
    ['a number', () => parseText('{"dt": 1e999}', 'a.json')],
    ['bytes', () => decodeText(Uint8Array.of(0x7b, 0x0a, 0xe9), 'a.json')],
    ['a table', () => parseTable('a,b\n1,2,3\n', 'a.csv')],
    ['a quotation mark', () => parseTable('a,b\n1,"2\n', 'a.csv')],
    ['a table without rows', () => parseTable('a,b\n', 'a.csv')],
    ['points', () => readPoints('current_nA,rate_Hz\n1,x\n', 'a.csv')],
    ['an empty text', () => readPoints('', 'the text')],
    ['a recording', () => readTrace('time_ms,V_mV\n0,-65\n0,-64\n', 'a.csv')],
    ['potentials', () => readTrace('time_ms,V_mV\n0,-65000\n1,-64\n', 'a.csv')],
    ['columns', () => readTrace('first,second\n0,-65\n', 'a.csv')],
  ])('%s', async (_, read) => {
    const message = await messageOf(read);
    expect(message).toBeDefined();
    expect(inEnglish([message!])).toEqual([]);
  });
});

describe('what is wrong with an equation is said in German', () => {
  it.each<[text: string, place: Place | undefined]>([
    ['gA', undefined],
    ['gA = ', undefined],
    ['x = 1 +* 2', undefined],
    ['x = (1 + 2', undefined],
    ['x = 2 ^', undefined],
    ['x = 3a', undefined],
    ['x = sqr(V)', undefined],
    ['x = min(1)', undefined],
    ['x = gNaa', undefined],
    ['da/dt = (1 / (V + 40) - a) / 5', undefined],
    ['IA = log(V) * (V - EK)', undefined],
    ['let = 3 + V', undefined],
    ['gNa = 3', undefined],
    ['gNa = V', { kind: 'parameter', name: 'gNa' }],
    ['gNa = 500 in [0, 80]', { kind: 'parameter', name: 'gNa' }],
    ['gNa = 50 in [80, 0]', { kind: 'parameter', name: 'gNa' }],
    ['a = b + V\nb = a + V', undefined],
    ['', { kind: 'parameter', name: 'gNa' }],
    ['dm/dt = alpha * (1 - m)', { kind: 'gate', name: 'm' }],
  ])('%s', (text, place) => {
    const result = edited(membranes['hodgkin-huxley']!, place, text);
    if (!isWrong(result)) throw new Error(`${text} is right`);
    expect(inEnglish([result.text])).toEqual([]);
  });
});
