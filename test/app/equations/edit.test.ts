import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edited, isWrong } from '../../../src/app/equations/edit.ts';
import { entriesOf, gateParts, type Place } from '../../../src/app/equations/entry.ts';
import { ohmic, ohmicForm, ratesForm, relaxationForm } from '../../../src/app/equations/forms.ts';
import { linesOf, readLine } from '../../../src/app/equations/lines.ts';
import { isEdited, originOf, sameButName } from '../../../src/app/equations/naming.ts';
import { withEquations } from '../../../src/app/equations/proposal.ts';
import { openingExperiment } from '../../../src/app/experiment/opening.ts';
import { parse } from '../../../src/formula/parse.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import type { Membrane } from '../../../src/model/membrane.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { expressions, printFormula } from '../../support/expressions.ts';

const axon = membranes['hodgkin-huxley']!;
const shipped = Object.values(membranes).map((membrane) => [membrane.name, membrane] as const);

function changed(membrane: Membrane, place: Place | undefined, text: string): Membrane {
  const result = edited(membrane, place, text);
  if (isWrong(result)) throw new Error(result.text);
  return result;
}
function faultOf(place: Place | undefined, text: string): { text: string; rest: string | undefined } {
  const result = edited(axon, place, text);
  if (!isWrong(result)) throw new Error('nothing is wrong');
  return { text: result.text, rest: result.at === undefined ? undefined : text.slice(result.at) };
}

/** Every line of a membrane: all of a gate, and each of its parts. */
const placesIn = (membrane: Membrane): Place[] =>
  entriesOf(membrane).flatMap(({ kind, name, value }) => {
    const parts = gateParts.filter((part) => kind === 'gate' && typeof value === 'object' && part in value);
    return [{ kind, name }, ...parts.map((part) => ({ kind, name, part }))];
  });

