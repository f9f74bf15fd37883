import { describe, expect, it } from 'vitest';
import { drawn, scaleOf, tracedOf } from '../../../src/app/cells/traced.ts';
import { openingExperiment } from '../../../src/app/experiment/opening.ts';
import { variedValues } from '../../../src/app/experiment/quantities.ts';
import { offers, withKnown, withMembrane, withOpened } from '../../../src/app/membrane/membrane-choice.ts';
import { tellingCurrent, tellingCurrents, tryCurrents } from '../../../src/app/membrane/telling-currents.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { runExperiment } from '../../../src/engine/run.ts';
import { membranes } from '../../../src/model/catalogue.ts';
import { parseMembrane } from '../../../src/model/read.ts';
import { parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { interneuron as axon } from '../../support/axons.ts';

const shipped = (name: string) => membranes[name]!;
const leak = {
  name: 'leak',
  parameters: { gL: 0.1, EL: -65 },
  currents: [{ name: 'IL', conductance: 'gL', reversal: 'EL' }],
};

describe('the choice of a membrane', () => {
  it('offers all that are shipped, the best known first, and those from files', () => {
    const own = parseMembrane({ ...leak, name: 'lecture' });
    const keys = offers([own], shipped('golomb')).map(({ key }) => key);
    expect(keys).toHaveLength(Object.keys(membranes).length + 1);
    expect(keys.slice(0, 2)).toEqual(['hodgkin-huxley', 'lecture']);
    expect(keys.at(-1)).toBe('file:lecture');
    expect(offers([], own).at(-1)?.membrane).toBe(own);
    expect(withOpened([own], parseMembrane({ ...leak, name: 'lecture' }))).toHaveLength(1);
  });

  it.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
    'begins %s with its own numbers, at currents that it names',
    (_, membrane) => {
      expect(membrane.shows?.current).toBeDefined();
      expect(membrane.shows?.potential).toBeDefined();
      const { model, parameters, sweep } = parseExperiment(withMembrane(openingExperiment(16), membrane));
      expect(model).toBe(membrane);
      expect(Object.keys(parameters)).toEqual(Object.keys(membrane.parameters));
      const [from, to] = membrane.shows!.current!;
      expect(sweep.x).toEqual({ vary: 'stimulus.amplitude', from, to, count: 16 });
    },
  );

  it('goes on varying a parameter that the next one has as well, around the value there', () => {
    const opening = openingExperiment(16);
    const sweep = { x: { vary: 'parameters.gK', from: 30, to: 40, count: 16 } };
    const next = parseExperiment(withMembrane({ ...opening, sweep }, shipped('wang-buzsaki')));
    expect(next.sweep.x?.vary).toBe('parameters.gK');
    expect(next.sweep.x!.from).toBeLessThan(9);
    expect(next.sweep.x!.to).toBeGreaterThan(9);
    expect(next.stimulus).toMatchObject({ amplitude: tellingCurrent(shipped('wang-buzsaki')) });
    const other = withMembrane({ ...opening, sweep }, shipped('golomb'));
    expect(other.sweep?.x?.vary).toBe('stimulus.amplitude');
  });

  it('knows one again whose document is read once more', () => {
    const own = parseMembrane(axon);
    const again = parseExperiment({ model: axon });
    expect(again.model).not.toBe(own);
    expect(withKnown(again, [own]).model).toBe(own);
    expect(withKnown(again, [])).toBe(again);
    // As it stands in a file, and before anything was looked at.
    expect(withKnown({ model: structuredClone(own), seed: 'x' }, [own])).toEqual({ model: own, seed: 'x' });
    expect(withKnown({ model: structuredClone(shipped('lecture')) }, []).model).toBe(shipped('lecture'));
    for (const document of [null, 5, [], {}, { model: null }, { model: 'lecture' }])
      expect(withKnown(document, [own])).toBe(document);
  });

  it('says currents in nA as well where the cell has an area', () => {
    const experiment = openingExperiment(16, shipped('pospischil-rs'));
    expect(variedValues(experiment, 0)).toEqual(['2 µA/cm² (0.5791 nA)']);
    expect(variedValues(openingExperiment(16), 0)).toEqual(['0 µA/cm²']);
  });
});

describe('the currents that tell what a membrane does', () => {
  it.each(Object.values(membranes).map((membrane) => [membrane.name, membrane] as const))(
    'begin with silence of %s, and the cell that is followed first fires',
    async (_, membrane) => {
      const values = [tellingCurrents(membrane)[0], tellingCurrent(membrane)];
      const experiment = parseExperiment({
        model: membrane,
        duration: 1000,
        sweep: { x: { vary: 'stimulus.amplitude', values } },
        measure: { from: 300 },
      });
      const { rate } = await runExperiment(await CpuSimulation.create(prepare(experiment)));
      expect(rate[0]).toBe(0);
      expect(rate[1]).toBeGreaterThan(2);
    },
  );

  it('are found by a trial where it does not name them', async () => {
    const membrane = parseMembrane(axon);
    expect(tellingCurrents(membrane)).toEqual([0, 10]);
    await tryCurrents(membrane);
    const [from, to] = tellingCurrents(membrane);
    expect(from).toBe(0);
    expect(to).toBeGreaterThan(0.5);
    expect(to).toBeLessThan(10);
  });

  it('are the usual ones where it never fires', async () => {
    const membrane = parseMembrane(leak);
    await tryCurrents(membrane);
    expect(tellingCurrents(membrane)).toEqual([0, 10]);
  });
});

describe('what the plots show of a cell', () => {
  it('is every gate, those without delay as well, and the other states', () => {
    const traced = tracedOf(shipped('pospischil-lts'));
    expect(traced.map(({ name }) => name)).toEqual(['m', 'h', 'n', 'p', 's', 'u', 'Ca']);
    expect(traced.filter(({ measured }) => measured)).toMatchObject([
      { name: 'Ca', measured: { unit: 'mM', signed: false } },
    ]);
  });

  it('is drawn as it is, or as a part of a scale that is named', () => {
    const [gate, calcium] = [
      tracedOf(shipped('pospischil-lts'))[0]!,
      tracedOf(shipped('pospischil-lts'))[6]!,
    ];
    expect(drawn(gate, Float32Array.of(0.5))).toEqual({ label: 'm', values: Float32Array.of(0.5) });
    const { label, values } = drawn(calcium, Float32Array.of(0.00024, 0.0012));
    expect(label).toBe('Ca / 0.002 mM');
    expect(values[0]).toBeCloseTo(0.12);
    expect(values[1]).toBeCloseTo(0.6);
  });

  it('has round scales', () => {
    expect([[0.9], [3, -4.2], [1000], [0], []].map(scaleOf)).toEqual([1, 5, 1000, 1, 1]);
  });
});
