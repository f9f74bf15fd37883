import { neighboursOf } from './neighbours.ts';
import { crossingOf } from './path.ts';
import type { Detector } from './statistic.ts';

/**
 * Events at a level (mV): V rises through it. Another one needs V to have been `rearm` (mV) below it: a cell that comes to
 * rest at the level would otherwise cross it with every rounding.
 */
export function threshold(level: number, rearm: number): Detector {
  const crosses = `(armed && V >= ${level})`;
  const low = level - rearm;
  const neighbours = neighboursOf('run');
  return {
    fields: {
      armed: { type: 'flag', start: `V < ${level}`, keeps: 'run' },
      below: { start: 'V', keeps: 'run' },
      at: { type: 'step', start: 'step', keeps: 'run' },
      above: { start: 'V', keeps: 'run' },
      ...neighbours.fields,
    },
    look: {
      armed: `!${crosses} && (armed || V < ${low})`,
      at: `${crosses} ? step : at`,
      above: `${crosses} ? V : above`,
      below: `${crosses} ? V_before : below`,
      ...neighbours.look(crosses),
    },
    // Where V passes the level, and where it comes to be far enough below it.
    due: [{ when: `differ(V >= ${level}, V_before >= ${level}) || differ(V < ${low}, V_before < ${low})` }],
    raised: crosses,
    overwrites: crosses,
    definitions: crossingOf('above', 'below', level),
    event: { step: 'at', fraction: 'place', height: `${level}` },
  };
}