describe('a membrane in lines', () => {
  it.each(shipped)('%s is the same when its lines are read again', (_, membrane) => {
    // One parameter is as good as another; all of them are in the next test.
    const [first, ...others] = placesIn(membrane);
    for (const place of [first!, ...others.filter(({ kind }) => kind !== 'parameter')]) {
      const again = changed(membrane, place, linesOf(membrane, place));
      expect(sameButName(again, membrane), JSON.stringify(place)).toBe(true);
      expect(isEdited(again)).toBe(true);
      expect(originOf(again, Object.values(membranes))).toBe(membrane);
    }
  });

  it.each(shipped)('%s can be written anew from nothing but its lines', (_, membrane) => {
    const text = placesIn(membrane)
      .filter(({ part, kind }) => part === undefined && kind !== 'capacitance')
      .map((place) => linesOf(membrane, place))
      .join('\n');
    const bare = changed(
      { ...membrane, parameters: {}, definitions: {}, gates: [], states: [], currents: [], capacitance: '1' },
      undefined,
      text,
    );
    expect(Object.keys(bare.parameters)).toEqual(Object.keys(membrane.parameters));
    expect(bare.currents.map(({ description, ...rest }) => rest)).toEqual(
      membrane.currents.map(({ description, ...rest }) => rest),
    );
    expect(bare.states.map(({ description, ...rest }) => rest)).toEqual(
      membrane.states.map(({ description, ...rest }) => rest),
    );
  });

  it('reads parameters with range and unit wherever they stand', () => {
    const parameter = (text: string) => readLine(text).entry;
    const whole = { value: 40, range: [0, 80], unit: 'mS/cm2' };
    expect(parameter('gA = 40 in [0, 80] mS/cm2')).toEqual({ kind: 'parameter', name: 'gA', value: whole });
    expect(parameter('  gA=40 mS/cm2 in[0,80]').value).toEqual(whole);
    expect(parameter('EA = -75 mV').value).toEqual({ value: -75, unit: 'mV' });
    expect(parameter('k = 1.5e-3 # Rate of removal').value).toEqual({
      value: 0.0015,
      description: 'Rate of removal',
    });
    // With an operator in it, it is a formula.
    expect(parameter('k = 2 * V')).toEqual({ kind: 'definition', name: 'k', value: '2 * V' });
    expect(parameter('k = 2 - V').kind).toBe('definition');
  });

  it('reads any number as itself', () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, numbers, numbers, (value, low, high) => {
        const { entry } = readLine(`x_1 = ${value} in [${low}, ${high}] mV`);
        expect(entry.value).toEqual({ value: value || 0, range: [low || 0, high || 0], unit: 'mV' });
      }),
    );
  });

  it('takes any conductance, potential and rate apart where they were put together', () => {
    const same = (a: string, b: string) => expect(parse(a)).toEqual(parse(b));
    fc.assert(
      fc.property(expressions, expressions, (a, b) => {
        const [x, y] = [printFormula(a), printFormula(b)];
        const current = ohmicForm(ohmic(x, y))!;
        same(current.conductance.text, x);
        same(current.reversal.text, y);
        const slow = relaxationForm(`((${x}) - n) / (${y})`, 'n')!;
        same(slow.inf.text, x);
        same(slow.tau.text, y);
        const rates = ratesForm(`(${x}) * (1 - n) - (${y}) * n`, 'n')!;
        same(rates.alpha.text, x);
        same(rates.beta.text, y);
      }),
    );
  });

  it('tells what a line says by what it looks like', () => {
    const kinds = (text: string) => {
      const { kind, value } = readLine(text).entry;
      return [kind, ...(typeof value === 'string' ? [] : Object.keys(value))].join(' ');
    };
    expect(kinds('IA = gA * a^3 * b * (V - EA)')).toBe('current name conductance reversal');
    expect(kinds('IA = gA * (V - EA - 3)')).toBe('current name density');
    expect(kinds('ICa = P * ghk(V, Ca, Cao)')).toBe('current name density');
    expect(kinds('da/dt = (1 / (1 + exp(-V)) - a) / 5')).toBe('gate name inf tau');
    expect(kinds('da/dt = 2 * (1 - a) - 0.1 * V * a')).toBe('gate name alpha beta');
    expect(kinds('a.tau = 5')).toBe('gate name tau');
    expect(kinds('dCa/dt = -ICa - Ca / 20 in [0, 1] mM from 0.05')).toBe(
      'state name slope initial range unit',
    );
    expect(kinds('v = V - VT')).toBe('definition');
    // What is known as a state stays one, though it relaxes as a gate does.
    const state = readLine('dCa/dt = (Cainf - Ca) / 5', { kind: 'state', name: 'Ca' });
    expect(state.entry.kind).toBe('state');
    expect(() => readLine(`x = ${'V + '.repeat(2000)}V`)).toThrow('a line has at most 8000 characters');
    expect(kinds('capacitance = 2')).toBe('capacitance');
  });
});

