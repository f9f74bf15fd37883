import { describe, expect, it } from 'vitest';
import { german } from '../../../src/app/texts/german.ts';
import { Interpreter } from '../../../src/app/texts/messages.ts';
import { isSaid, modulesFrom, templatesIn } from '../../support/messages.ts';
import { sourceOf } from '../../support/source.ts';

const { messages } = german;
const interpreter = new Interpreter(messages);
const inGerman = (text: string, caret?: number) => interpreter.read({ text, caret });

/** Files whose texts nobody reads on the page, and why. */
const unread: readonly (readonly [files: RegExp, why: string])[] = [
  [/^src\/lessons\/titles\//, 'hold what is there in each language'],
  [/^src\/app\/(keyboard|calibration|share\/figures)\.ts$/, 'hold keys and selectors'],
  [/^src\/app\/equations\/AddLines\.tsx$/, 'holds examples of equations'],
  [/^src\/view\/(?!canvas)|^src\/analysis\//, 'name buffers, and what only mistakes of the page lead to'],
  [/^src\/statistics\/(?!recorded)/, 'hold formulas; what statistics are is among the terms'],
  [/^src\/formula\/(wasm\/|passes\/|wgsl|evaluate)/, 'say what only mistakes of the program lead to'],
  [/^src\/engine\/webgpu\/(lane\/|layout|display)|^src\/engine\/cpu\/(writer|holder)/, 'say the same'],
  [/^src\/engine\/(measuring|program|bands|conversion|resumable)\.ts$/, 'say the same'],
  [/^src\/exchange\/(brian2|brian2-\w+|nrn|nrn-\w+)\.ts$/, 'hold scripts; what cannot be written others say'],
  [
    /^src\/studies\/(equilibria-words|activation-functions|fit\/report)\.ts$/,
    'hold what the command reports',
  ],
];

/** Texts elsewhere that nobody reads on the page. */
const unsaid = new Set([
  // What the command reports
  'As the current is raised slowly from rest, firing begins at {} {}.',
  'As the current is raised slowly from rest, firing does not begin.',
  'As it is lowered slowly from firing, firing {}{}.',
  'does not end',
  'fold of cycles',
  'cycles that are born at {}',
  'Equilibria and extremes of cycles',
  'Lowest potential of a cycle',
  'size of the largest multiplier',
  '1 where it is stable',
  'about {} neurons',
  '{}: {} million neuron-steps/s{}',
  '{}, written by Loligo {}. {}',
  '{} by {}',
  // What is looked for in a message
  '; known',
  // What only mistakes of the page lead to
  'no longer wanted',
  'an update must keep the neurons, {} from number {}, but has {} from {}; create another simulation',
  'an update must keep the bands of the population; create another simulation',
  'an update must keep the state variables {}, but has {}; create another simulation',
  'other values must be of the same numbers of the same neurons: {} of {} from {}, not {} of {} from {}; use update',
]);

describe('the German messages', () => {
  const modules = modulesFrom('src/app/main.tsx');
  const texts = [...modules]
    .filter(([file]) => !file.startsWith('src/app/texts/'))
    .map(([file, program]) => [file, templatesIn(program)] as const);
  const all = new Set(texts.flatMap(([, found]) => [...found]));
  /** What libraries say themselves, as far as it has words. */
  const libraries = ['jsep/dist/jsep.js', 'papaparse/papaparse.js'];

  it('are there for everything that code says on the page', () => {
    expect(modules.size).toBeGreaterThan(300);
    const missing = texts
      .filter(([file]) => !unread.some(([files]) => files.test(file)))
      .flatMap(([file, found]) => [...found].filter(isSaid).map((template) => [file, template] as const))
      .filter(
        ([, template]) => !unsaid.has(template) && !(template in messages) && !(template in german.terms),
      );
    expect(missing).toEqual([]);
  });

  it('are of what some code still says', () => {
    const inLibraries = libraries.map((file) => sourceOf(`node_modules/${file}`)).join('\n');
    const isOfLibrary = (template: string) =>
      template.split('{}').every((part) => inLibraries.includes(part.trim()));
    const general = Object.keys(messages).filter((one) => all.has(one) && one.includes('{}'));
    /** Such as a value of type number of those of any type. */
    const isSpecial = (template: string) => general.some((one) => isOf(template, one));
    const left = Object.keys(messages).filter((one) => !all.has(one) && !isOfLibrary(one) && !isSpecial(one));
    expect(left).toEqual([]);
    expect([...unsaid].filter((one) => !all.has(one))).toEqual([]);
    expect(unread.filter(([files]) => ![...modules.keys()].some((file) => files.test(file)))).toEqual([]);
  });

  it('have the holes of the English ones, each once', () => {
    const numbers = (text: string) =>
      [...text.matchAll(/\{(\d*)…?\}/g)].map(([, number], i) => Number(number || i + 1));
    const wrong = Object.entries(messages).filter(
      ([english, own]) => numbers(own).sort().join() !== numbers(english).join(),
    );
    expect(wrong).toEqual([]);
  });
});

/** Whether a template is one that another one makes, with something put in. */
const isOf = (template: string, other: string): boolean => {
  const [first, ...rest] = other.split('{}');
  return rest.length === 1 && template.startsWith(first!) && template.endsWith(rest[0]!) && first!.length > 8;
};

describe('a message in German', () => {
  it.each([
    [
      'unknown key "duraton"; did you mean "duration"?',
      'unbekannter Schlüssel „duraton“; ist „duration“ gemeint?',
    ],
    [
      'the link: stimulus: unknown key "form"; did you mean "from"? (in measure)',
      'der Link: stimulus: unbekannter Schlüssel „form“; ist „from“ gemeint? (in measure)',
    ],
    [
      'dt = 0 is not valid: it must be at least 1e-06; duration is missing: expected a value of type number; and 3 more',
      'dt = 0 ist nicht gültig: erlaubt ist mindestens 1e-06; duration fehlt: erwartet wird eine Zahl; und 3 weitere',
    ],
    [
      'the text, line 3, column 5: not JSON: a comma is missing (found "dt")',
      'der Text, Zeile 3, Spalte 5: kein JSON: ein Komma fehlt (hier steht "dt")',
    ],
    [
      'the thread that holds neurons 0 to 503 has stopped (out of memory)',
      'der Thread von Neuron 0 bis 503 blieb stehen (out of memory)',
    ],
    [
      'dt = 0.5 ms is too large: the rate of V of neuron 1023 is up to 38.1 /ms, beyond what "rk4" is stable at; dt = 0.05 ms would do',
      'dt = 0.5 ms ist zu groß: die Rate von V von Neuron 1023 beträgt bis zu 38.1 /ms, mehr als das, wobei „rk4“ stabil ist; dt = 0.05 ms würde genügen',
    ],
    [
      'dt = 0.5 ms is too large: m changes by up to 2.19 /ms; dt = 0.05 ms would do',
      'dt = 0.5 ms ist zu groß: m ändert sich um bis zu 2.19 /ms; dt = 0.05 ms würde genügen',
    ],
    [
      'what computes it could not be loaded: try again, or reload the page if that does not help',
      'was das berechnet, ließ sich nicht laden: erneut versuchen, oder die Seite neu laden, wenn das nicht hilft',
    ],
  ])('is made of all its parts: %s', (english, own) => {
    expect(inGerman(english).text).toBe(own);
  });

  it.each(['Something that nobody has said in German', 'gNa and gK.csv', '', 'x'.repeat(5000)])(
    'is the English one where there are no words for it',
    (message) => {
      expect(inGerman(message).text).toBe(message);
    },
  );

  it('keeps what somebody wrote, whatever words it has', () => {
    expect(inGerman('unknown key "the text"; known: not JSON, the header').text).toBe(
      'unbekannter Schlüssel „the text“; bekannt: not JSON, the header',
    );
    expect(inGerman('gNa and gK.csv, line 3: 2 cells, but the first line names 3 columns').text).toBe(
      'gNa and gK.csv, Zeile 3: 2 Felder, aber die erste Zeile nennt 3 Spalten',
    );
  });

  it('has the caret where what it points at is', () => {
    const said = 'gates.0.inf: unknown symbol "x": 1 / (x + 2)';
    const { text, caret } = inGerman(said, said.indexOf('x + 2'));
    expect(text).toBe('gates.0.inf: unbekanntes Symbol „x“: 1 / (x + 2)');
    expect(caret).toBe(text.indexOf('x + 2'));
    expect(inGerman(said, said.length).caret).toBe(text.length);
    expect(inGerman(said, said.indexOf('symbol')).caret).toBeUndefined();
  });

  it.each([
    ['separators', '; : '.repeat(900)],
    ['beginnings of messages', 'unknown key "'.repeat(300)],
    ['messages inside one another', 'not JSON: '.repeat(350)],
    ['joints', 'a and b to c or '.repeat(240)],
    ['problems', 'a = 1 is not valid: it must be at least 2; '.repeat(90)],
  ])('comes soon, though it is full of %s', (_, message) => {
    const begin = performance.now();
    inGerman(message);
    // Alone a tenth of a second at most; beside many other tests it may take twenty times as long.
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
