import { extremeOf } from './path.ts';
import { ABSENT, type Detector } from './statistic.ts';

/**
 * Events by prominence: V has to rise by at least `height` (mV) to a peak and to fall by as much; the event is at the
 * peak. `extreme` is the lowest potential since the last event (direction -1) or the highest since V has risen from there
 * (direction 1); the direction changes when V has come back from it by `height`.
 */
export function prominence(height: number): Detector {
  const back = `direction * (V - extreme) <= -${height}`;
  const moves = `(direction * (V - extreme) > 0 || ${back})`;
  const flips = `(${back} ? -direction : direction)`;
  // A new top of a peak: V goes on rising, or has risen far enough.
  const tops = `(${moves} && ${flips} > 0)`;
  return {
    fields: {
      extreme: { start: 'V', keeps: 'run' },
      direction: { start: '-1', keeps: 'run' },
      top: { start: 'V', keeps: 'run' },
      at: { type: 'step', start: 'step', keeps: 'run' },
      before1: { start: `${ABSENT}`, keeps: 'run' },
      before2: { start: `${ABSENT}`, keeps: 'run' },
      after1: { start: `${ABSENT}`, keeps: 'run' },
      after2: { start: `${ABSENT}`, keeps: 'run' },
      // Whether the top was one step ago, and two.
      fresh1: { type: 'flag', start: '0', keeps: 'run' },
      fresh2: { type: 'flag', start: '0', keeps: 'run' },
    },
    step: {
      extreme: `${moves} ? V : extreme`,
      direction: flips,
      top: `${tops} ? V : top`,
      at: `${tops} ? step : at`,
      before1: `${tops} ? V_1 : before1`,
      before2: `${tops} ? V_2 : before2`,
      after1: 'fresh1 ? V_0 : after1',
      // Only until the event is raised, so that it does not matter when it is noted.
      after2: `${tops} ? ${ABSENT} : (fresh2 && direction > 0 ? V_0 : after2)`,
      fresh1: tops,
      fresh2: 'fresh1',
    },
    raised: `direction > 0 && ${back}`,
    overwrites: tops,
    definitions: extremeOf({
      before2: 'before2',
      before1: 'before1',
      top: 'top',
      after1: 'after1',
      after2: 'after2',
    }),
    event: { step: 'at', fraction: 'place', height: 'height' },
    waits: { while: 'direction > 0', step: 'at' },
  };
}
