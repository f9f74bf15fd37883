import { describe, expect, it } from 'vitest';
import { initialStates } from '../../src/engine/beginning.ts';
import { type ExportTarget, exportExperiment } from '../../src/exchange/catalogue.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';

const synapses = { kind: 'synapses', rate: 1000, count: 100, weight: 1, decay: 2 } as const;

describe('what other programs cannot do', () => {
  it.each<[string, ExportTarget, ExperimentInput, string]>([
    ['trials', 'brian2', { trials: 2 }, '"trials" of an experiment cannot be exported; leave it out'],
    [
      'bands',
      'brian2',
      {
        bands: [
          { integrator: 'euler', dt: 0.05 },
          { integrator: 'rk4', dt: 0.05 },
        ],
      },
      '"bands" of an experiment cannot be exported; leave it out',
    ],
    ...(['ou', 'synapses', 'clamp', 'waveform', 'chirp'] as const).map(
      (kind): [string, ExportTarget, ExperimentInput, string] => [
        kind,
        'neuroml',
        {
          stimulus: {
            ou: { kind: 'ou', sigma: 1, tau: 5 },
            synapses,
            clamp: { kind: 'clamp', holding: -65 },
            waveform: { kind: 'waveform', values: [1, 2], interval: 1 },
            chirp: { kind: 'chirp', amplitude: 1, from: 1, to: 2, end: 100 },
          }[kind] as ExperimentInput['stimulus'],
        },
        `a stimulus of kind "${kind}" cannot be exported to NeuroML, which has constant, step, pulses, train, paired, staircase, ramp, sine; take Brian2 or NEURON`,
      ],
    ),
    [
      'samples',
      'xpp',
      { stimulus: { kind: 'waveform', values: [1, 2], interval: 1 } },
      'a stimulus of kind "waveform" cannot be exported to XPP, which reads samples from files of its own; take Brian2 or NEURON',
    ],
    [
      'more arrivals than it counts',
      'xpp',
      { stimulus: synapses, duration: 600, dt: 0.01 },
      'some 60000 arrivals at synapses cannot be exported to XPP, which takes 50000; take Brian2 or NEURON',
    ],
  ])('is refused by name: %s, %s', async (_, target, input, message) => {
    await expect(exportExperiment(parseExperiment(input), target, initialStates)).rejects.toThrow(message);
  });
});
