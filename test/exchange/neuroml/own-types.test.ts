import { describe, expect, it } from 'vitest';
import { OwnTypes } from '../../../src/exchange/neuroml/own-types.ts';
import { importNeuroml } from '../../../src/exchange/neuroml/read.ts';
import { parseXml } from '../../../src/exchange/xml.ts';
import { evaluate } from '../../../src/formula/evaluate.ts';
import { parse } from '../../../src/formula/parse.ts';
import { InputError } from '../../../src/input/schema.ts';
import { referenceSpikes } from '../../support/programs.ts';
import { source, squid } from './squid.ts';

type Kind = 'Rate' | 'Time' | 'Variable';
const units =
  '<Constant name="MS" dimension="time" value="1 ms"/><Constant name="MV" dimension="voltage" value="1mV"/>';
const volts = '<DerivedVariable name="V" dimension="none" value="v / MV"/>';

/** A type named `own`, and the formula of an element of it. */
function formulaOf(
  kind: Kind,
  body: string,
  { attributes = '', base = `baseVoltageDep${kind}`, others = '', given = {} } = {},
) {
  const type = `<ComponentType name="own" extends="${base}">${body}</ComponentType>`;
  const root = parseXml(`<neuroml>${type}${others}<part type="own" ${attributes}/></neuroml>`, 'cell.nml');
  const types = root.children.filter(({ name }) => name === 'ComponentType');
  return new OwnTypes(types).formula(root.children.at(-1)!, kind, given);
}

const dynamics = (variables: string) => `${units}<Dynamics>${volts}${variables}</Dynamics>`;
const rateOf = (value: string) =>
  `<DerivedVariable name="r" exposure="r" dimension="per_time" value="${value}"/>`;

const { exp, log, sqrt, abs } = Math;

