import { describe, expect, it } from 'vitest';
import { ReferenceSimulation } from '../../../src/engine/reference/simulation.ts';
import { importNeuroml } from '../../../src/exchange/neuroml/read.ts';
import { type ExperimentInput, parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { exported } from '../../support/programs.ts';
import { source } from './squid.ts';

/** A passive sphere of 1000 um2: 1 uF/cm2, 0.1 mS/cm2, -60 mV; its time constant is 10 ms. */
const passive = (generators: string, network = '') => `
<neuroml id="passive">
  <ionChannelPassive id="leak" conductance="10 pS"/>
  <cell id="cell">
    <morphology id="m"><segment id="0"><proximal x="0" y="0" z="0" diameter="17.841241161527712"/>
      <distal x="0" y="0" z="0" diameter="17.841241161527712"/></segment></morphology>
    <biophysicalProperties id="b"><membraneProperties>
      <channelDensity id="l" ionChannel="leak" condDensity="0.1 mS_per_cm2" erev="-60 mV" ion="non_specific"/>
      <spikeThresh value="0 mV"/><specificCapacitance value="1 uF_per_cm2"/><initMembPotential value="-60 mV"/>
    </membraneProperties><intracellularProperties/></biophysicalProperties>
  </cell>
  ${generators}
  ${network}
</neuroml>`;

/** Potentials of all neurons of an experiment every 2 ms. */
async function potentials(experiment: ExperimentInput): Promise<number[][]> {
  const problem = prepare(parseExperiment({ ...experiment, dt: 0.01, integrator: 'rk4', duration: 60 }));
  const simulation = await ReferenceSimulation.create(problem);
  const all: number[][] = [];
  for (let time = 2; time <= 60; time += 2) {
    await simulation.advance(200);
    all.push([...(await simulation.read('V'))]);
  }
  simulation.destroy();
  return all;
}

/** The same of that sphere, by Simpson's rule on the convolution of a current (nA) with its exponential; no steps of an integrator. */
function convolved(current: (time: number) => number): number[] {
  const h = 0.01;
  return Array.from({ length: 30 }, (_, i) => {
    const end = 2 * (i + 1);
    let sum = 0;
    // Currents jump between pieces, of which each takes its own side.
    for (let j = 0; j < Math.round(end / h); j++) {
      const [a, b] = [(j + 1e-9) * h, (j + 1 - 1e-9) * h];
      const of = (s: number) => 100 * current(s) * Math.exp(-(end - s) / 10);
      sum += ((of(a) + 4 * of((a + b) / 2) + of(b)) * h) / 6;
    }
    return -60 + sum;
  });
}

const within = (t: number, from: number, to: number): boolean => t >= from && t < to;
const sine = (t: number) => (within(t, 6, 36) ? 0.02 * Math.sin(0.7 + (2 * Math.PI * (t - 6)) / 12) : 0);
const ramp = (t: number) => (within(t, 8, 28) ? 0.01 + (0.05 * (t - 8)) / 20 : 0.004);
const pulse = (t: number) => (within(t, 4, 14) ? -0.03 : 0);

const sineText =
  '<sineGenerator id="sine" phase="0.7" delay="6 ms" duration="30 ms" amplitude="20 pA" period="12 ms"/>';
const rampText =
  '<rampGenerator id="ramp" delay="8 ms" duration="20 ms" startAmplitude="10 pA" finishAmplitude="0.06 nA" baselineAmplitude="4 pA"/>';
const pulseText = '<pulseGenerator id="pulse" delay="4 ms" duration="10 ms" amplitude="-0.03 nA"/>';

describe('what generators of NeuroML inject', () => {
  it.each<[string, string, (time: number) => number]>([
    ['a pulse', pulseText, pulse],
    ['a sine', sineText, sine],
    ['a ramp, which goes back to its baseline', rampText, ramp],
    [
      'several at once',
      `<compoundInput id="all">${sineText}${rampText}${pulseText}<notes>Three</notes></compoundInput>`,
      (t) => sine(t) + ramp(t) + pulse(t),
    ],
  ])('moves a passive membrane as the standard says: %s', async (_, text, current) => {
    const { experiment } = importNeuroml(source(passive(text)));
    const imported = await potentials(experiment!);
    const expected = convolved(current);
    // Both are right to (0.01 ms / 10 ms)^4 of some mV; each side of a piece is 1e-9 of it away from a jump.
    for (const [i, [V]] of imported.entries()) expect(V).toBeCloseTo(expected[i]!, 6);
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(5);
  });

  it('goes in parts to neurons that get it different numbers of times', async () => {
    const targets = [1, 1, 2].map((cell) => `<explicitInput target="cells[${cell}]" input="ramp"/>`).join('');
    const network = `<network id="net"><population id="cells" component="cell" size="3"/>${targets}</network>`;
    const { experiment } = importNeuroml(source(passive(rampText, network)));
    const all = await potentials(experiment!);
    const [none, twice, once] = [() => 0, (t: number) => 2 * ramp(t), ramp].map(convolved);
    for (const [i, [first, second, third]] of all.entries()) {
      expect(first).toBeCloseTo(none![i]!, 6);
      expect(second).toBeCloseTo(twice![i]!, 6);
      expect(third).toBeCloseTo(once![i]!, 6);
    }
  });

  it.each<ExperimentInput['stimulus']>([
    { kind: 'ramp', from: 0.5, to: 2, onset: 5, end: 25 },
    { kind: 'sine', amplitude: 2, offset: 1, frequency: 40, phase: 30, onset: 3, end: 43 },
    [
      { kind: 'step', name: 'first', amplitude: -1, onset: 10 },
      { kind: 'sine', name: 'second', amplitude: 1, frequency: 25 },
    ],
  ])('comes back from what is exported: %j', async (stimulus) => {
    const { membrane } = importNeuroml(source(passive('')));
    const experiment: ExperimentInput = { model: membrane, stimulus, duration: 60, dt: 0.01 };
    const { text } = await exported(experiment, 'neuroml');
    const back = importNeuroml(source(text)).experiment!;
    const [own, imported] = [await potentials(experiment), await potentials(back)];
    for (const [i, [V]] of own.entries()) expect(imported[i]![0]).toBeCloseTo(V!, 9);
  });

  it.each<[string, RegExp]>([
    [
      sineText.replace('12 ms', '0 ms'),
      /sineGenerator "sine": period = 0 ms is out of range; it must be greater than 0$/,
    ],
    [
      sineText.replace('0.7', '0.7 rad'),
      /sineGenerator "sine": phase = "0.7 rad" is no number without a unit$/,
    ],
    [
      rampText.replace('20 ms', '0 ms'),
      /rampGenerator "ramp": delay = 8 ms and duration = 0 ms; .* greater than 0$/,
    ],
    [
      `<compoundInput id="all"><voltageClamp id="v"/></compoundInput>`,
      /voltageClamp "v" cannot be represented: of the inputs only pulseGenerator, sineGenerator, rampGenerator and compoundInput are read$/,
    ],
  ])('is refused by its place and name: %s', (text, message) => {
    expect(() => importNeuroml(source(passive(text)))).toThrow(message);
  });
});
