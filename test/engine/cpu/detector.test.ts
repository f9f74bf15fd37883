import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Detector } from '../../../src/engine/cpu/detector.ts';
import type { Events } from '../../../src/protocol/experiment.ts';

/** Runs one neuron's potentials through a detector; event times are in steps. */
function observe(trace: readonly number[], events: Events, { onset = 0, window = 0 } = {}) {
  const times: number[] = [];
  const detector = new Detector(
    1,
    events,
    () => onset,
    (_, time) => times.push(time),
  );
  const at = (step: number) => Float64Array.of(trace[step] ?? Number.NaN);
  detector.restart(at(0), 0);
  for (let step = 0; step + 1 < trace.length; step++) {
    if (step === window && window > 0) detector.beginWindow(at(step), step);
    detector.observe(0, step, trace[step] ?? Number.NaN, trace[step + 1] ?? Number.NaN);
  }
  return { times, record: detector.record(0, trace.at(-1) ?? Number.NaN), diverged: detector.diverged };
}

const prominence = (height = 20): Events => ({ kind: 'prominence', height });
const threshold = (level = 0): Events => ({ kind: 'threshold', level });

/** A piece of a trace: a move of V in some equal steps, then some steps without change. */
interface Move {
  readonly by: number;
  readonly steps: number;
  readonly rest: number;
}

function draw(start: number, moves: readonly Move[]): number[] {
  const trace = [start];
  let V = start;
  for (const { by, steps, rest } of moves) {
    for (let i = 1; i <= steps; i++) trace.push(V + (by * i) / steps);
    V += by;
    for (let i = 0; i < rest; i++) trace.push(V);
  }
  return trace;
}

// All tops and bottoms are multiples of 10 mV apart, clearly less or more than a prominence of 25 mV: a curve through
// samples with kinks exceeds them by a fraction of the largest change in a step, 12 mV.
const HEIGHT = 25;
const moves = fc.array(
  fc.record({
    by: fc.constantFrom(10, 10, 20, 20, 30, 50, 60),
    steps: fc.integer({ min: 5, max: 9 }),
    rest: fc.constantFrom(0, 0, 1, 4),
  }),
  { maxLength: 30 },
);
/** Moves up and down in turn. */
const zigzags = moves.map((all) => all.map((move, i) => (i % 2 === 0 ? move : { ...move, by: -move.by })));

/** Steps at which the samples have the peaks that rise and then fall by more than a height. */
function prominentPeaks(trace: readonly number[], height: number): number[] {
  const peaks: number[] = [];
  let low = trace[0] ?? 0;
  let peak: number | undefined;
  for (const [step, V] of trace.entries()) {
    if (peak === undefined) {
      low = Math.min(low, V);
      if (V - low >= height) peak = step;
    } else if (V > (trace[peak] ?? 0)) peak = step;
    else if (V < (trace[peak] ?? 0) - height) {
      peaks.push(peak);
      peak = undefined;
      low = V;
    }
  }
  return peaks;
}