describe('a type that a document makes itself', () => {
  it.each<[string, Kind, string, (V: number) => number, Parameters<typeof formulaOf>[2]?]>([
    ['a rate', 'Rate', dynamics(rateOf('0.1 * exp(-(V + 65) / 80) / MS')), (V) => 0.1 * exp(-(V + 65) / 80)],
    [
      'cases, the last without a condition',
      'Time',
      dynamics(`<ConditionalDerivedVariable name="t" exposure="t" dimension="time">
        <Case condition="V .lt. (-30)" value="(0.03 + 0.2 * exp((V + 30) / 10)) * MS"/>
        <Case condition="V .geq. -30 .and. V .lt. 0" value="0.5 * MS"/>
        <Case value="(0.02 + 0.1 * exp(-1 * V / 12)) * MS"/></ConditionalDerivedVariable>`),
      (V) => (V < -30 ? 0.03 + 0.2 * exp((V + 30) / 10) : V < 0 ? 0.5 : 0.02 + 0.1 * exp(-V / 12)),
    ],
    [
      'cases that leave nothing out',
      'Variable',
      dynamics(`<DerivedVariable name="u" dimension="none" value="(V + 40.5) / 7"/>
        <ConditionalDerivedVariable name="x" exposure="x" dimension="none">
        <Case condition="u .neq. 0 .and. .not. (u .gt. 20)" value="u / (exp(u) - 1)"/>
        <Case condition="u .eq. 0 .or. u .gt. 20" value="1"/></ConditionalDerivedVariable>`),
      (V) => ((V + 40.5) / 7 > 20 ? 1 : (V + 40.5) / 7 / (exp((V + 40.5) / 7) - 1)),
    ],
    [
      'its own parameters, with v in volts',
      'Time',
      `<Parameter name="most" dimension="time"/><Parameter name="least" dimension="time"/>
        <Parameter name="midpoint" dimension="voltage"/><Parameter name="slope" dimension="per_voltage"/>
        <Dynamics><DerivedVariable name="t" exposure="t" dimension="time"
        value="(most - least) / (1 + exp(slope * (v - midpoint))) + least"/></Dynamics>`,
      (V) => 7.8 / (1 + exp(0.25 * (V + 38))) + 0.2,
      { attributes: 'most="8 ms" least="0.0002 s" midpoint="-0.038 V" slope="250 per_V"' },
    ],
    [
      'variables in any order',
      'Variable',
      `${units}<Dynamics><DerivedVariable name="x" exposure="x" dimension="none" value="a / (a + b)"/>
        <DerivedVariable name="b" dimension="none" value="sqrt(abs(V)) + 1"/>
        <DerivedVariable name="a" dimension="none" value="ln(1 + V^2)"/>${volts}</Dynamics>`,
      (V) => log(1 + V * V) / (log(1 + V * V) + sqrt(abs(V)) + 1),
    ],
    [
      'what it extends',
      'Rate',
      '<Constant name="factor" dimension="none" value="3"/>',
      (V) => 3 * exp(V / 20),
      {
        base: 'first',
        others: `<ComponentType name="first" extends="baseVoltageDepRate"><Constant name="factor" value="1"/>${dynamics(rateOf('factor * exp(V / 20) / MS'))}</ComponentType>`,
      },
    ],
    [
      'the parameters of the standard',
      'Rate',
      `<Dynamics><DerivedVariable name="r" exposure="r" dimension="per_time" value="rate * tanh((v - midpoint) / scale) + rate"/></Dynamics>`,
      (V) => 2 * (Math.tanh((V + 50) / 9) + 1),
      { base: 'baseHHRate', attributes: 'rate="2000 Hz" midpoint="-50 mV" scale="9 mV"' },
    ],
    [
      'the rates of its gate',
      'Time',
      `<Requirement name="alpha" dimension="per_time"/><Requirement name="beta" dimension="per_time"/>
        <Requirement name="rateScale" dimension="none"/><Constant name="least" dimension="time" value="0.05 ms"/>
        <Dynamics><ConditionalDerivedVariable name="t" exposure="t" dimension="time">
        <Case condition="1 / (alpha + beta) .lt. least" value="least"/><Case value="1 / (alpha + beta)"/>
        </ConditionalDerivedVariable></Dynamics>`,
      (V) => Math.max(0.05, 1 / (exp(V / 20) + 0.5)),
      { given: { alpha: 'exp(V / 20)', beta: '0.5' } },
    ],
  ])('with %s is a formula of V', (_, kind, body, closed, options) => {
    const formula = parse(formulaOf(kind, body, options)!);
    // Rounding of a few operations.
    for (let V = -110.3; V < 60; V += 3.7) {
      expect(Math.abs(evaluate(formula, { V }) / closed(V) - 1)).toBeLessThan(1e-12);
    }
  });

  it('is written as people would, in parentheses where a factor would part it', () => {
    const text = (value: string) => formulaOf('Rate', dynamics(rateOf(value)));
    expect(text('0.1 * (V + 40) / (1 - exp(-(V + 40) / 10)) / MS')).toBe(
      '0.1 * (V + 40) / (1 - exp(-(V + 40) / 10))',
    );
    expect(text('(0.02 * exp(V / 9) + 0.5) / MS')).toBe('(0.02 * exp(V / 9) + 0.5)');
  });

  it.each<[string, Kind, string, RegExp, Parameters<typeof formulaOf>[2]?]>([
    // v counts volts in LEMS, so that v / 10 is a thousandth of what was meant.
    [
      'v that is taken for a number',
      'Rate',
      dynamics(rateOf('exp(v / 10) / MS')),
      /other values in V and s than in mV and ms/,
    ],
    [
      'a rate without its unit',
      'Rate',
      dynamics(rateOf('exp(V / 10)')),
      /divide v by a Constant such as "1 mV"$/,
    ],
    ['concentrations', 'Rate', dynamics(rateOf('caConc / MS')), /needs "caConc", and only v is known here$/],
    [
      'other bases',
      'Rate',
      '',
      /extends "baseVoltageConcDepRate", and only baseVoltageDepRate, /,
      { base: 'baseVoltageConcDepRate' },
    ],
    ['a type that extends itself', 'Rate', '', /extends "own", and only/, { base: 'own' }],
    ['another kind', 'Rate', '', /its type gives a time, not a rate$/, { base: 'baseVoltageDepTime' }],
    ['a circle', 'Rate', dynamics(rateOf('r')), /its "r" depends on itself$/],
    [
      'states',
      'Rate',
      '<Dynamics><StateVariable name="q"/></Dynamics>',
      /StateVariable cannot be represented: a type has parameters,/,
    ],
    ['what it lacks', 'Rate', '<Dynamics/>', /needs "r"/],
    [
      'a missing parameter',
      'Rate',
      `<Parameter name="k" dimension="none"/>${dynamics(rateOf('k / MS'))}`,
      /k is missing; give k="\.\.\."$/,
    ],
    [
      'other dimensions',
      'Rate',
      `<Constant name="k" dimension="area" value="1 um2"/>${dynamics(rateOf('k / MS'))}`,
      /dimension "area" is not one of none, time,/,
    ],
    [
      'a logarithm of any base',
      'Rate',
      dynamics(rateOf('log(V) / MS')),
      /log has no base that all programs agree on; write ln$/,
    ],
    [
      'functions of its own',
      'Rate',
      dynamics(rateOf('random(1) / MS')),
      /unknown function "random"; known: exp,/,
    ],
    [
      'cases that leave something out',
      'Rate',
      dynamics(
        '<ConditionalDerivedVariable name="r"><Case condition="V .lt. 0" value="1 / MS"/></ConditionalDerivedVariable>',
      ),
      /none of its cases holds at 2\.1 mV; add one without a condition$/,
    ],
    ['no case', 'Rate', dynamics('<ConditionalDerivedVariable name="r"/>'), /has no Case; give it one$/],
    [
      'cases behind the last',
      'Rate',
      dynamics(
        '<ConditionalDerivedVariable name="r"><Case value="1 / MS"/><Case condition="V .lt. 0" value="1 / MS"/></ConditionalDerivedVariable>',
      ),
      /only its last Case may be without a condition$/,
    ],
    [
      'what grows without bound',
      'Rate',
      dynamics(
        rateOf('y11 / MS') +
          Array.from(
            { length: 11 },
            (_, i) => `<DerivedVariable name="y${i + 1}" value="y${i} * y${i}"/>`,
          ).join('') +
          '<DerivedVariable name="y0" value="exp(V / 100)"/>',
      ),
      /more than 1500 operations and names$/,
    ],
  ])('is refused by name with %s', (_, kind, body, message, options) => {
    expect(() => formulaOf(kind, body, options)).toThrow(InputError);
    expect(() => formulaOf(kind, body, options)).toThrow(message);
  });
});