describe('an edited membrane', () => {
  it('has one formula in the place of another, all else as it was, and a name of its own', () => {
    const INa = { kind: 'current', name: 'INa' } as const;
    const result = changed(axon, INa, 'INa = gNa * m^4 * h * (V - ENa)');
    expect(result).toMatchObject({
      name: 'hodgkin-huxley-edited',
      title: 'Hodgkin-Huxley squid axon, edited',
    });
    expect(result.currents[0]).toEqual({ ...axon.currents[0], conductance: 'gNa * m^4 * h' });
    expect(result.currents.slice(1)).toEqual(axon.currents.slice(1));
    // The kind of a line stays while its name does, whatever the name begins with.
    const definition = changed(axon, undefined, 'x = V');
    expect(changed(definition, { kind: 'definition', name: 'x' }, 'x = 5').definitions.x).toBe('5');
    expect(changed(result, INa, 'INa = gNa * m^3 * h * (V - ENa)').name).toBe('hodgkin-huxley-edited');
  });

  it('can get another form of a gate, a further current with its parameters, and lose what is not needed', () => {
    const gate = { kind: 'gate', name: 'n' } as const;
    const relaxing = changed(axon, gate, 'n.inf = 1 / (1 + exp(-(V + 53) / 15))\nn.tau = 5');
    expect(relaxing.gates[2]).toEqual({
      name: 'n',
      description: 'Potassium activation',
      inf: '1 / (1 + exp(-(V + 53) / 15))',
      tau: '5',
    });
    const lines =
      'gA = 40 in [0, 80]\nEA = -75 mV\nda/dt = (1 / (1 + exp(-(V + 50) / 20)) - a) / 5\nIA = gA * a^3 * (V - EA)';
    const further = changed(axon, undefined, lines);
    expect(further.parameters.gA).toEqual({ value: 40, range: [0, 80], unit: 'mS/cm2', description: '' });
    expect(further.currents.at(-1)).toMatchObject({ name: 'IA', conductance: 'gA * a^3', reversal: 'EA' });
    const without = changed(further, { kind: 'current', name: 'IA' }, ' ');
    expect(without.currents).toEqual(axon.currents);
    expect(sameButName(changed(without, { kind: 'gate', name: 'a' }, ''), axon)).toBe(false);
  });

  it('says what is wrong at its character of what was written', () => {
    const INa = { kind: 'current', name: 'INa' } as const;
    const alpha = { kind: 'gate', name: 'm', part: 'alpha' } as const;
    expect(faultOf(INa, 'INa = gNa * q^3 * h * (V - ENa)')).toEqual({
      text: expect.stringContaining('unknown symbol "q"'),
      rest: 'q^3 * h * (V - ENa)',
    });
    expect(faultOf(INa, 'INa = gNa * (V - ENax)').rest).toBe('ENax)');
    expect(faultOf(alpha, 'm.alpha = 0.1 * (V + ').rest).toBe(' ');
    expect(faultOf(alpha, 'm.alpha = 3 *** V').rest).toMatch(/^\*/);
    expect(faultOf({ kind: 'gate', name: 'm' }, 'm.alpha = 1\nm.beta = sinus(V)').rest).toBe('sinus(V)');
    expect(faultOf({ kind: 'parameter', name: 'gNa' }, 'gNa = lots')).toEqual({
      text: 'gNa is a parameter: give a number, and if you like a range and a unit, such as gNa = 40 in [0, 80] mV',
      rest: 'lots',
    });
    expect(faultOf(undefined, 'gX = 3\n gNa = 4')).toEqual({
      text: '"gNa" is there already; change its own line, or choose another name',
      rest: ' gNa = 4',
    });
    expect(faultOf(undefined, '3 + 4').text).toMatch(/"3 \+ 4" is no equation: begin with a name and =/);
    expect(faultOf(undefined, 'x =').text).toBe('x = what? Give a number or a formula');
    expect(faultOf(undefined, 'gX = 90 in [0, 80]').text).toMatch(
      /the value 90 is out of its range, 0 to 80/,
    );
    // What another formula needs.
    expect(faultOf({ kind: 'parameter', name: 'gNa' }, '').text).toMatch(
      /currents.0.conductance: unknown symbol "gNa"/,
    );
  });

  it('never does anything but read or refuse, whatever is typed', () => {
    const pieces = fc.constantFrom(
      'gA',
      ' ',
      '=',
      '40',
      ' in [',
      ',',
      ']',
      'V',
      '(',
      ')',
      '*',
      '-',
      'da/dt',
      '.tau',
      '#',
      '\n',
      'é',
      '<b>',
      '^',
      'from ',
      'I',
      '__proto__',
      'constructor',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const result = edited(axon, undefined, parts.join(''));
        if (isWrong(result) && result.at !== undefined)
          expect(result.at).toBeLessThanOrEqual(parts.join('').length);
      }),
    );
  });

  it('keeps the numbers that are set, but for those that the lines bring', () => {
    const experiment = parseExperiment({
      ...openingExperiment(16),
      parameters: { gNa: 60, gK: 20 },
    });
    const model = changed(axon, { kind: 'parameter', name: 'gK' }, 'gK = 50 in [0, 100]\ngA = 4');
    const next = parseExperiment(withEquations(experiment, model));
    expect(next.parameters).toMatchObject({ gNa: 60, gK: 50, gA: 4 });
    expect(next.model.name).toBe('hodgkin-huxley-edited');
  });
});
