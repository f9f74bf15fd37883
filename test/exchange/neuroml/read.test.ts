import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importNeuroml } from '../../../src/exchange/neuroml/read.ts';
import { InputError } from '../../../src/input/schema.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { parseMembrane } from '../../../src/model/read.ts';
import type { ExperimentInput } from '../../../src/protocol/experiment.ts';
import { referenceSpikes } from '../../support/programs.ts';
import { source, squid } from './squid.ts';

const read = (text: string, others?: Record<string, string>) => importNeuroml(source(text, others));
const changed = (from: string, to: string) => {
  expect(squid).toContain(from);
  return squid.replace(from, to);
};

describe('NeuroML', () => {
  it('becomes a membrane that fires as the shipped one does', async () => {
    const { membrane, experiment, remarks } = read(squid);
    expect(remarks).toEqual([]);
    expect(parseMembrane(membrane).area).toBe('1000 um2');
    expect(experiment).toMatchObject({
      stimulus: { kind: 'step', name: 'pulse', amplitude: 0.1, unit: 'nA', onset: 10, end: 50 },
      initial: { V: -65 },
      events: { kind: 'threshold', level: 0 },
      duration: 100,
    });
    // 0.1 nA over 1000 um2 is 10 uA/cm2.
    const shipped: ExperimentInput = {
      ...experiment,
      model: 'hodgkin-huxley',
      stimulus: { kind: 'step', amplitude: 10, onset: 10, end: 50 },
    };
    const [imported, own] = [await referenceSpikes(experiment!), await referenceSpikes(shipped)];
    expect(own[0]).toHaveLength(3);
    // Both are the same formulas up to rounding.
    for (const [i, time] of own[0]!.entries()) expect(imported[0]![i]).toBeCloseTo(time, 8);
  });

  it('fires as an integration of its own does where it is written as the examples of the standard are', async () => {
    // Channels by their type, a sphere with a group of segments, densities without an ion, names and notes, and no temperature.
    const rate = (element: string, type: string, numbers: readonly [number, number, number]) =>
      `<${element} type="${type}" rate="${numbers[0]}per_ms" midpoint="${numbers[1]}mV" scale="${numbers[2]}mV"/>`;
    const gate = (id: string, instances: number, forward: string, reverse: string) =>
      `<gateHHrates id="${id}" instances="${instances}">${forward}${reverse}</gateHHrates>`;
    const channel = (id: string, gates: string) =>
      `<ionChannel id="${id}" name="the ${id} channel" type="ionChannelHH" conductance="10pS" species="${id}"><notes>Of ${id}</notes>${gates}</ionChannel>`;
    const m = gate(
      'm',
      3,
      rate('forwardRate', 'HHExpLinearRate', [1, -40, 10]),
      rate('reverseRate', 'HHExpRate', [4, -65, -18]),
    );
    const h = gate(
      'h',
      1,
      rate('forwardRate', 'HHExpRate', [0.07, -65, -20]),
      rate('reverseRate', 'HHSigmoidRate', [1, -35, 10]),
    );
    const n = gate(
      'n',
      4,
      rate('forwardRate', 'HHExpLinearRate', [0.1, -55, 10]),
      rate('reverseRate', 'HHExpRate', [0.125, -65, -80]),
    );
    const end = 'x="0" y="0" z="0" diameter="17.841241161527712"';
    const { experiment } = read(`<?xml version="1.0" encoding="UTF-8"?>
      <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="http://www.neuroml.org/schema/neuroml2 schema.xsd" id="one_compartment">
        <!-- one compartment -->
        <ionChannel id="passive" name="the leak" type="ionChannelPassive" conductance="10pS"/>
        ${channel('na', m + h)}${channel('k', n)}
        <cell id="axon">
          <morphology id="form">
            <segment id="0" name="soma"><proximal ${end}/><distal ${end}/></segment>
            <segmentGroup id="somata"><member segment="0"/></segmentGroup>
          </morphology>
          <biophysicalProperties id="physics"><membraneProperties>
            <channelDensity id="leak" ionChannel="passive" condDensity="3.0 S_per_m2" erev="-54.3mV"/>
            <channelDensity id="nas" ionChannel="na" condDensity="120.0 mS_per_cm2" erev="50.0 mV"/>
            <channelDensity id="ks" ionChannel="k" condDensity="360 S_per_m2" erev="-77mV"/>
            <spikeThresh value="-20mV"/>
            <specificCapacitance value="1.0 uF_per_cm2"/>
            <initMembPotential value="-65mV"/>
          </membraneProperties></biophysicalProperties>
        </cell>
        <pulseGenerator id="pulse" delay="10ms" duration="40ms" amplitude="0.08nA"/>
        <network id="net"><population id="axons" component="axon" size="1"/>
          <explicitInput target="axons[0]" input="pulse"/></network>
      </neuroml>`);
    const [times] = await referenceSpikes({ ...experiment, dt: 0.0025 });
    // scipy's DOP853 at a tolerance of 1e-11, with gates of -65 mV at the beginning; the reference is right to some 2e-4 ms.
    const scipy = [12.0976, 28.2744, 44.2663];
    expect(times).toHaveLength(scipy.length);
    for (const [i, time] of scipy.entries()) expect(Math.abs(times![i]! - time)).toBeLessThan(5e-4);
  });

  it('has the values of its units', () => {
    const { parameters } = read(squid).membrane;
    const value = (name: string) => (parameters as Record<string, { value: number }>)[name]?.value;
    expect(value('gSodium')).toBe(120);
    expect(value('gPotassium')).toBe(36);
    expect(value('C')).toBe(1);
    expect(value('temperature')).toBe(6.3);
  });

  it('takes the temperature of the network, and says where there is none', () => {
    const warm = read(changed('temperature="6.3 degC"', 'temperature="291.65 K"')).membrane;
    expect(warm.parameters?.temperature).toMatchObject({ value: 18.5 });
    const without = read(changed(' type="networkWithTemperature" temperature="6.3 degC"', ''));
    expect(without.membrane.parameters?.temperature).toMatchObject({ value: 6.3 });
    expect(without.remarks).toEqual([
      'no network says the temperature; 6.3 degC is taken, at which rates were measured',
    ]);
  });

  it('runs as long as the network recommends', () => {
    const property = '<property tag="recommended_duration_ms" value="80.0"/>';
    expect(read(changed('<explicitInput', `${property}<explicitInput`)).experiment?.duration).toBe(80);
  });

  it.each(['V', 'exp', 'ionic', '__proto__', '2x', 'a.b c', '', 'é', 'm__n', 'x'.repeat(100), 'let'])(
    'makes names of "%s" that a membrane can have',
    (id) => {
      const text = squid.replace('id="m"', `id="${id}"`).replace('id="h"', `id="${id}"`);
      const renamed = text.replaceAll('"potassium"', `"${id}"`).replaceAll('id="k_all"', `id="${id}"`);
      expect(parseMembrane(read(renamed).membrane).gates).toHaveLength(3);
    },
  );

  it.each<[string, string, object]>([
    [
      'a sphere',
      'z="31.830988618379067" diameter="10"',
      // Both ends are one point: 4 pi r^2.
      { from: 'z="0" diameter="10"', area: 100 * Math.PI },
    ],
    [
      'a frustum',
      'z="31.830988618379067" diameter="10"',
      { from: 'z="3" diameter="18"', area: Math.PI * (5 + 9) * 5 },
    ],
  ])('has the area of %s', (_, before, given) => {
    const { from, area } = given as { from: string; area: number };
    expect(Number.parseFloat(String(read(changed(before, from)).membrane.area))).toBeCloseTo(area, 10);
  });

  it('reads gates by time and steady state, at once, and fixed factors', () => {
    const gate = `<gateHHtauInf id="n" instances="4">
      <q10Settings type="q10Fixed" fixedQ10="2"/>
      <timeCourse type="fixedTimeCourse" tau="0.005 s"/>
      <steadyState type="HHSigmoidVariable" rate="1" midpoint="-20 mV" scale="5 mV"/>
    </gateHHtauInf>
    <gateHHInstantaneous id="o" instances="1">
      <steadyState type="HHExpLinearVariable" rate="0.1" midpoint="0 mV" scale="-30 mV"/>
    </gateHHInstantaneous>`;
    const text = squid.replace(/<gateHHrates id="n"[\s\S]*?<\/gateHHrates>/, gate);
    const { gates, definitions, currents } = read(text).membrane;
    expect(definitions).toMatchObject({ q10_n: '2' });
    expect(gates?.slice(2)).toMatchObject([
      { name: 'n', inf: '1 / (1 + exp(-(V + 20) / 5))', tau: '5 / (q10_n)' },
      { name: 'o', instantaneous: '0.1 * (-V / 30) / (1 - exp(V / 30))' },
    ]);
    expect(currents[1]).toMatchObject({ conductance: 'gPotassium * n^4 * o' });
  });

  it('gives gates of one name in two channels names of their own', () => {
    const { gates } = read(changed('<gateHHrates id="n"', '<gateHHrates id="m"')).membrane;
    expect(gates?.map(({ name }) => name)).toEqual(['m', 'h', 'm_potassium']);
  });

  it('follows Nernst where concentrations stay, as the potential at 37 degC of ten to one', () => {
    const text = changed('condDensity="360 S_per_m2" erev="-77mV"', 'condDensity="360 S_per_m2"')
      .replace('<channelDensity id="k_all"', '<channelDensityNernst id="k_all"')
      .replace('"6.3 degC">\n    <population', '"37 degC">\n    <population')
      .replace(
        '<intracellularProperties>',
        '<intracellularProperties><species id="k" ion="k" initialConcentration="100 mM" initialExtConcentration="10 mol_per_m3"/>',
      );
    expect(read(text).membrane.currents[1]).toMatchObject({
      reversal: 'nernst(Kin, Kout, 1, temperature)',
    });
  });

  it('reads a cell without a size as one of 1 uF/cm2', () => {
    const point = `<pointCellCondBased id="axon" C="10 pF" v0="-65 mV" thresh="0 mV">
      <channelPopulation id="na_all" ionChannel="sodium" number="60000" erev="50 mV"/>
      <channelPopulation id="k_all" ionChannel="potassium" number="36000" erev="-77 mV"/>
      <channelPopulation id="leak_all" ionChannel="leak" number="300" erev="-54.4 mV"/>
    </pointCellCondBased>`;
    const { membrane, remarks } = read(squid.replace(/<cell [\s\S]*<\/cell>/, point));
    // 60000 channels of 20 pS on 1000 um2 are 120 mS/cm2.
    expect(membrane.parameters).toMatchObject({
      gSodium: { value: 120 },
      gPotassium: { value: 36 },
      gLeak: { value: 0.3 },
    });
    expect(membrane.area).toBe('1000 um2');
    expect(remarks).toEqual([
      'the cell has 10 pF and no size: its area is taken as 1000 um2, that of 1 uF/cm2',
    ]);
  });

  it('says where rates were measured at temperatures of their own, and no network says which one there is', () => {
    const q10 = (degrees: number) =>
      `<q10Settings type="q10ExpTemp" q10Factor="3" experimentalTemp="${degrees} degC"/>`;
    const text = squid
      .replace(/<networkWithTemperature|<network type="networkWithTemperature"/, '<network')
      .replace(/ temperature="[^"]*"/, '')
      .replaceAll(/<q10Settings[^>]*\/>/g, '')
      .replace(/(<gateHHrates id="m"[^>]*>)/, `$1${q10(7)}`)
      .replace(/(<gateHHrates id="n"[^>]*>)/, `$1${q10(36)}`);
    expect(read(text).remarks).toEqual([
      'no network says the temperature; 7 degC is taken, at which some rates were measured, others at 36 degC',
    ]);
  });

  it('makes a population of neurons that get different currents', () => {
    const network = `<population id="axons" component="axon" size="3"/>
      <inputList id="list" population="axons" component="pulse">
        <input id="0" target="../axons/0/axon" destination="synapses"/>
        <input id="1" target="../axons/2/axon" destination="synapses"/>
        <input id="2" target="../axons/2/axon" destination="synapses"/>
      </inputList>`;
    const { experiment } = read(squid.replace(/<population [\s\S]*pulse"\/>\n {2}<\/n/, `${network}</n`));
    expect(experiment?.sample?.vary).toEqual({ 'stimulus.amplitude': { values: [0.1, 0, 0.2] } });
  });

  it('reads what it includes, each file once', () => {
    const channels = /<ionChannelHH id="sodium"[\s\S]*<\/ionChannelHH>/.exec(squid)![0];
    const text = squid.replace(channels, '<include href="na.nml"/><include href="na.nml"/>');
    const na = `<neuroml id="na"><include href="na.nml"/>${channels}</neuroml>`;
    expect(read(text, { 'na.nml': na }).membrane).toEqual(read(squid).membrane);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'kinetic schemes',
      '<ionChannelHH id="sodium"',
      '<ionChannelKS id="sodium"',
      /^cell\.nml, line \d+: not XML/,
    ],
    [
      'other types of channels',
      'type="ionChannelHH" id="potassium"',
      'type="ionChannelKS" id="potassium"',
      /^cell\.nml, line 15: ionChannel "potassium" cannot be represented: type "ionChannelKS" is not one of/,
    ],
    [
      'types of its own',
      '<notes>',
      '<ComponentType name="mine"/><ComponentType name="mine"/><notes>',
      /ComponentType "mine" is there twice; keep one$/,
    ],
    [
      'other forms of rates',
      'type="HHSigmoidRate"',
      'type="myRate"',
      /reverseRate cannot be represented: type "myRate" is not one of HHExpRate, HHSigmoidRate, HHExpLinearRate$/,
    ],
    [
      'several compartments',
      '</morphology>',
      '<segment id="1"><distal x="0" y="0" z="9" diameter="1"/></segment></morphology>',
      /morphology "shape" cannot be represented: it has 2 segments, and a membrane is one compartment/,
    ],
    [
      'conductances below 0',
      'condDensity="',
      'condDensity="-',
      /channelDensity "\w+": condDensity = -\d+ mS\/cm2 is out of range; it must be at least 0$/,
    ],
    [
      'synapses',
      '<notes>',
      '<expTwoSynapse id="syn"/><notes>',
      /expTwoSynapse "syn" cannot be represented: neurons of a population know nothing of one another$/,
    ],
    [
      'concentrations that change',
      '<notes>',
      '<decayingPoolConcentrationModel id="ca"/><notes>',
      /decayingPoolConcentrationModel "ca" cannot be represented: concentrations that change are not read$/,
    ],
    [
      'other inputs',
      '<notes>',
      '<voltageClamp id="s"/><notes>',
      /only pulseGenerator, sineGenerator, rampGenerator and compoundInput are read$/,
    ],
    ['a wrong unit', '4000 per_s', '4000 mV', /rate = "4000 mV" is no rate; give a number and one of per_ms/],
    ['no unit', '10 mV"/>', '10"/>', /scale = "10" is no voltage/],
    ['a scale of 0', 'scale="-20mV"', 'scale="0mV"', /scale = 0 mV divides by zero/],
    ['a missing channel', 'ionChannel="leak"', 'ionChannel="leek"', /there is no ion channel "leek"/],
    ['a missing neuron', 'axons[0]', 'axons[1]', /there is no "axons\[1\]"/],
    ['projections', '<explicitInput', '<projection id="p"/><explicitInput', /projection "p" cannot/],
    ['another root', '<neuroml ', '<Lems/><neuroml ', /not XML/],
    ['networks', '<notes>', '<include href="http://a.b/c.nml"/><notes>', /on a network; only files/],
  ])('refuses %s in one line', (_, from, to, message) => {
    expect(() => read(changed(from, to))).toThrow(InputError);
    expect(() => read(changed(from, to))).toThrow(message);
  });

  it('asks which of several cells is meant', () => {
    const cell = /<cell [\s\S]*<\/cell>/.exec(squid)![0];
    const two = squid.replace(
      cell,
      cell + cell.replace('id="axon"', 'id="other"').replaceAll('shape', 'form'),
    );
    expect(() => read(two)).toThrow('cell.nml has 2 cells, "axon", "other"; name one of them with --cell');
    expect(importNeuroml(source(two), 'other').membrane.name).toBe('other');
    expect(() => importNeuroml(source(two), 'third')).toThrow(/no cell "third"; it has "axon", "other"$/);
  });

  it('never fails but in one line, however it is changed', () => {
    const pieces = squid.split(/(?<=[<>"= /])/);
    const mutation = fc.array(
      fc.record({
        at: fc.nat(pieces.length - 1),
        by: fc.oneof(
          fc.constant(''),
          fc.string({ maxLength: 6 }),
          fc.constantFrom('-', '0', '1e999', 'NaN', '</', '<cell id="', '__proto__', 'constructor', '\u2028'),
          fc.nat(pieces.length - 1).map((i) => pieces[i]!),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(mutation, (changes) => {
        const text = [...pieces];
        for (const { at, by } of changes) text[at] = by;
        try {
          const { membrane } = read(text.join(''));
          expect(parseMembrane(membrane).currents.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
          expect(error.message).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
          expect(error.message.length).toBeLessThan(1000);
        }
      }),
      { numRuns: 400 },
    );
  });
});

it('the shipped axon is the one that is compared with', () => {
  expect(membranes['hodgkin-huxley']?.parameters.EL?.value).toBe(-54.4);
});