it('the squid axon with rates of its own types fires as with those of the standard', async () => {
  const types = `<ComponentType name="opening" extends="baseVoltageDepRate">${dynamics(
    `<ConditionalDerivedVariable name="r" exposure="r" dimension="per_time">
      <Case condition="V .eq. -40" value="1 / MS"/>
      <Case condition="V .neq. -40" value="0.1 * (V + 40) / (1 - exp(-(V + 40) / 10)) / MS"/></ConditionalDerivedVariable>`,
  )}</ComponentType>
  <ComponentType name="closing" extends="baseVoltageDepRate"><Parameter name="most" dimension="per_time"/>
    <Dynamics>${rateOf('most / (1 + exp(0 - (v + VS) / (10 * MV)))')}</Dynamics>
    <Constant name="VS" dimension="voltage" value="35 mV"/><Constant name="MV" dimension="voltage" value="1 mV"/></ComponentType>`;
  const text = squid
    .replace('<ionChannelHH', `${types}<ionChannelHH`)
    .replace('type="HHExpLinearRate" rate="1 per_ms" midpoint="-40 mV" scale="10 mV"', 'type="opening"')
    .replace(
      'type="HHSigmoidRate" rate="1per_ms" midpoint="-35mV" scale="10mV"',
      'type="closing" most="1 per_ms"',
    );
  const [own, standard] = [importNeuroml(source(text)), importNeuroml(source(squid))];
  expect(own.membrane.gates?.[1]).toMatchObject({ beta: '1 / (1 + exp(-((V + 35) / 10)))' });
  const [times] = await referenceSpikes(own.experiment!);
  const [expected] = await referenceSpikes(standard.experiment!);
  expect(times).toHaveLength(3);
  // The same formulas up to rounding.
  for (const [i, time] of expected!.entries()) expect(times![i]).toBeCloseTo(time, 8);
});
