import { describe, expect, it } from 'vitest';
import { initialStates } from '../../src/engine/beginning.ts';
import { ReferenceSimulation } from '../../src/engine/reference/simulation.ts';
import { runExperiment } from '../../src/engine/run.ts';
import { exportExperiment, exportTargets } from '../../src/exchange/catalogue.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import {
  expectSpikes,
  expectSpikesOfBrian2,
  exported,
  faultsOfPython,
  hasBrian2,
  hasNeuron,
  hasPython,
  hasXpp,
  REFERENCE_DT,
  referenceSpikes,
  runPython,
  runXpp,
  uncompiled,
} from '../support/programs.ts';

const two = (model: string, values: number[], rest: Partial<ExperimentInput> = {}): ExperimentInput => ({
  model,
  stimulus: { kind: 'step', amplitude: 10, onset: 2, end: 18 },
  sweep: { x: { vary: 'stimulus.amplitude', values } },
  duration: 20,
  record: { spikes: true },
  ...rest,
});

/** Two neurons that fire at least twice, of membranes of every sort: with instantaneous gates, with calcium, with a density. */
const cases: readonly (readonly [string, ExperimentInput])[] = [
  ['hodgkin-huxley', two('hodgkin-huxley', [20, 30])],
  ['wang-buzsaki', two('wang-buzsaki', [4, 8])],
  ['connor-stevens', two('connor-stevens', [40, 60])],
  ['pospischil-lts', two('pospischil-lts', [6, 10])],
  ['relay', two('relay', [14, 20])],
  [
    'events at a level, a varied parameter and a sine',
    two('hodgkin-huxley', [8, 20], {
      stimulus: [
        { kind: 'constant', amplitude: 20 },
        { kind: 'sine', amplitude: 3, frequency: 150, onset: 3, end: 20.3 },
      ],
      sweep: { x: { vary: 'parameters.gK', values: [30, 40] } },
      events: { kind: 'threshold', level: -10 },
    }),
  ],
];

/** Membranes that have nothing which others do not have. */
const plain: readonly string[] = ['hodgkin-huxley', 'connor-stevens'];

describe.runIf(hasBrian2)(
  'scripts for Brian2 (skipped where it is not installed)',
  { timeout: 240_000 },
  () => {
    it('give the same spikes', async () => {
      // One of every sort: each takes it some 6 s.
      await expectSpikesOfBrian2(cases.filter(([name]) => !plain.includes(name)).map(([, one]) => one));
    });
  },
);

describe.runIf(hasNeuron)(
  'scripts for NEURON (skipped where it or its nrnivmodl is not installed)',
  { timeout: 120_000 },
  () => {
    it.each(cases)('%s: the same spikes', async (_, experiment) => {
      const { text } = await exported(experiment, 'neuron');
      const [written] = runPython([text]);
      await expectSpikes(experiment, written!.spikes);
    });

    it('makes the tables that loligo run makes', async () => {
      const experiment = two('hodgkin-huxley', [5, 20]);
      const [written] = runPython([(await exported(experiment, 'neuron')).text]);
      const [header, silent, firing] = written!.cells.trim().split('\n');
      expect(header).toBe('cell,stimulus.amplitude_uA_cm2,spikes,rate_Hz,latency_ms,peak_mV,trough_mV');
      // One spike, and a rate of 0 of fewer than two.
      expect(silent).toMatch(/^0,5,1,0,\d/);
      expect(firing).toMatch(/^1,20,2,\d+\.\d+,\d\.\d+,4\d\.\d+,-7\d\.\d+$/);
    });
  },
);

/** Statistics, and how near those of the scripts are: times as above, and peaks by the same polynomial. */
const statistics = {
  ...{ spikes: 0, first: 5e-4, last: 5e-4, latency: 5e-4, isi_mean: 5e-4, isi_first: 5e-4, isi_last: 5e-4 },
  ...{ rate: 0.01, isi_cv: 1e-4, adaptation: 1e-4, peak: 0.01, trough: 0.01 },
};

