import { describe, expect, it } from 'vitest';
import { type ExperimentInput, parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { stimulusUnit } from '../../src/protocol/stimulus.ts';

const clamp = { kind: 'clamp', holding: -65, levels: [0], durations: [5] } as const;

function message(stimulus: unknown): string {
  try {
    parseExperiment({ stimulus: stimulus as ExperimentInput['stimulus'] });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('a voltage clamp', () => {
  it('is refused with the place of what is wrong', () => {
    expect(message({ ...clamp, durations: [] })).toMatch(
      /stimulus\.durations: 1 levels need as many durations, not 0/,
    );
    expect(message({ ...clamp, holding: 300 })).toMatch(/stimulus\.holding/);
    expect(message({ ...clamp, levels: [500] })).toMatch(/stimulus\.levels/);
    expect(message({ ...clamp, unit: 'nA' })).toMatch(/unit/);
    expect(message([clamp, { ...clamp, name: 'other' }])).toMatch(
      /stimulus\.1: V can be clamped by one clamp alone/,
    );
  });

  it('has numbers that vary, with their units', () => {
    const experiment = parseExperiment({
      stimulus: clamp,
      sweep: {
        x: { vary: 'stimulus.levels.0', values: [0, 20] },
        y: { vary: 'stimulus.durations.0', values: [1, 2] },
      },
    });
    expect(stimulusUnit('stimulus.levels.0', experiment.stimulus)).toBe('mV');
    expect(stimulusUnit('stimulus.durations.0', experiment.stimulus)).toBe('ms');
    expect(prepare(experiment).population.count).toBe(4);
  });

  it('brings its current as an observable, and does not change the step', () => {
    const { system } = prepare(parseExperiment({ stimulus: clamp }));
    expect(system.observables.map(({ name }) => name)).toContain('clamp');
    expect(parseExperiment({ stimulus: clamp }).dt).toBe(parseExperiment({}).dt);
  });
});
