import { neighboursOf } from './neighbours.ts';
import { extremeOf } from './path.ts';
import type { Detector } from './statistic.ts';

/**
 * Events by prominence: V has to rise by more than `height` (mV) to a peak and to fall by as much; the event is at the
 * peak. `extreme` is the lowest potential since the last event (`rising` false) or the highest since V has risen from there
 * by `height`.
 */
export function prominence(height: number): Detector {
  const [high, low] = [`extreme + ${height}`, `extreme - ${height}`];
  const rises = `(!rising && V > ${high})`;
  const falls = `(rising && V < ${low})`;
  // A new top of a peak: V has risen far enough, or turns higher up.
  const tops = `(${rises} || (rising && turns && V > extreme))`;
  const neighbours = neighboursOf('run');
  return {
    fields: {
      extreme: { start: 'V', keeps: 'run' },
      rising: { type: 'flag', start: '0', keeps: 'run' },
      top: { start: 'V', keeps: 'run' },
      at: { type: 'step', start: 'step', keeps: 'run' },
      ...neighbours.fields,
    },
    look: {
      extreme: `${tops} || ${falls} || (!rising && V < extreme) ? V : extreme`,
      rising: `${rises} || (rising && !${falls})`,
      top: `${tops} ? V : top`,
      at: `${tops} ? step : at`,
      ...neighbours.look(tops),
    },
    due: [
      {
        quiet: {
          above: `rising ? ${low} : extreme`,
          below: `rising ? extreme : ${high}`,
        },
      },
    ],
    raised: falls,
    overwrites: tops,
    definitions: extremeOf('top'),
    event: { step: 'at', fraction: 'place', height: 'height' },
    waits: { while: 'rising', step: 'at' },
  };
}
