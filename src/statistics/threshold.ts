import { crossingOf } from './path.ts';
import { ABSENT, type Detector } from './statistic.ts';

/**
 * Events at a level (mV): V rises through it. Another one needs V to have been `rearm` (mV) below it: a cell that comes to
 * rest at the level would otherwise cross it with every rounding.
 */
export function threshold(level: number, rearm: number): Detector {
  const crosses = `(armed && V >= ${level})`;
  const window = ['before3', 'before2', 'before1', 'below', 'above'] as const;
  const taken = ['V_4', 'V_3', 'V_2', 'V_before', 'V'];
  return {
    fields: {
      armed: { type: 'flag', start: `V < ${level}`, keeps: 'run' },
      at: { type: 'step', start: 'step', keeps: 'run' },
      ...Object.fromEntries(window.map((name) => [name, { start: `${ABSENT}`, keeps: 'run' as const }])),
    },
    step: {
      armed: `!${crosses} && (armed || V < ${level - rearm})`,
      at: `${crosses} ? step : at`,
      ...Object.fromEntries(window.map((name, i) => [name, `${crosses} ? ${taken[i]} : ${name}`])),
    },
    raised: crosses,
    overwrites: crosses,
    definitions: crossingOf(
      { before3: 'before3', before2: 'before2', before1: 'before1', below: 'below', above: 'above' },
      level,
    ),
    // `at` is the step that V was above the level after; the event lies before it.
    event: { step: 'at', fraction: 'place - 1', height: `${level}` },
  };
}