describe.runIf(hasNeuron)('statistics in scripts', { timeout: 60_000 }, () => {
  it('are those of a run', async () => {
    const experiment = two('hodgkin-huxley', [10, 30], {
      stimulus: { kind: 'step', amplitude: 10, onset: 2 },
      duration: 70,
      measure: { from: 10 },
      statistics: Object.keys(statistics) as ExperimentInput['statistics'],
    });
    const [written] = runPython([(await exported(experiment, 'neuron')).text]);
    const [header = '', ...rows] = written!.cells
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const problem = prepare(parseExperiment({ ...experiment, dt: REFERENCE_DT }));
    const simulation = await ReferenceSimulation.create(problem);
    await runExperiment(simulation);
    for (const [name, tolerance] of Object.entries(statistics)) {
      const values = await simulation.statistic(name);
      const column = [...header].findIndex((one) => one.replace(/_(Hz|ms|mV)$/, '') === name);
      for (const [i, row] of rows.entries())
        expect(Math.abs(Number(row[column]) - values[i]!), `${name} of ${i}`).toBeLessThanOrEqual(tolerance);
    }
    simulation.destroy();
  });
});

describe.runIf(hasXpp)('files for XPP (skipped where it is not installed)', { timeout: 60_000 }, () => {
  it.each(cases.slice(0, 5))('%s: the same spikes', async (_, experiment) => {
    const { text } = await exported({ ...experiment, dt: 0.01 }, 'xpp', 1);
    const rows = runXpp(text);
    const reference = (await referenceSpikes({ ...experiment, dt: REFERENCE_DT }))[1]!;
    const V = rows.map(([, potential]) => potential!);
    const peaks = V.flatMap((value, k) => {
      if (!(value > -20 && value >= V[k - 1]! && value > V[k + 1]!)) return [];
      const [before, after] = [V[k - 1]! - value, V[k + 1]! - value];
      return [0.01 * (k + (0.5 * (before - after)) / (before + after))];
    });
    expect(peaks).toHaveLength(reference.length);
    // XPP writes 8 digits of float32, and a parabola through three potentials 0.01 ms apart is right to 3e-4 ms.
    for (const [i, time] of reference.entries()) expect(Math.abs(peaks[i]! - time)).toBeLessThan(1e-3);
  });
});

