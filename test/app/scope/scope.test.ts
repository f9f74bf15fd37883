import { describe, expect, it } from 'vitest';
import {
  createScope,
  follow,
  isLive,
  lookAt,
  mark,
  pan,
  spansOf,
  toggleCursors,
  windowOf,
  zoom,
} from '../../../src/app/scope/scope.ts';

describe('the time that plots of a cell show', () => {
  it('is among those on offer, whatever a lesson has chosen', () => {
    const scope = createScope();
    expect(spansOf(scope)).toEqual([20, 100, 500, 2000]);
    follow(scope, 12);
    expect(spansOf(scope)).toEqual([12, 20, 100, 500, 2000]);
  });

  it('goes with the time until a stretch is looked at, and then again', () => {
    const scope = createScope();
    expect(windowOf(scope, 500)).toEqual({ from: 400, to: 500 });
    lookAt(scope, { from: 420, to: 430 }, 500);
    expect(windowOf(scope, 640)).toEqual({ from: 420, to: 430 });
    expect(isLive(scope, 640)).toBe(false);
    follow(scope, 20);
    expect(windowOf(scope, 640)).toEqual({ from: 620, to: 640 });
  });

  it('goes with the time again when nothing is remembered of the stretch, or time has gone back', () => {
    const scope = createScope();
    lookAt(scope, { from: 420, to: 430 }, 500);
    expect(isLive(scope, 2429)).toBe(false);
    expect(isLive(scope, 2431)).toBe(true);
    expect(isLive(scope, 10)).toBe(true);
  });

  it('is magnified around a moment, and moved, within what is remembered', () => {
    const scope = createScope();
    zoom(scope, 450, 0.5, 500);
    expect(windowOf(scope, 500)).toEqual({ from: 425, to: 475 });
    pan(scope, -0.5, 500);
    expect(windowOf(scope, 500)).toEqual({ from: 400, to: 450 });
    pan(scope, 10, 500);
    expect(windowOf(scope, 500)).toEqual({ from: 450, to: 500 });
    zoom(scope, 500, 1e-9, 500);
    expect(windowOf(scope, 500)).toMatchObject({ to: 500 });
    expect(windowOf(scope, 500).to - windowOf(scope, 500).from).toBeCloseTo(0.5);
    zoom(scope, 500, 1e9, 5000);
    expect(windowOf(scope, 5000)).toEqual({ from: 3000, to: 5000 });
  });
});

describe('cursors', () => {
  it('are placed one after the other, then the nearer one moves', () => {
    const scope = createScope();
    for (const time of [10, 30, 22]) mark(scope, time);
    expect(scope.cursors.value).toEqual([10, 22]);
  });

  it('come where they are seen, and go', () => {
    const scope = createScope();
    lookAt(scope, { from: 430, to: 460 }, 500);
    toggleCursors(scope, 500);
    expect(scope.cursors.value).toEqual([440, 450]);
    toggleCursors(scope, 500);
    expect(scope.cursors.value).toEqual([]);
  });
});
