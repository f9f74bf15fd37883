import { describe, expect, it } from 'vitest';
import { initialStates } from '../../src/engine/beginning.ts';
import { exportExperiment } from '../../src/exchange/catalogue.ts';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';

describe('what other programs cannot do', () => {
  it.each<[string, ExperimentInput, RegExp]>([
    ['noise', { stimulus: { kind: 'ou', sigma: 1, tau: 5 } }, /"ou" and "synapses" cannot be exported/],
    [
      'synapses',
      { stimulus: { kind: 'synapses', times: [1], weight: 1, decay: 2 } },
      /"ou" and "synapses" cannot be exported/,
    ],
    ['a clamp', { stimulus: { kind: 'clamp', holding: -65 } }, /"clamp" cannot be exported/],
    ['trials', { trials: 2 }, /"trials" of an experiment cannot be exported/],
  ])('is refused by name: %s', async (_, input, message) => {
    await expect(exportExperiment(parseExperiment(input), 'brian2', initialStates)).rejects.toThrow(message);
  });
});
