import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LessonError } from '../../src/lessons/fault.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { example, withText } from './guide.ts';

const lineOf = (text: string, lesson = example): number =>
  lesson.split('\n').findIndex((line) => line.includes(text)) + 1;

/** Every fault of a lesson as `line: message`. */
function faultsOf(text: string): string[] {
  try {
    readLesson(text, 'it.md');
    return [];
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    return error.faults.map(({ line, message }) => `${line}: ${message}`);
  }
}

describe('a lesson that is right', () => {
  const lesson = readLesson(example, 'it.md');

  it('has the parts of its header', () => {
    expect(lesson.title).toBe('Anode break');
    expect(lesson.cells.count).toBe(201);
    expect(lesson.cells.experiment.model.name).toBe('hodgkin-huxley');
    expect(lesson.view).toEqual({ arranged: 'sheet', trace: 'states', drawer: 'controls' });
    expect(lesson.goals.map(({ says, share }) => [says, share])).toEqual([
      ['Cells that get less than -2 uA/cm2 spike when it ends.', 1],
    ]);
    expect(lesson.solved.experiment.parameters).toMatchObject({ gK: 30, gNa: 120 });
  });

  it('keeps numbers with the digits that are stated', () => {
    expect(lesson.values.map(({ name, text, unit }) => [name, text, unit])).toEqual([
      ['edge', '-2.8', 'uA/cm2'],
      ['ready', '0.60', ''],
      ['readier', '0.8', ''],
    ]);
  });

  it('has an answer that comes of its values', () => {
    expect(lesson.prediction).toMatchObject({ kind: 'estimate', answer: 2.8, unit: 'uA/cm2', within: 25 });
  });

  it('may have ends of lines of Windows', () => {
    expect(faultsOf(example.replaceAll('\n', '\r\n'))).toEqual([]);
  });
});

describe('what is wrong is said with its line', () => {
  it.each([
    ['[', 1000],
    ['[', 40_000],
    ['{a: ', 5000],
    ['- ', 20_000],
  ])('also of %j inside one another, at whose end a program could end', (begin, times) => {
    const text = `---\ntitle: x\nsummary: ${begin === '- ' ? '\n  ' : ''}${begin.repeat(times)}\n---\n`;
    expect(faultsOf(text).join()).toMatch(/^[34]: more than 64 lists and mappings inside one another$/);
  });

  it.each<[string, [from: string, to: string], string, RegExp]>([
    ['no header', ['---\ntitle', 'title'], '', /^1: the header is missing/],
    [
      'no YAML',
      ['title: Anode break', 'title: Anode: break'],
      'title',
      /not YAML: a value has a key in it; .*: "Anode: break"$/,
    ],
    [
      'a key twice',
      ['summary:', 'title: x\nsummary:'],
      'title: x',
      /not YAML: the same key stands twice: "title: x"$/,
    ],
    ['an unknown key', ['summary:', 'sumary:'], 'sumary', /unknown key "sumary"; did you mean "summary"\?/],
    ['a missing key', ['title: Anode break\n', ''], '', /title is missing/],
    [
      'an unknown arrangement',
      ['arranged: sheet', 'arranged: shet'],
      'arranged',
      /view\.arranged = "shet".*sheet/,
    ],
    [
      'an unknown panel',
      ['trace: states', 'trace: status'],
      'trace',
      /view\.trace = "status".*known: states/,
    ],
    [
      'something hidden that is not there',
      ['view:', 'hide: [contrls]\nview:'],
      'hide: [',
      /hide\.0 = "contrls".*controls/,
    ],
    ['a cell that is not there', ['trace: states', 'cell: 201'], 'trace: states', /the cells 0 to 200$/],
    [
      'a colour that is not there',
      ['trace: states', 'colour: INaa'],
      'trace: states',
      /did you mean "INa"\?/,
    ],
    [
      'a wrong model',
      ['hodgkin-huxley', 'hodgkin'],
      'experiment',
      /unknown model "hodgkin"; did you mean "hodgkin-huxley"/,
    ],
    ['a wrong stimulus', ['onset: 5,', 'onsett: 5,'], 'stimulus:', /unknown key "onsett"/],
    [
      'a method that is chosen',
      ['duration: 80', 'duration: 80\n  accuracy: 0.1'],
      'accuracy',
      /give dt and integrator/,
    ],
    [
      'too many cells',
      ['count: 201', 'count: 100000'],
      'experiment',
      /100000 neurons; a lesson may have 65536/,
    ],
    [
      'a goal of nothing',
      ['hold: spikes == 1', 'hold: spiks == 1'],
      'hold:',
      /there is no "spiks"; did you mean "spikes"\?/,
    ],
    [
      'a statistic that is not asked for',
      ['hold: spikes == 1', 'hold: width < 1'],
      'hold:',
      /no "width"; ask for it under "statistics"/,
    ],
    [
      'a goal that is no formula',
      ['hold: spikes == 1', 'hold: spikes === 1'],
      'hold:',
      /"spikes === 1" cannot be read/,
    ],
    [
      'a share of more than all',
      ['hold: spikes == 1', 'hold: spikes == 1\n    share: 2'],
      'share: 2',
      /share = 2 .*at most 1/,
    ],
    [
      'an unknown path in the solution',
      ['parameters.gK: 30', 'parameters.gk: 30'],
      'solution',
      /unknown parameter "gk".*gK/,
    ],
    [
      'an answer of nothing',
      ['answer: 0 - edge', 'answer: 0 - egde'],
      'predict',
      /no value "egde" before it; did you mean "edge"/,
    ],
    ['a value without an origin', ['most: stimulus.amplitude, ', ''], 'edge:', /needs one of least, most/],
    [
      'a value with two',
      ['most: stimulus.amplitude', 'most: rate, least: rate'],
      'edge:',
      /not least and most/,
    ],
    [
      'a value in another unit',
      ['unit: uA/cm2, most', 'unit: mV, most'],
      'edge:',
      /what is measured is in "uA\/cm2"/,
    ],
    [
      'a value named like a statistic',
      ['ready: {', 'rate: {'],
      'rate: {',
      /"rate" is something that cells have/,
    ],
    ['a value that is stated nowhere', ['{{readier}}', 'more'], 'readier:', /"readier" is stated nowhere/],
    [
      'a value that is not there',
      ['takes {{edge}}', 'takes {{egde}}'],
      'takes',
      /no value "egde"; did you mean "edge"\?/,
    ],
    [
      'a number that is just typed',
      ['takes {{edge}}', 'takes -2.7 uA/cm2, not {{edge}}'],
      'takes',
      /"-2.7 uA\/cm2" is no number that the header sets/,
    ],
    ['HTML', ['Look who', 'Look <b>who</b>'], 'Look who', /HTML is not shown/],
    ['a picture', ['Look who', '![a](unit) Look who'], 'Look who', /a picture inside of a text is not shown/],
    [
      'an unknown part',
      ['## Answer', '## Answr'],
      '## Answer',
      /"## Answr" is no part of a lesson; did you mean "## Answer"/,
    ],
    ['a link to a script', ['Look who', '[Look](javascript:alert) who'], 'Look who', /must begin with https/],
    [
      'a number of another language',
      ['takes {{edge}}', 'takes -2,8 uA/cm2, not {{edge}}'],
      'takes',
      /"-2,8 uA\/cm2" cannot be read: before decimals there is a point here/,
    ],
    [
      'a picture without what is drawn in it',
      ['Look who', '![A unit](unit)\n\nLook who'],
      'view:',
      /"unit" has its function from the curve; show it/,
    ],
    ['an unknown language', ['summary:', 'language: la\nsummary:'], 'language:', /language = "la".*en.*de/],
    ['a long text', ['Look who', `${'word '.repeat(400)}Look who`], 'From 5', /has 4\d\d words; at most 400/],
  ])('%s', (_, change, where, message) => {
    const lesson = withText(change);
    const faults = faultsOf(lesson);
    expect(faults.join('\n')).toMatch(message);
    if (where === '') return;
    const lines = faults.filter((fault) => message.test(fault)).map((fault) => Number.parseInt(fault, 10));
    expect(lines).toContain(lineOf(where, lesson) || lineOf(where));
  });

  it('says all of it, in the order of lines', () => {
    const faults = faultsOf(
      withText(
        ['hold: spikes == 1', 'hold: spiks == 1'],
        ['takes {{edge}}', 'takes {{egde}}'],
        ['gK: 30', 'gk: 30'],
      ),
    );
    // The value that was misspelt is stated nowhere now, but the answer is made of it.
    expect(faults.map((fault) => fault.replace(/:.*/, ''))).toEqual(
      ['hold:', 'solution', 'takes'].map((text) => String(lineOf(text))),
    );
  });
});

