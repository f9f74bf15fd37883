import { describe, expect, it } from 'vitest';
import { formOf } from '../../../src/exchange/neuroml/forms.ts';
import { importNeuroml } from '../../../src/exchange/neuroml/read.ts';
import { parseXml, type XmlElement } from '../../../src/exchange/xml.ts';
import { evaluate } from '../../../src/formula/evaluate.ts';
import { symbolsOf } from '../../../src/formula/expr.ts';
import { applyPasses, canonicalPasses } from '../../../src/formula/optimise.ts';
import { parse } from '../../../src/formula/parse.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { membraneEquations } from '../../../src/model/equations.ts';
import type { ExperimentInput } from '../../../src/protocol/experiment.ts';
import { exported, referenceSpikes } from '../../support/programs.ts';
import { source } from './squid.ts';

const simple = (text: string) => applyPasses(new Map([['', parse(text)]]), canonicalPasses).get('')!;

describe('forms of rates', () => {
  it.each<[string, object]>([
    ['4 * exp(-(V + 65) / 18)', { kind: 'HHExp', rate: 4, midpoint: -65, scale: -18 }],
    ['0.07 / exp((V + 65) / 20)', { kind: 'HHExp', rate: 0.07, midpoint: -65, scale: -20 }],
    ['1 / (1 + exp(-(V + 35) / 10))', { kind: 'HHSigmoid', rate: 1, midpoint: -35, scale: 10 }],
    ['0.5 * (1 + tanh((V + 1.2) / 18))', { kind: 'HHSigmoid', rate: 1, midpoint: -1.2, scale: 9 }],
    [
      '0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))',
      { kind: 'HHExpLinear', rate: 1, midpoint: -40, scale: 10 },
    ],
    [
      '0.32 * (13 - V) / (exp((13 - V) / 4) - 1)',
      { kind: 'HHExpLinear', rate: 1.28, midpoint: 13, scale: 4 },
    ],
  ])('%s', (text, form) => expect(formOf(simple(text))).toEqual(form));

  it.each(['exp(V^2 / 100)', '1 / (2 + exp(V))', '1 - 1 / (1 + exp(V / 5))', 'V', '3'])(
    '%s has none of them',
    (text) => expect(formOf(simple(text))).toBeUndefined(),
  );
});

/** What a type of LEMS gives at a potential, in ms or 1/ms: its expressions read as JavaScript. */
function valueOfType(type: XmlElement, V: number): number {
  const known: Record<string, number> = { v: V, MV: 1, MS: 1 };
  const valueAt = (text: string): number => {
    const code = text
      .replaceAll('^', '**')
      .replaceAll('.lt.', '<')
      .replaceAll('.leq.', '<=')
      .replaceAll('.geq.', '>=')
      .replaceAll('.gt.', '>')
      .replaceAll('.eq.', '===')
      .replaceAll('.neq.', '!==');
    const { exp, log: ln, sqrt, abs, tanh, sinh, cosh } = Math;
    const functions = { exp, ln, sqrt, abs, tanh, sinh, cosh };
    const names = [...Object.keys(known), ...Object.keys(functions)];
    return Number(
      new Function(...names, `return ${code}`)(...Object.values(known), ...Object.values(functions)),
    );
  };
  const dynamics = type.children.find(({ name }) => name === 'Dynamics')!;
  let last = Number.NaN;
  for (const { name, attributes, children } of dynamics.children) {
    const chosen = children.find((one) => valueAt(one.attributes.get('condition')!) !== 0);
    const value = name === 'DerivedVariable' ? attributes.get('value')! : chosen!.attributes.get('value')!;
    last = valueAt(value);
    known[attributes.get('name')!] = last;
  }
  return last;
}

/** A formula of the membrane at a potential, with its parameters and definitions. */
function closedValue(formula: string, V: number): number {
  const membrane = membranes['connor-stevens']!;
  const known: Record<string, number> = { V };
  for (const [name, { value }] of Object.entries(membrane.parameters)) known[name] = value;
  for (const { name, formula: definition } of membraneEquations(membrane).algebraic) {
    if ([...symbolsOf(definition)].every((one) => Object.hasOwn(known, one)))
      known[name] = evaluate(definition, known);
  }
  return evaluate(parse(formula), known);
}

