import { extremeOf } from './path.ts';
import type { Detector } from './statistic.ts';
import { windowOf } from './window.ts';

/**
 * Events by prominence: V has to rise by at least `height` (mV) to a peak and to fall by as much; the event is at the
 * peak. `extreme` is the lowest potential since the last event (`rising` false) or the highest since V has risen from there
 * by `height`.
 */
export function prominence(height: number): Detector {
  const rises = `(!rising && V_max - extreme >= ${height})`;
  const falls = `(rising && V_min - extreme <= -${height})`;
  // A new top of a peak: V goes on rising, or has risen far enough.
  const tops = `(${rises} || (rising && V_max > extreme))`;
  const window = windowOf(6, 'run');
  const { fresh, half, ...potentials } = window.look(tops);
  return {
    fields: {
      extreme: { start: 'V', keeps: 'run' },
      rising: { type: 'flag', start: '0', keeps: 'run' },
      top: { start: 'V', keeps: 'run' },
      at: { type: 'step', start: 'step', keeps: 'run' },
      ...window.fields,
    },
    look: {
      extreme: `${tops} ? V_max : (${falls} || (!rising && V_min < extreme) ? V_min : extreme)`,
      rising: `${rises} || (rising && !${falls})`,
      top: `${tops} ? V_max : top`,
      at: `${tops} ? step : at`,
      ...potentials,
      fresh: fresh!,
      // What comes after the fall is not waited for, so that it does not matter when the event is noted.
      half: `(${half}) && !${falls}`,
    },
    raised: falls,
    overwrites: tops,
    // With less than that between them V goes up, or down, but not both; and a fall right after the top may be too early
    // for what comes after it.
    unclear: `V_max - V_min >= ${height} || (fresh && ${falls})`,
    definitions: extremeOf('top', window.after),
    event: { step: 'earlier(at, age)', fraction: 'place', height: 'height' },
    waits: { while: 'rising', step: 'at' },
  };
}
