import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft } from '../../../src/app/experiment/draft.ts';
import type { Page } from '../../../src/app/page.ts';
import type { Notice } from '../../../src/app/state.ts';
import { type Experiment, type ExperimentInput, parseExperiment } from '../../../src/protocol/experiment.ts';

/** As much of a page as a draft knows of. */
function page() {
  const experiment = signal<Experiment | undefined>(undefined);
  const wanted = signal<Experiment | undefined>(undefined);
  const notice = signal<Notice | undefined>(undefined);
  const state = { experiment, wanted, notice, stepChosen: signal(true) };
  const load = (document: unknown) => {
    wanted.value = parseExperiment(document);
  };
  /** Somebody else wants something. */
  const want = (document: ExperimentInput) => load(document);
  const reach = () => {
    experiment.value = wanted.value;
  };
  const fail = () => {
    wanted.value = experiment.value;
  };
  want({ seed: 1 });
  reach();
  const draft = new Draft({ state, load } as unknown as Page);
  return { draft, wanted, notice, want, reach, fail };
}

const seeded = (seed: number) => `{ "seed": ${seed} }`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the text of an experiment that is edited', () => {
  it('is tried a moment after the last key, and stays as it was typed', () => {
    const { draft, wanted, reach } = page();
    expect(draft.text.value).toMatch(/^\{\n {2}"model": "hodgkin-huxley",\n/);
    draft.type(seeded(4));
    vi.advanceTimersByTime(300);
    draft.type(seeded(42));
    vi.advanceTimersByTime(300);
    expect(wanted.value?.seed).toBe(1);
    vi.advanceTimersByTime(200);
    expect(wanted.value?.seed).toBe(42);
    reach();
    expect(draft.text.value).toBe(seeded(42));
    expect(draft.fault.value).toBeUndefined();
  });

  it('follows what is changed elsewhere', () => {
    const { draft, want } = page();
    want({ seed: 9 });
    expect(draft.text.value).toContain('"seed": 9');
  });

  it('says what is wrong and where, and is not lost when something else is changed', () => {
    const { draft, wanted, want, reach } = page();
    draft.type('{\n  seed: 3\n}');
    draft.try();
    expect(draft.fault.value).toMatchObject({
      text: expect.stringMatching(/^the text, line 2, column 3: not JSON/),
      place: { line: 1, column: 2 },
    });
    want({ seed: 9 });
    reach();
    expect(draft.text.value).toContain('seed: 3');
    draft.type(seeded(3));
    draft.try();
    expect([draft.fault.value, wanted.value?.seed]).toEqual([undefined, 3]);
    draft.type('{ "seed": -1 }');
    draft.try();
    expect(draft.fault.value?.text).toContain('seed = -1 is not valid');
    draft.giveUp();
    expect(draft.fault.value).toBeUndefined();
    expect(draft.text.value).toContain('"seed": 3');
  });

  it.each([
    ['{\n  "seed": 3,\n  "durration": 4\n}', { line: 2, column: 2 }],
    ['{\n  "parameters": {\n    "gK": 36, "gNa": -1 } }', { line: 2, column: 14 }],
    ['{\n  "stimulus": [\n    { "kind": "constant", "amplitude": "x" } ] }', { line: 2, column: 26 }],
    ['{\n  "measure": { "from": 99 },\n  "duration": 20 }', { line: 1, column: 15 }],
    // What is missing is looked for where it should be.
    ['{\n  "sweep": {\n    "x": { "from": 1 } } }', { line: 2, column: 4 }],
  ])('says where in it something is that cannot be run: %s', (text, place) => {
    const { draft } = page();
    draft.type(text);
    draft.try();
    expect(draft.fault.value?.place).toEqual(place);
  });

  it('is kept where it says something that cannot be started', () => {
    const { draft, wanted, notice, fail } = page();
    draft.type(seeded(3));
    draft.try();
    fail();
    notice.value = { kind: 'error', text: 'it does not fit', ofAttempt: true };
    expect(wanted.value?.seed).toBe(1);
    expect(draft.text.value).toBe(seeded(3));
    expect(draft.fault.value?.text).toContain('could not be started');
    draft.giveUp();
    expect([draft.fault.value, notice.value]).toEqual([undefined, undefined]);
  });

  it('is not there where it would be endless', () => {
    const { draft, want } = page();
    const values = Array.from({ length: 10_001 }, (_, i) => 30 + i * 1e-4);
    want({ sweep: { x: { vary: 'parameters.gK', values } } });
    expect(draft.text.value).toBeUndefined();
    want({});
    expect(draft.text.value).toBeDefined();
  });
});
