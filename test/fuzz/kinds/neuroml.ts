import fc from 'fast-check';
import { importNeuroml } from '../../../src/exchange/neuroml/read.ts';
import { decodeText } from '../../../src/input/encoding.ts';
import { InputError } from '../../../src/input/schema.ts';
import { shown } from '../../../src/input/shown.ts';
import { parseMembrane } from '../../../src/model/read.ts';
import { squid } from '../../exchange/neuroml/squid.ts';
import { checkPrepared, checkSame, prepared, throughText } from '../accepted.ts';
import { filesOf, mutated } from '../inputs/mutations.ts';
import { kind } from '../kind.ts';

const quantities = [
  '1 mV',
  '-0.065V',
  '1e400 mV',
  '1e300 V',
  'NaN mV',
  '5 furlong',
  '1e-320 ms',
  '0 ms',
  '-3',
  '1e9',
  '3 per_ms',
];
const references = [
  'sodium',
  'axon',
  'pulse',
  'axons[0]',
  '../axons/0/axon',
  '__proto__',
  '',
  'V',
  'é',
  'na'.repeat(100),
];
const types = [
  'HHExpRate',
  'HHSigmoidRate',
  'HHExpLinearRate',
  'gateHHtauInf',
  'q10ExpTemp',
  'q10Fixed',
  'ionChannelHH',
];
const attributes = [...quantities, ...references, ...types];

const elements = [
  '<ionChannelPassive id="more" conductance="10 pS"/>',
  '<include href="b.nml"/>',
  '<include href="a.nml"/>',
  '<include href="https://example.org/x.nml"/>',
  '<channelDensityNernst id="ca" ionChannel="sodium" condDensity="1 mS_per_cm2" ion="ca"/>',
  '<species id="ca" ion="ca" initialConcentration="1e-4 mM" initialExtConcentration="2 mM"/>',
  '<pulseGenerator id="late" delay="60 ms" duration="10 ms" amplitude="-0.1 nA"/>',
  '<segment id="1"><parent segment="0"/><distal x="0" y="0" z="9" diameter="1"/></segment>',
  '<gateHHtauInf id="g" instances="2"><timeCourse type="fixedTimeCourse" tau="3 ms"/><steadyState type="HHSigmoidVariable" rate="1" midpoint="-40mV" scale="5mV"/></gateHHtauInf>',
  '<gateHHratesTau id="r" instances="1"/>',
  '<ComponentType name="x" extends="baseVoltageDepRate"><Dynamics/></ComponentType>',
  '<ComponentType name="HHExpRate" extends="baseHHRate"><Dynamics><DerivedVariable name="r" value="rate * exp((v - midpoint) / scale)"/></Dynamics></ComponentType>',
  '<ComponentType name="HHSigmoidRate" extends="baseHHRate"><Dynamics><ConditionalDerivedVariable name="r"><Case condition="v .lt. midpoint" value="rate"/><Case value="rate / 2"/></ConditionalDerivedVariable></Dynamics></ComponentType>',
  '<q10ConductanceScaling q10Factor="1.5" experimentalTemp="6 degC"/>',
  '<property tag="recommended_duration_ms" value="80"/>',
];
const markup = [
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<!ENTITY a SYSTEM "file:///etc/passwd">',
  '&a;',
  '&#0;',
  '&#x1F991;',
  '<![CDATA[x]]>',
  '<!-- -- -->',
  '<?xml version="1.1"?>',
  '<a:b xmlns:a="x">',
  'xmlns=""',
];
const point = `<neuroml id="p">
<ionChannelHH id="k" conductance="10pS"><gateHHrates id="n" instances="4">
<forwardRate type="HHExpLinearRate" rate="0.1per_ms" midpoint="-55mV" scale="10mV"/>
<reverseRate type="HHExpRate" rate="0.125per_ms" midpoint="-65mV" scale="-80mV"/></gateHHrates></ionChannelHH>
<pointCellCondBased id="c" C="10 pF" v0="-65 mV" thresh="0 mV">
<channelPopulation id="ks" ionChannel="k" number="1800" erev="-77 mV"/></pointCellCondBased></neuroml>`;

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** A document some of whose attributes have other values, and some of whose elements others beside them. */
const rewritten = fc
  .tuple(
    fc.constantFrom<string[]>(squid, squid, point),
    fc.array(fc.tuple(at, fc.constantFrom(...attributes)), { maxLength: 3 }),
    fc.array(fc.tuple(at, fc.constantFrom(...elements)), { maxLength: 2 }),
  )
  .map(([text, values, more]) => {
    const valued = values.reduce((former, [place, value]) => withValue(former, place, value), text);
    return more.reduce((former, [place, element]) => withElement(former, place, element), valued);
  });

function withValue(text: string, place: number, value: string): string {
  const all = [...text.matchAll(/"[^"]*"/g)];
  const { index, 0: former } = all[Math.floor(place * all.length)]!;
  return `${text.slice(0, index)}"${value}"${text.slice(index + former.length)}`;
}

function withElement(text: string, place: number, element: string): string {
  const all = [...text.matchAll(/>/g)];
  const { index } = all[Math.floor(place * all.length)]!;
  return `${text.slice(0, index + 1)}${element}${text.slice(index + 1)}`;
}

/** Documents of NeuroML 2, with one beside them that they may include. */
export const neuroml = kind({
  inputs: filesOf(
    fc.oneof(
      { weight: 2, arbitrary: rewritten },
      { weight: 1, arbitrary: mutated(rewritten, { own: [...elements, ...markup, ...attributes] }) },
    ),
  ),
  read: (bytes) => importNeuroml(sourceNamed('a.nml', decodeText(bytes, 'a.nml'))),
  check: ({ membrane, experiment }, bytes) => {
    checkSame(parseMembrane(membrane), parseMembrane(throughText(membrane)), 'the membrane');
    if (experiment) checkPrepared(prepared(throughText(experiment)), bytes);
  },
});

const sourceNamed = (name: string, text: string) => ({
  name,
  text,
  include: (href: string) => {
    if (href === 'a.nml') return sourceNamed(href, text);
    if (href === 'b.nml') return sourceNamed(href, '<neuroml id="b"><ionChannelPassive id="b"/></neuroml>');
    throw new InputError(`there is no file ${shown(href)}`);
  },
});