describe('events by prominence', () => {
  it('are neither lost nor doubled', () => {
    fc.assert(
      fc.property(zigzags, (moves) => {
        const trace = draw(-65, moves);
        const { times, record } = observe(trace, prominence(HEIGHT));
        const expected = prominentPeaks(trace, HEIGHT);
        expect(times).toHaveLength(expected.length);
        expect(record.spikes).toBe(expected.length);
        for (const [i, peak] of expected.entries()) {
          // The event is at a top of that height: where two are equal, or on a plateau, any of its times will do.
          const [time = Number.NaN] = times.slice(i);
          const around = trace.slice(Math.max(0, Math.floor(time) - 1), Math.ceil(time) + 2);
          expect(Math.max(...around)).toBeGreaterThanOrEqual((trace[peak] ?? 0) - 2);
          expect(time).toBeGreaterThanOrEqual((expected[i - 1] ?? 0) - 1);
          expect(time).toBeLessThanOrEqual((expected[i + 1] ?? trace.length) + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    // rises by, falls by, events of 20 mV
    [21, 21, 1],
    [19, 40, 0],
    [40, 19, 0],
    [40, 40, 1],
    [60, 19.5, 0],
  ])('need a rise and a fall of the height: up %d, down %d', (up, down, count) => {
    const moves = [
      { by: up, steps: 100, rest: 0 },
      { by: -down, steps: 100, rest: 0 },
    ];
    expect(observe(draw(-60, moves), prominence()).times).toHaveLength(count);
    // Whatever came before.
    const after = [{ by: 50, steps: 50, rest: 0 }, { by: -50, steps: 50, rest: 0 }, ...moves];
    expect(observe(draw(-60, after), prominence()).times).toHaveLength(1 + count);
  });

  it('are not doubled by a curve that swings out between coarse samples', () => {
    // The first spike of strang at 0.2 ms and 6.5 uA/cm2: the quartic puts a dip of 12 mV next to the sample at 27.7 mV.
    const V = [-65, -64, -62.7, -61.6, -60.5, -59.5, -58.3, -57, -55.3, -53.2, -49.8, -43.8, -30.1];
    const trace = [...V, 8, 53.2, 27.7, 29.3, 12.3, 5.4, -6.3, -14.9, -24.1, -32.7, -41.8, -52.6, -60];
    expect(observe(trace, prominence()).times).toHaveLength(1);
  });

  it('are found at once when they are certain, not when the next one comes', () => {
    const { times } = observe(
      draw(-60, [
        { by: 50, steps: 10, rest: 0 },
        { by: -25, steps: 5, rest: 0 },
      ]),
      prominence(),
    );
    expect(times).toHaveLength(1);
  });

  it('ignore the dents of a spike', () => {
    const dented = draw(-60, [
      { by: 50, steps: 10, rest: 0 },
      { by: -10, steps: 5, rest: 0 },
      { by: 15, steps: 5, rest: 0 },
      { by: -60, steps: 10, rest: 0 },
    ]);
    const { times } = observe(dented, prominence());
    expect(times).toHaveLength(1);
    // The higher of the two tops.
    expect(times[0]).toBeCloseTo(20, 0);
  });

  it.each([0, 1, 2, 5])('have a time on the plateau where %d steps at the top change nothing', (rest) => {
    const trace = draw(-60, [
      { by: 80, steps: 20, rest },
      { by: -80, steps: 20, rest: 0 },
    ]);
    const { times, record } = observe(trace, prominence());
    expect(times).toHaveLength(1);
    expect(times[0]).toBeGreaterThanOrEqual(19);
    expect(times[0]).toBeLessThanOrEqual(21 + rest);
    expect(record.peak).toBeGreaterThanOrEqual(20);
  });

  it('have the time and height of the vertex of a parabola exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: 19.501, max: 20.499, noNaN: true }), (top) => {
        const trace = Array.from({ length: 41 }, (_, step) => 30 - 0.5 * (step - top) ** 2);
        const { times, record } = observe(trace, prominence());
        expect(times).toHaveLength(1);
        expect(times[0]).toBeCloseTo(top, 9);
        expect(record.peak).toBeCloseTo(30, 9);
      }),
    );
  });
});

describe('events at a threshold', () => {
  it('are the upward crossings, neither lost nor doubled, where samples lie on the level', () => {
    const samples = fc.array(fc.constantFrom(-20, -1, 0, 0, 0, 1, 20), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(samples, (trace) => {
        const { times, record } = observe(trace, threshold(0));
        const runs = trace.map((V) => (V < 0 ? '-' : '+')).join('');
        const crossings = [...runs.matchAll(/-\+/g)].map((match) => match.index);
        expect(record.spikes).toBe(crossings.length);
        expect(times).toHaveLength(crossings.length);
        for (const [i, step] of crossings.entries()) {
          expect(times[i]).toBeGreaterThan(step);
          expect(times[i]).toBeLessThanOrEqual(step + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are not there where V begins above and stays', () => {
    expect(observe([10, 20, 10, 5, 1], threshold(0)).times).toEqual([]);
    expect(observe([0, 5, 0, 5], threshold(0)).times).toEqual([]);
  });
});

describe('what is measured', () => {
  /** Spikes of 100 mV whose peaks are at the steps 10, 30, 50, ... */
  const train = draw(
    -60,
    Array.from({ length: 10 }, (_, i) => ({ by: i % 2 === 0 ? 100 : -100, steps: 10, rest: 0 })),
  );

  it.each([prominence(), threshold(-12)])(
    'is first, last and number of the events in the window: %j',
    (events) => {
      const all = observe(train, events);
      expect(all.times).toHaveLength(5);
      for (let window = 1; window < train.length - 1; window++) {
        const { record, times } = observe(train, events, { window });
        const inside = all.times.filter((time) => time >= window);
        expect(times).toEqual(all.times);
        expect(record.spikes).toBe(inside.length);
        expect(record.first).toBe(inside[0] ?? Number.NaN);
        expect(record.last).toBe(inside.at(-1) ?? Number.NaN);
      }
    },
  );

  it.each([prominence(), threshold(-12)])('is the first event after the onset: %j', (events) => {
    const { times } = observe(train, events);
    for (let onset = 0; onset < train.length; onset += 0.5) {
      const { record } = observe(train, events, { onset });
      expect(record.response).toBe(times.find((time) => time >= onset) ?? Number.NaN);
    }
  });

  it('is the response although the window begins later', () => {
    const { record } = observe(train, prominence(), { onset: 5, window: 60 });
    // The tops are kinks, which a curve misses by a fraction of a step.
    expect(record.response).toBeCloseTo(10, 0);
    expect(record.first).toBeCloseTo(70, 0);
  });

  it('are the extremes inside the window', () => {
    const trace = draw(0, [
      { by: 50, steps: 10, rest: 0 },
      { by: -80, steps: 10, rest: 0 },
      { by: 60, steps: 10, rest: 0 },
      { by: -10, steps: 5, rest: 0 },
    ]);
    // The largest change in a step is 8 mV: the extreme of a curve through kinks is off by a fraction of it.
    const all = observe(trace, prominence()).record;
    expect(Math.abs(all.peak - 50)).toBeLessThan(2);
    expect(Math.abs(all.trough - -30)).toBeLessThan(2);
    const late = observe(trace, prominence(), { window: 15 }).record;
    expect(Math.abs(late.peak - 30)).toBeLessThan(2);
    expect(Math.abs(late.trough - -30)).toBeLessThan(2);
    const rising = observe([0, 1, 2, 3], prominence()).record;
    expect([rising.peak, rising.trough]).toEqual([3, 0]);
  });
});

describe('divergence', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1001, -1001])('is V = %d', (V) => {
    const { diverged } = observe([-65, -64, V, V], prominence());
    expect(diverged).toMatchObject({ cell: 0, step: 2 });
    expect(diverged?.V).toBe(V);
  });

  it('is not a potential of up to 1000 mV', () => {
    expect(observe([-65, 1000, -1000, 0], prominence()).diverged).toBeUndefined();
  });
});
