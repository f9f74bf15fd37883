import type { NeuromlSource } from '../../../src/exchange/neuroml/document.ts';

/** The squid axon of Hodgkin and Huxley (1952) in NeuroML 2, with units of every sort; a cylinder of 1000 um2. */
export const squid = `<?xml version="1.0" encoding="UTF-8"?>
<neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="squid">
  <notes>An axon &amp; its channels</notes>
  <ionChannelHH id="sodium" conductance="20 pS" species="na">
    <gateHHrates id="m" instances="3">
      <q10Settings type="q10ExpTemp" q10Factor="3" experimentalTemp="6.3 degC"/>
      <forwardRate type="HHExpLinearRate" rate="1 per_ms" midpoint="-40 mV" scale="10 mV"/>
      <reverseRate type="HHExpRate" rate="4000 per_s" midpoint="-0.065 V" scale="-18 mV"/>
    </gateHHrates>
    <gate id="h" type="gateHHrates" instances="1">
      <forwardRate type="HHExpRate" rate="0.07per_ms" midpoint="-65mV" scale="-20mV"/>
      <reverseRate type="HHSigmoidRate" rate="1per_ms" midpoint="-35mV" scale="10mV"/>
    </gate>
  </ionChannelHH>
  <ionChannel type="ionChannelHH" id="potassium" conductance="10 pS" species="k">
    <gateHHrates id="n" instances="4">
      <forwardRate type="HHExpLinearRate" rate="0.1per_ms" midpoint="-55mV" scale="10mV"/>
      <reverseRate type="HHExpRate" rate="0.125per_ms" midpoint="-65mV" scale="-80mV"/>
    </gateHHrates>
  </ionChannel>
  <ionChannelPassive id="leak" conductance="10 pS"/>
  <cell id="axon">
    <morphology id="shape">
      <segment id="0" name="soma">
        <proximal x="0" y="0" z="0" diameter="10"/>
        <distal x="0" y="0" z="31.830988618379067" diameter="10"/>
      </segment>
    </morphology>
    <biophysicalProperties id="properties">
      <membraneProperties>
        <channelDensity id="na_all" ionChannel="sodium" condDensity="0.12 S_per_cm2" erev="50 mV" ion="na"/>
        <channelDensity id="k_all" ionChannel="potassium" condDensity="360 S_per_m2" erev="-77mV" ion="k"/>
        <channelDensity id="leak_all" ionChannel="leak" condDensity="0.3 mS_per_cm2" erev="-54.4 mV" ion="non_specific"/>
        <spikeThresh value="0 mV"/>
        <specificCapacitance value="0.01 F_per_m2"/>
        <initMembPotential value="-65 mV"/>
      </membraneProperties>
      <intracellularProperties><resistivity value="0.03 kohm_cm"/></intracellularProperties>
    </biophysicalProperties>
  </cell>
  <pulseGenerator id="pulse" delay="10 ms" duration="0.04 s" amplitude="100 pA"/>
  <network id="net" type="networkWithTemperature" temperature="6.3 degC">
    <population id="axons" component="axon" size="1"/>
    <explicitInput target="axons[0]" input="pulse"/>
  </network>
</neuroml>
`;

/** A document that includes nothing, or those that are given by their names. */
export function source(text: string, others: Readonly<Record<string, string>> = {}): NeuromlSource {
  const named = (name: string, content: string): NeuromlSource => ({
    name,
    text: content,
    include: (href) => named(href, others[href] ?? '<neuroml/>'),
  });
  return named('cell.nml', text);
}
