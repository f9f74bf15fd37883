import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/schema.ts';
import { membranes } from '../../src/model/catalogue.ts';
import type { MembraneInput } from '../../src/model/membrane.ts';
import { parseMembrane } from '../../src/model/read.ts';

/** As little as a membrane can be. */
const small: MembraneInput = {
  name: 'small',
  parameters: { gL: 0.1, EL: -65, gNa: 10 },
  gates: [{ name: 'm', inf: '1 / (1 + exp(-(V + 40) / 9))', tau: 2 }],
  currents: [
    { name: 'IL', conductance: 'gL', reversal: 'EL' },
    { name: 'INa', conductance: 'gNa * m', reversal: 50 },
  ],
};
const gate = (change: object) => ({ gates: [{ ...small.gates![0], ...change }] });
const state = (change: object) => ({
  states: [{ name: 'Ca', unit: 'mM', range: [0, 1], slope: '-Ca', ...change }],
});

function faultOf(document: unknown): InputError {
  try {
    parseMembrane(document);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing is wrong');
}

describe('parseMembrane', () => {
  it('fills in every default', () => {
    expect(parseMembrane(small)).toEqual({
      name: 'small',
      title: 'small',
      source: '',
      parameters: {
        gL: { value: 0.1, unit: 'mS/cm2', range: [0, 1], description: '' },
        EL: { value: -65, unit: 'mV', range: [-200, 200], description: '' },
        gNa: { value: 10, unit: 'mS/cm2', range: [0, 100], description: '' },
      },
      definitions: {},
      capacitance: '1',
      gates: [{ name: 'm', description: '', inf: '1 / (1 + exp(-(V + 40) / 9))', tau: '2' }],
      states: [],
      currents: [
        { name: 'IL', description: '', conductance: 'gL', reversal: 'EL' },
        { name: 'INa', description: '', conductance: 'gNa * m', reversal: '50' },
      ],
    });
  });

  it('reads its own output as the same membrane, and gives back what it has made', () => {
    const membrane = parseMembrane({ ...small, class: 1, area: 28953, ...state({ initial: 0.1 }) });
    expect(membrane).toMatchObject({ class: '1', area: '28953 um2' });
    expect(parseMembrane(JSON.parse(JSON.stringify(membrane)))).toEqual(membrane);
    expect(parseMembrane(membrane)).toBe(membrane);
  });

  it.each<[string, object, string]>([
    ['an unknown key', { gate: [] }, 'unknown key "gate"; did you mean "gates"?'],
    ['no name', { name: undefined }, 'name is missing'],
    ['no current', { currents: [] }, 'currents = [] is not valid: give at least 1'],
    [
      'a gate without equation',
      gate({ inf: undefined, tau: undefined }),
      'gates.0: the gate "m" has no equation',
    ],
    [
      'a gate with two',
      gate({ alpha: '1' }),
      'gates.0: the gate "m" has alpha, inf, tau; give "instantaneous", or',
    ],
    ['half a gate', gate({ tau: undefined }), 'gates.0: the gate "m" has inf; give'],
    [
      'a state without equation',
      state({ slope: undefined }),
      'states.0: the state "Ca" has no equation; give its "slope"',
    ],
    [
      'a concentration without range',
      state({ range: undefined }),
      'states.0.range: give the smallest and the largest',
    ],
    ['a beginning out of range', state({ initial: 2 }), 'states.0.initial: 2 is out of the range, 0 to 1'],
    [
      'a current without formula',
      { currents: [{ name: 'I' }] },
      'currents.0: the current "I" has no formula; give',
    ],
    [
      'a range that is none',
      { parameters: { a: { value: 1, range: [2, 0] } } },
      'parameters.a.range: the first number, 2',
    ],
    [
      'a value out of its range',
      { parameters: { a: { value: 1, range: [2, 3] } } },
      'parameters.a: the value 1 is out',
    ],
    [
      'milliseconds for millisiemens',
      { parameters: { a: { value: 1, unit: 'ms/cm2' } } },
      'parameters.a.unit: unknown unit "ms/cm2"; did you mean "mS/cm2"?',
    ],
    ['a unit that breaks a table', { parameters: { a: { value: 1, unit: 'mV,\n' } } }, 'is no unit'],
    ['an area without unit', { area: '28953' }, 'area: "28953" is no area; give a positive number and um2'],
    ['a negative area', { area: -1 }, 'area: "-1 um2" is no area'],
    // Names.
    [
      'two meanings',
      { definitions: { m: '2' } },
      'gates.0.name: "m" has two meanings, the other is definitions.m',
    ],
    ['two meanings, one made', { definitions: { gNa_open: '2' } }, '"gNa_open" has two meanings'],
    [
      'a keyword of WGSL',
      { definitions: { let: '2' } },
      '"let" cannot be a name: WGSL reserves it; choose another',
    ],
    ['two underscores', { definitions: { a__b: '2' } }, '"a__b" cannot be a name: no name has __ in it'],
    [
      'the stimulus',
      { definitions: { stimulus: '2' } },
      '"stimulus" cannot be a name: it has a meaning of its own',
    ],
    ['a function', { parameters: { exp: 2 } }, '"exp" cannot be a name: it is a function'],
    ['what objects have', { parameters: { constructor: 2 } }, '"constructor" cannot be a name'],
    [
      'what generated code has',
      { parameters: { c12: 2 } },
      '"c12" cannot be a name: generated code uses such names',
    ],
    [
      'a line in a name',
      { parameters: { 'a;\nb': 2 } },
      '"a;\\u000ab" cannot be a name: a name is made of letters',
    ],
    ['a prototype', { parameters: JSON.parse('{"__proto__": 2}') }, 'unknown key "__proto__"'],
  ])('refuses %s', (_, change, message) => {
    const fault = faultOf({ ...small, ...change });
    expect(fault.message).toContain(message);
    expect(fault.message).not.toContain('\n');
  });

  it.each<[string, object, string, string]>([
    [
      'an unknown symbol',
      gate({ inf: '1 / (1 + exp(-(v + 40)))' }),
      'unknown symbol "v"; did you mean "V"?',
      'v + 40',
    ],
    ['an unknown function', gate({ inf: '1 + sin(V)' }), 'unknown function "sin"; known: exp', 'sin(V)'],
    ['a function of time', gate({ inf: 'elapsed(1, 2)' }), 'unknown function "elapsed"', 'elapsed(1'],
    // It never matters, but a kernel holds it.
    [
      'a number beyond float32',
      gate({ inf: 'if(V < 200, 1, 1e39)' }),
      '1e+39 does not fit into float32',
      '1e39',
    ],
    ['text that is no formula', gate({ inf: '1 + * 2' }), 'Expected expression after +', '* 2'],
    ['two formulas in one', gate({ inf: '1 2' }), 'two parts', '2'],
    ['an empty formula', gate({ inf: '' }), 'empty', ''],
    ['a circle', { definitions: { a: 'b + 1', b: '2 * a' } }, 'a circle of definitions, a -> b -> a', 'a'],
    ['a circle through a current', gate({ tau: '1 + x' }), 'unknown symbol "x"', 'x'],
    [
      'a current that needs itself',
      { currents: [{ name: 'I', density: '1 + I' }] },
      'a circle of definitions, I -> I',
      'I',
    ],
    ['a capacitance that changes', { capacitance: '1 + V' }, '"V" changes, and this must not', 'V'],
    ['a beginning that changes', state({ initial: '0.1 * m' }), '"m" changes, and this must not', 'm'],
    // Values.
    ['a pole', gate({ inf: '1 / (V + 40)' }), 'gates.0.inf: divides by zero at V = -40 mV', '(V + 40)'],
    [
      'a pole between',
      gate({ tau: '1 / (V + 40.3)^2' }),
      'gates.0.tau: divides by zero at V = -40.3 mV',
      '(V + 40.3)^2',
    ],
    [
      'a pole of a negative power',
      gate({ tau: '(V + 40.3)^-1' }),
      'divides by zero at V = -40.3 mV',
      '(V + 40.3)',
    ],
    ['0 / 0', gate({ inf: '(V + 40)^2 / (V + 40)' }), 'divides by zero at V = -40 mV', '(V + 40)'],
    ['no number', gate({ inf: 'log(V)' }), 'has no value (log of 0) at V = 0 mV', 'log(V)'],
    [
      'a root of a negative number',
      gate({ tau: '1 + sqrt(V)' }),
      'has no value (sqrt of -0.5) at V = -0.5 mV',
      'sqrt(V)',
    ],
    [
      'what exceeds float32',
      gate({ tau: 'exp(V)' }),
      'leaves float32, where an exponential ends at 1e30 (exp of 69.5)',
      'exp(V)',
    ],
    [
      'what is finite, but not in float32',
      gate({ inf: '0.5 * exp(V) / exp(V + 1)' }),
      'leaves float32, where an exponential ends at 1e30',
      'exp(V',
    ],
    ['a large number', { parameters: { gL: 0.1, EL: -65, gNa: 1e39 } }, 'leaves float32 (5e+38)', 'gNa * m'],
    ['no capacitance', { capacitance: 0 }, 'capacitance: it is 0, and must be greater than 0', '0'],
    [
      'a negative capacitance',
      { capacitance: -1 },
      'capacitance: it is -1, and must be greater than 0',
      '-1',
    ],
    [
      'a negative capacitance by a definition',
      { capacitance: '2 * Cm', definitions: { Cm: '-1 / 2' } },
      'capacitance: it is -1, and must be greater than 0',
      '2',
    ],
    [
      'a negative time constant',
      gate({ tau: '-1 - exp(0.01 * V)' }),
      'gates.0.tau: it is -1.22313 at V = -150 mV, and must be greater than 0',
      '-1',
    ],
    ['no time constant', gate({ tau: '0' }), 'gates.0.tau: it divides, and is 0', '0'],
    [
      'Nernst without calcium',
      {
        ...state({}),
        currents: [...small.currents, { name: 'ICa', conductance: 1, reversal: '1 + nernst(Ca, 2)' }],
      },
      'currents.2.reversal: divides by zero at V = 0 mV, Ca = 0',
      'Ca, 2)',
    ],
    [
      'a value that does not fit, in a branch that is never tried',
      gate({ tau: 'V > 10.1 && V < 10.2 ? 1 / 0 : 1' }),
      'gates.0.tau: divides by zero: ',
      '0 :',
    ],
    [
      'a product that does not fit',
      { currents: [{ name: 'IL', conductance: '1e30 * 1e30', reversal: -65 }] },
      'currents.0.conductance: leaves float32 (1e+60)',
      '1e30 * 1e30',
    ],
    [
      'a pole of a conductance that is no decimal',
      { currents: [{ name: 'IL', conductance: '0.1 / (1 - V^2 / 3)', reversal: -65 }] },
      'currents.0.conductance: divides by zero at V = -1.73205 mV',
      '(1 - V^2',
    ],
    [
      'a logarithm that has no value between the potentials that are tried',
      gate({ tau: '1 + 0.1 * log(abs(V + 53.3))^2' }),
      'gates.0.tau: has no value (log of 0) at V = -53.3 mV',
      'log(',
    ],
    [
      'a root that has no value for 0.1 mV',
      gate({ tau: '1 + sqrt((V + 10.2) * (V + 10.3))' }),
      'gates.0.tau: has no value (sqrt of -0.0025) at V = -10.25 mV',
      'sqrt(',
    ],
    [
      'a definition that nothing uses, which can be recorded all the same',
      { definitions: { a: '1 / (V + 60)' } },
      'definitions.a: divides by zero at V = -60 mV',
      '(V + 60',
    ],
    [
      'a capacitance that is not finite',
      { capacitance: 'gL / 0' },
      'capacitance: it is Infinity, and must be greater than 0 and finite',
      'gL',
    ],
    [
      'a state that begins out of its range',
      state({ range: [0, 1], initial: '20 * gL' }),
      'states.0.initial: it begins at 2, out of the range, 0 to 1',
      '20',
    ],
    [
      'a state that begins nowhere',
      state({ range: [0, 1], initial: 'sqrt(-gL)' }),
      'states.0.initial: it begins at NaN, out of the range, 0 to 1',
      'sqrt',
    ],
    [
      'a definition where it is used',
      { ...gate({ inf: 'a / 2' }), definitions: { a: '1 / V' } },
      'definitions.a: divides by zero at V = 0 mV',
      'V',
    ],
  ])('refuses %s, and points at it', (_, change, message, place) => {
    const fault = faultOf({ ...small, ...change });
    expect(fault.message).toContain(message);
    expect(fault.message).not.toContain('\n');
    expect(fault.message.slice(fault.caret)).toMatch(new RegExp(`^${place.replaceAll(/[()*^+.]/g, '\\$&')}`));
  });

  it.each<[string, object]>([
    ['0/0 that has a limit', gate({ tau: '1 + (V + 40) / (exp((V + 40) / 10) - 1)' })],
    [
      'a limit that is written out',
      gate({ tau: 'abs(V + 40) < 1e-6 ? 1 : 1 + (V + 40)^2 / ((V + 40) * 3000)' }),
    ],
    ['no value where it is not asked for', gate({ inf: 'V > 1 ? log(V) / 10 : 0.1' })],
    [
      'a definition without value where it is not asked for',
      { ...gate({ inf: 'V > 1 ? a / 10 : 0.1' }), definitions: { a: 'log(V)' } },
    ],
    ['an exponential that goes to 1 / infinity', gate({ inf: '1 / (1 + exp(-V))' })],
    ['one in a branch that is not taken', gate({ tau: 'V < 60 ? 1 + exp(V / 10) : 3' })],
    ['definitions in any order', { ...gate({ tau: 'a' }), definitions: { a: 'b + 1', b: '2' } }],
    [
      'a pool that a current fills',
      {
        ...state({ slope: 'max(0, -0.01 * ICa) + (2.4e-4 - Ca) / 5', initial: 'rest', range: [1e-6, 1] }),
        definitions: { rest: '2.4e-4' },
        currents: [...small.currents, { name: 'ICa', density: '1e-5 * m^2 * ghk(V, Ca, 2)' }],
      },
    ],
  ])('takes %s', (_, change) => {
    expect(() => parseMembrane({ ...small, ...change })).not.toThrow();
  });

  it.each<[string, object]>([
    ['a long formula', gate({ inf: `1${' + 1'.repeat(5000)}` })],
    ['a deep one', gate({ inf: `${'('.repeat(1900)}1${')'.repeat(1900)}` })],
    ['many signs', gate({ inf: `${'-'.repeat(3900)}1` })],
    ['many powers', gate({ inf: `2${'^2'.repeat(1900)}` })],
    ['many choices', gate({ inf: `${'V ? 1 : '.repeat(490)}1` })],
    ['many terms', gate({ inf: `V${' + V'.repeat(900)}` })],
    [
      'definitions inside one another',
      {
        definitions: Object.fromEntries(
          Array.from({ length: 190 }, (_, i) => [`d${i}`, i ? `d${i - 1} + d${i - 1} * d${i - 1}` : 'V']),
        ),
      },
    ],
    [
      'many definitions',
      { definitions: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`d${i}`, '1'])) },
    ],
    ['a long name', { definitions: { ['d'.repeat(1e5)]: '1' } }],
    ['a long text', { title: 't'.repeat(1e6) }],
  ])('refuses %s at once, in one short line', (_, change) => {
    const begin = performance.now();
    const { message } = faultOf({ ...small, ...change });
    expect(performance.now() - begin).toBeLessThan(500);
    expect(message.length).toBeLessThan(600);
    expect(message).not.toContain('\n');
  });

  it('takes a capacitance that is made of definitions', () => {
    const { capacitance } = parseMembrane({ ...small, capacitance: '2 * Cm', definitions: { Cm: '1 / 2' } });
    expect(capacitance).toBe('2 * Cm');
  });

  it('ends with a membrane or an InputError of one line, whatever it reads', () => {
    const formulas = fc.oneof(
      fc.constantFrom('V', 'm', '1', 'exp(V)', '1 / V', 'a', 'b', 'INa', 'ionic', 'log(m)', ''),
      fc
        .array(fc.constantFrom(...'0123Vmab+-*/^(),.<?: ', 'exp', 'ghk', 'nernst', 'if'), { maxLength: 8 })
        .map((all) => all.join('')),
      fc.double(),
    );
    const names = fc.constantFrom(
      'm',
      'h',
      'a',
      'b',
      'V',
      'let',
      'a__b',
      'INa',
      '',
      'x y',
      '__proto__',
      'toString',
    );
    const gates = fc.record(
      { name: names, instantaneous: formulas, alpha: formulas, beta: formulas, inf: formulas, tau: formulas },
      { requiredKeys: ['name'] },
    );
    const documents = fc.record(
      {
        name: fc.oneof(fc.constant('x'), fc.string()),
        parameters: fc.dictionary(
          names,
          fc.oneof(
            fc.double(),
            fc.record({ value: fc.double(), range: fc.tuple(fc.double(), fc.double()) }),
            fc.jsonValue(),
          ),
        ),
        definitions: fc.dictionary(names, formulas),
        capacitance: formulas,
        gates: fc.array(gates, { maxLength: 3 }),
        states: fc.array(
          fc.record(
            {
              name: names,
              slope: formulas,
              range: fc.constantFrom([0, 1], [1e-3, 10], [1, 0]),
              initial: formulas,
            },
            { requiredKeys: ['name'] },
          ),
          { maxLength: 2 },
        ),
        currents: fc.array(
          fc.record(
            { name: names, conductance: formulas, reversal: formulas, density: formulas },
            { requiredKeys: ['name'] },
          ),
          { maxLength: 3 },
        ),
        area: fc.oneof(fc.string(), fc.double()),
      },
      { requiredKeys: [] },
    );
    const near = documents.map((document) => ({ ...small, ...document }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), documents, near), (document) => {
        try {
          parseMembrane(document);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as Error).message).not.toMatch(/[\n\r]/);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('takes any shipped membrane with a letter changed, or says in one line what is wrong', () => {
    const texts = Object.values(membranes).map((membrane) => JSON.stringify(membrane));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.constantFrom(...'aV0.+(-,m'),
        (text, place, letter) => {
          const at = place % text.length;
          let document: unknown;
          try {
            document = JSON.parse(text.slice(0, at) + letter + text.slice(at + 1));
          } catch {
            return;
          }
          try {
            parseMembrane(document);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect((error as Error).message).not.toContain('\n');
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