// A busy machine takes several times as long.
describe('whatever a file holds, it is a lesson or an InputError', { timeout: 60_000 }, () => {
  it('with pieces of it exchanged, doubled or left out', () => {
    const pieces = example.split(/(?<=[\s:{},[\]])/);
    const change = fc.tuple(
      fc.nat(pieces.length - 1),
      fc.nat(pieces.length - 1),
      fc.constantFrom('swap', 'drop', 'double'),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = [...pieces];
        for (const [at, other, kind] of changes) {
          const [piece, another] = [changed[at] ?? '', changed[other] ?? ''];
          if (kind === 'swap') [changed[at], changed[other]] = [another, piece];
          if (kind === 'drop') changed[at] = '';
          if (kind === 'double') changed[at] = piece + another;
        }
        faultsOf(changed.join(''));
      }),
      { numRuns: 150 },
    );
  });

  it('with any text in the place of an entry', () => {
    const entry = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'{}[]&*!|>%@`\'"#:-?,\n \t<>()^+.01aV') }),
      fc.constantFrom(
        '*a',
        '&a [*a]',
        '!!binary x',
        '<<: {}',
        '.nan',
        '.inf',
        '__proto__: 1',
        '{ __proto__: { a: 1 } }',
        'null',
        '1e999',
      ),
    );
    const places = [
      'Anode break',
      'hodgkin-huxley',
      'sheet',
      '0 - edge',
      'spikes == 1',
      'parameters.gK',
      '{{edge}}',
      'stimulus.amplitude, from',
      '-2.8',
      'Look who',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), entry, (place, text) => {
        faultsOf(withText([place, text]));
      }),
      { numRuns: 150 },
    );
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['only a fence', '---'],
    ['an empty header', '---\n---\n'],
    ['a list for a header', '---\n- a\n---\n'],
    ['lists inside one another', `---\na: ${'['.repeat(20_000)}\n---\n`],
    ['quotations inside one another', `${example}\n${'>'.repeat(20_000)} a`],
    ['stress without an end', `${example}\n${'*a '.repeat(8000)}`],
    ['a path into a prototype', withText(['parameters.gK: 30', '__proto__.polluted: 1'])],
    ['an item beyond a list', withText(['parameters.gK: 30', 'sweep.x.values.4294967294: 1'])],
    [
      'aliases that multiply',
      `---\na: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c, *c]\n---\n`,
    ],
  ])('such as %s', (_, text) => {
    expect(faultsOf(text)).not.toEqual([]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
