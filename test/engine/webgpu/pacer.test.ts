import { describe, expect, it } from 'vitest';
import { Pacer } from '../../../src/engine/webgpu/pacer.ts';
import { durationOf } from '../../../src/engine/webgpu/stopwatch.ts';

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
    // The device makes 10^6 neuron-steps in a ms.
    for (let i = 0; i < 60; i++) {
      const portion = pacer.portion(1 << 20, 1 << 20);
      pacer.measured(portion, durationOf(0, (portion.cells * portion.steps) / 1e6));
    }
    const { cells, steps } = pacer.portion(1 << 20, 1 << 20);
    expect((cells * steps) / 1e6).toBeLessThan(200);
  });

  it('never take more neurons or steps than there are', () => {
    const pacer = new Pacer(software);
    for (let i = 0; i < 40; i++) pacer.measured({ cells: 1 << 20, steps: 1024 }, 0.01);
    expect(pacer.portion(7, 3)).toEqual({ cells: 7, steps: 3 });
  });
});

describe('the duration of a dispatch', () => {
  it.each([
    [3, 5, 3],
    [undefined, 5, 5],
    [0, 5, 5],
    [-1e9, 5, 5],
    [0, -1, 0],
  ])('%j ms by timestamps and %d ms on the host are %d ms', (onDevice, onHost, duration) => {
    expect(durationOf(onDevice, onHost)).toBe(duration);
  });
});
