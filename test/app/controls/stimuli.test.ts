import { describe, expect, it } from 'vitest';
import {
  type Changed,
  firstOf,
  forMembrane,
  inUnit,
  saying,
  unchanged,
  withStimuli,
} from '../../../src/app/controls/stimuli.ts';
import { openingExperiment } from '../../../src/app/experiment/opening.ts';
import { withMembrane } from '../../../src/app/membrane/membrane-choice.ts';
import { CpuSimulation } from '../../../src/engine/cpu/simulation.ts';
import { type Experiment, membraneOf, parseExperiment } from '../../../src/protocol/experiment.ts';
import { prepare } from '../../../src/protocol/prepare.ts';
import { kinds } from '../../../src/protocol/stimuli/catalogue.ts';
import type { KindName } from '../../../src/protocol/stimuli/fields.ts';
import type { OneStimulus } from '../../../src/protocol/stimulus.ts';

const axon = membraneOf('hodgkin-huxley');
const opening = openingExperiment(16);
const changed = (
  list: (before: readonly Changed[]) => readonly Changed[],
  experiment = opening,
): Experiment => parseExperiment(withStimuli(experiment, list(unchanged(experiment))));
const plus = (kind: KindName, experiment = opening) =>
  changed((list) => [...list, { stimulus: firstOf(kind, axon) }], experiment);

describe('the list of stimuli', () => {
  it('keeps what is varied while others come and go', () => {
    const two = plus('sine');
    expect(two.sweep.x).toMatchObject({ vary: 'stimulus.0.amplitude', from: 0, to: 60 });
    const three = plus('ou', two);
    const without = changed((list) => list.toSpliced(1, 1), three);
    expect(without.sweep.x).toMatchObject({ vary: 'stimulus.0.amplitude', from: 0, to: 60 });
    const named = changed(
      ([first, second]) => [{ ...first!, stimulus: { ...first!.stimulus, name: 'dc' } }, second!],
      two,
    );
    expect(named.sweep.x?.vary).toBe('stimulus.dc.amplitude');
    const alone = changed((list) => list.slice(0, 1), named);
    expect(alone.stimulus).not.toHaveProperty('name');
    expect(alone.sweep.x).toEqual(opening.sweep.x);
  });

  it('varies something else, as often, where what was varied is gone', () => {
    const sine = changed((list) => list.slice(1), plus('sine'));
    expect(sine.sweep.x).toMatchObject({ vary: 'stimulus.amplitude', count: 16 });
    expect(sine.stimulus).toMatchObject({ kind: 'sine' });
    const sample = { count: 16, vary: { 'stimulus.amplitude': { normal: { mean: 10, sd: 1 } } } };
    const { sweep: _, ...drawn } = opening;
    const noise = changed(
      () => [{ stimulus: firstOf('ou', axon), former: 0 }],
      parseExperiment({ ...drawn, sample }),
    );
    expect(noise.sample).toMatchObject({ count: 16, vary: { 'stimulus.mean': { normal: { mean: 5 } } } });
  });

  it.each(Object.keys(kinds) as KindName[])('goes on with %s in the place of another kind', (kind) => {
    const next = changed(() => [{ stimulus: firstOf(kind, axon), former: 0 }]);
    expect(next.sweep.x?.count).toBe(16);
    expect(next.sweep.x?.vary.startsWith('stimulus.')).toBe(true);
  });

  it('never says what cannot stand together', () => {
    const random = { ...firstOf('synapses', axon), end: 100 };
    const given = saying(random, 'times', [5, 10]);
    expect(given).not.toHaveProperty('rate');
    expect(given).not.toHaveProperty('end');
    expect(saying(given, 'rate', 5)).not.toHaveProperty('times');
    const clamp = saying(firstOf('clamp', axon), 'levels', [0, 20, 40]);
    expect(clamp).toMatchObject({ levels: [0, 20, 40], durations: [20, 20, 20] });
    expect(saying(clamp, 'durations', [5])).toMatchObject({ levels: [0], durations: [5] });
  });

  it('is the same in another unit', () => {
    const model = membraneOf('pospischil-rs');
    const whole = inUnit(firstOf('constant', model), 'nA', model);
    expect(whole).toMatchObject({ amplitude: 0.86859, unit: 'nA' });
    expect(inUnit(whole, 'uA/cm2', model)).toMatchObject({ amplitude: 3 });
    const changedTo = changed(() => [{ stimulus: whole, former: 0 }], openingExperiment(16, model));
    expect(changedTo.sweep.x).toMatchObject({ from: 0.579, to: 2.32 });
  });

  it('is as strong as another membrane needs it, at the same times', () => {
    const pulses = { ...firstOf('pulses', axon), width: 2, unit: 'uA/cm2' } as OneStimulus;
    const slow = membraneOf('morris-lecar-snlc');
    expect(forMembrane(pulses, slow)).toMatchObject({ amplitude: 800, width: 2, onsets: [20, 50, 80] });
    const two = parseExperiment(withMembrane(plus('sine'), slow));
    expect(two.sweep.x).toMatchObject({ vary: 'stimulus.0.amplitude', from: 30, to: 120, count: 16 });
  });
});

/** Potentials that it takes, mV: more than the noise of a rest. */
const LEAST_SWING = 4;

describe('the example of every kind', () => {
  it.each(['hodgkin-huxley', 'pospischil-lts', 'prescott', 'morris-lecar-hopf'])(
    'shows something of %s',
    async (name) => {
      const model = membraneOf(name);
      for (const kind of Object.keys(kinds) as KindName[]) {
        const experiment = parseExperiment({ model, stimulus: firstOf(kind, model) });
        const simulation = await CpuSimulation.create(prepare(experiment));
        await simulation.advance(Math.round(300 / experiment.dt));
        const [peak, trough] = [await simulation.statistic('peak'), await simulation.statistic('trough')];
        expect(peak[0]! - trough[0]!, kind).toBeGreaterThan(LEAST_SWING);
      }
    },
    60_000,
  );
});
