import { describe, expect, it } from 'vitest';
import { Pacer } from '../../../src/engine/webgpu/pacer.ts';
import { Durations } from '../../../src/engine/webgpu/stopwatch.ts';

describe.each([true, false])('dispatches on an adapter that is software: %s', (software) => {
  it('take no step where none is to be taken', () => {
    expect(new Pacer(software).portion(5, 0)).toEqual({ cells: 5, steps: 0 });
  });

  it('take a step where nothing fits into the time', () => {
    const pacer = new Pacer(software);
    const portion = { cells: 1_000_000, steps: 1 };
    for (let i = 0; i < 20; i++) pacer.measured(portion, 1e9);
    const { cells, steps } = pacer.portion(1_000_000, 1000);
    expect(steps).toBe(1);
    expect(cells).toBeGreaterThan(0);
  });

  it('stay short where timestamps stay 0', () => {
    const pacer = new Pacer(software);
    const durations = new Durations();
    // The device makes 10^6 neuron-steps in a ms.
    const time = ({ cells, steps }: { cells: number; steps: number }) => (cells * steps) / 1e6;
    let longest = 0;
    for (let i = 0; i < 60; i++) {
      const portion = pacer.portion(1 << 20, 1 << 20);
      longest = Math.max(longest, time(portion));
      pacer.measured(portion, durations.of(0, time(portion)));
    }
    // One that is twice as long as 100 ms tells that timestamps do not.
    expect(longest).toBeLessThan(210);
    expect(time(pacer.portion(1 << 20, 1 << 20))).toBeLessThan(30);
  });

  it('leave no step over that another dispatch would have to take', () => {
    for (let time = 1; time < 400; time++) {
      const pacer = new Pacer(software);
      pacer.measured({ cells: 1 << 16, steps: 100 }, time);
      for (const steps of [1, 3, 88, 1000]) {
        const portion = pacer.portion(1 << 24, steps);
        // Neurons that only just keep the adapter busy may have to take their steps in several dispatches.
        if (portion.cells > (software ? 1024 : 1 << 17)) expect(portion.steps).toBe(steps);
      }
    }
  });

  it('never take more neurons or steps than there are', () => {
    const pacer = new Pacer(software);
    for (let i = 0; i < 40; i++) pacer.measured({ cells: 1 << 20, steps: 1024 }, 0.01);
    expect(pacer.portion(7, 3)).toEqual({ cells: 7, steps: 3 });
  });
});

describe('the duration of a dispatch', () => {
  it('is by timestamps where they tell it', () => expect(new Durations().of(3, 5)).toBe(3));

  it('is by the host where there are none', () => {
    expect(new Durations().of(undefined, 5)).toBe(5);
    expect(new Durations().of(undefined, -1)).toBe(0);
  });

  it('is short where timestamps round to 0, however long the host is busy', () => {
    const durations = new Durations();
    expect(durations.of(0, 5)).toBe(0.1);
    durations.of(3, 5);
    expect(durations.of(0, 500)).toBe(0.1);
  });

  it('is by the host from when timestamps are found to tell nothing, until one does', () => {
    const durations = new Durations();
    expect(durations.of(0, 500)).toBe(500);
    expect(durations.of(-1e9, 5)).toBe(5);
    expect(durations.of(3, 5)).toBe(3);
    expect(durations.of(0, 5)).toBe(0.1);
  });
});