describe('every shipped membrane', () => {
  const models = Object.keys(membranes);
  const experiment = (model: string): ExperimentInput => ({ model, duration: 100 });

  it.runIf(hasPython)('has scripts that are Python', { timeout: 60_000 }, async () => {
    const scripts: Record<string, string> = {};
    for (const model of models) {
      for (const to of ['brian2', 'neuron'] as const)
        scripts[`${model} ${to}`] = (await exported(experiment(model), to)).text;
    }
    expect(faultsOfPython(scripts)).toBe('');
  });

  it.each(models)('%s: has a file for XPP, with names that it can tell apart', async (model) => {
    const { text } = await exported(experiment(model), 'xpp');
    const names = [...text.matchAll(/^(?:par )?(\w+)'? ?=/gm)].map(([, name]) => name!.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(9);
  });
});

describe('what cannot be exported', () => {
  it('is one neuron of many, where a program takes one', async () => {
    const experiment = two('hodgkin-huxley', [5, 20]);
    await expect(exported(experiment, 'xpp')).rejects.toThrow(
      'XPP takes one neuron, and the experiment has 2; choose one with --cell, 0 to 1',
    );
    await expect(exported(experiment, 'brian2', 2)).rejects.toThrow(
      'there is no neuron 2; the population has 0 to 1',
    );
    const { text } = await exported(experiment, 'xpp', 1);
    expect(text).toContain('par amplitude=20\n');
  });

  it('is what an experiment says besides, by its name', async () => {
    const experiment = parseExperiment({});
    const clamped = { ...experiment, clamp: { V: -40 } };
    await expect(exportExperiment(clamped, 'neuron', initialStates)).rejects.toThrow(
      '"clamp" of an experiment cannot be exported; leave it out',
    );
  });

  it('is said, where a table would have it', async () => {
    const { remarks } = await exported(
      {
        statistics: ['spikes', 'width', { of: 'INa', take: 'minimum' }],
        record: { traces: { cells: [0] } },
      },
      'brian2',
    );
    expect(remarks).toEqual([
      'the script does not compute width, INa_minimum',
      'the script records no traces',
    ]);
  });

  it('puts no text of a document where a script would run it', async () => {
    const { gates, currents, ...membrane } = JSON.parse(JSON.stringify(membranes.lecture));
    const title = "x'''; import ctypes\nimport ctypes\n# \u2028";
    const described = (list: object[]) => list.map((one) => ({ ...one, description: title }));
    const model = {
      ...membrane,
      title,
      source: title,
      gates: described(gates),
      currents: described(currents),
      parameters: { ...membrane.parameters, gK: { value: 36, unit: 'mS/cm2', description: title } },
    };
    for (const to of exportTargets) {
      const { text } = await exported({ model }, to);
      expect(text).not.toMatch(/^import ctypes/m);
      expect(text).not.toMatch(/\u2028/);
      if (to !== 'neuroml') expect(text).not.toContain("x'''");
    }
    const scripts = { brian2: (await exported({ model }, 'brian2')).text };
    if (hasPython) expect(faultsOfPython(scripts)).toBe('');
  });
});

describe('names that mean something elsewhere', () => {
  /** The squid axon with other names, none of which a membrane is denied. */
  const renamed: Readonly<Record<string, string>> = {
    gNa: 'I',
    gK: 'E',
    gL: 'S',
    ENa: 'N',
    EK: 'Q',
    EL: 'lambda',
    C: 'pi',
    temperature: 'mV',
    Q10: 'x_post',
    m: 'gamma',
    h: 'y',
    n: 'beta',
    phi: 't',
    INa: 'i',
    IK: 'beta0',
    IL: 'L',
  };
  const named = (text: string) => text.replace(/[A-Za-z_]\w*/g, (name) => renamed[name] ?? name);
  const { parameters, definitions, gates, currents } = membranes['hodgkin-huxley']!;
  const changed = (entry: object) =>
    Object.fromEntries(Object.entries(entry).map(([key, text]) => [key, named(String(text))]));
  const underNames = (record: object, change: (value: unknown) => unknown) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [named(name), change(value)]));
  const odd = {
    model: {
      name: 'odd',
      parameters: underNames(parameters, (value) => value),
      definitions: underNames(definitions, (text) => named(String(text))),
      capacitance: 'pi',
      gates: gates.map(changed),
      currents: currents.map(changed),
    } as never,
    stimulus: { kind: 'step', amplitude: 20, onset: 2 },
    duration: 20,
  } satisfies ExperimentInput;
  it.runIf(hasNeuron)('are changed for NEURON', async () => {
    const [written] = runPython([(await exported(odd, 'neuron')).text]);
    await expectSpikes(odd, written!.spikes);
  });

  it.runIf(hasBrian2)('are changed for Brian2', { timeout: 120_000 }, async () => {
    const [written] = runPython([(await exported(odd, 'brian2')).text], uncompiled);
    await expectSpikes(odd, written!.spikes);
  });

  it.runIf(hasXpp)('are changed for XPP', async () => {
    const rows = runXpp((await exported(odd, 'xpp')).text);
    expect(Math.max(...rows.map(([, V]) => V!))).toBeGreaterThan(20);
  });
});

describe('numbers in scripts for Brian2', () => {
  it('are real where whole ones would be divided or limited as such', async () => {
    for (const model of Object.keys(membranes)) {
      const { text } = await exported({ model, dt: 0.01 }, 'brian2');
      expect(text).not.toMatch(/clip\(-?\d+,/);
      expect(text).not.toMatch(/^ {4}'\w+': -?\d+,/m);
    }
    expect((await exported({ model: 'pospischil-lts' }, 'brian2')).text).toContain('clip(0.0, ');
  });
});