describe('a document in NeuroML', () => {
  it.each<[string, ExperimentInput['parameters'], number]>([
    ['hodgkin-huxley', { gK: 33, temperature: 8 }, 10],
    // Rates by types of its own, with quotients that are 0/0 somewhere.
    ['connor-stevens', {}, 20],
    ['wang-buzsaki', {}, 4],
  ])('of %s comes back with the same spikes, to 1e-6 ms', async (model, parameters, amplitude) => {
    const experiment: ExperimentInput = {
      model,
      parameters,
      stimulus: { kind: 'step', amplitude, onset: 5, end: 55 },
      events: { kind: 'threshold', level: 0 },
      duration: 60,
      dt: 0.01,
    };
    const { text, remarks } = await exported(experiment, 'neuroml');
    expect(remarks).toEqual(['the membrane has no area; the cell has 1000 um2, and its current is in nA']);
    const back = importNeuroml(source(text));
    expect(back.remarks).toEqual([]);
    const [own, imported] = [
      await referenceSpikes(experiment),
      await referenceSpikes({ ...back.experiment, duration: 60, dt: 0.01 }),
    ];
    expect(own[0]!.length).toBeGreaterThan(3);
    expect(imported[0]).toHaveLength(own[0]!.length);
    for (const [i, time] of own[0]!.entries()) expect(Math.abs(imported[0]![i]! - time)).toBeLessThan(1e-6);
  });

  it('has a type of its own for every formula that has no form', async () => {
    const { text } = await exported({ model: 'connor-stevens' }, 'neuroml');
    const root = parseXml(text, 'written');
    const types = root.children.filter(({ name }) => name === 'ComponentType');
    expect(types.map(({ attributes }) => attributes.get('name'))).toContain('IA_a_inf');
    const used = new Set([...text.matchAll(/ type="(I\w+)"/g)].map(([, type]) => type));
    expect(new Set(types.map(({ attributes }) => attributes.get('name')))).toEqual(used);
  });

  it('has formulas in these types that mean what they meant', async () => {
    const { gates } = membranes['connor-stevens']!;
    const { text } = await exported({ model: 'connor-stevens' }, 'neuroml');
    const types = parseXml(text, 'written').children.filter(({ name }) => name === 'ComponentType');
    let compared = 0;
    for (const gate of gates) {
      for (const [key, formula] of Object.entries(gate)) {
        const type = types.find(({ attributes }) => attributes.get('name')?.endsWith(`_${gate.name}_${key}`));
        if (!type) continue;
        for (const V of [-92.3, -65, -40, 12.7]) {
          // Beyond rounding only (exp(u) - 1) loses digits, next to 0.
          expect(valueOfType(type, V)).toBeCloseTo(closedValue(formula as string, V), 9);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(8);
  });

  it.each([
    ['pulses', { kind: 'pulses', amplitude: 2, width: 1, onsets: [1, 5] }, 2],
    ['ramp', { kind: 'ramp', to: 2, onset: 1, end: 5 }, 2],
    ['sine', { kind: 'sine', amplitude: 2, offset: 1, frequency: 10 }, 2],
    ['staircase', { kind: 'staircase', levels: [1, 2, 3], every: 5 }, 3],
  ] as const)('has generators for %s', async (_, stimulus, count) => {
    const { text } = await exported({ stimulus: stimulus as never }, 'neuroml');
    expect(text.match(/Generator id=/g)).toHaveLength(count);
    expect(text.match(/<explicitInput/g)).toHaveLength(count);
  });

  it.each<[string, RegExp]>([
    ['pospischil-lts', /its state "Ca" is no gate; take Brian2, NEURON or XPP$/],
    ['relay', /cannot be exported to NeuroML: /],
  ])('refuses %s by name', async (model, message) => {
    await expect(exported({ model }, 'neuroml')).rejects.toThrow(message);
  });

  it('refuses a chirp by name', async () => {
    const stimulus = { kind: 'chirp', amplitude: 1, from: 1, to: 9, end: 50 } as const;
    await expect(exported({ stimulus }, 'neuroml')).rejects.toThrow(
      /^a stimulus of kind "chirp" cannot be exported to NeuroML, which has constant, /,
    );
  });

  it('is made of most shipped membranes', async () => {
    const made: string[] = [];
    for (const model of Object.keys(membranes)) {
      await exported({ model, dt: 0.01 }, 'neuroml').then(
        () => made.push(model),
        () => {},
      );
    }
    expect(made).toEqual(
      Object.keys(membranes).filter((name) => !['pospischil-lts', 'relay'].includes(name)),
    );
  });
});
