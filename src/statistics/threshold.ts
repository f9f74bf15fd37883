import { crossingOf } from './path.ts';
import { ABSENT, type Detector } from './statistic.ts';

/** Potentials that are kept of a crossing: four that may be new, and four before them. */
const KEPT = 8;

/**
 * Events at a level (mV): V rises through it. Another one needs V to have been `rearm` (mV) below it: a cell that comes to
 * rest at the level would otherwise cross it with every rounding.
 */
export function threshold(level: number, rearm: number): Detector {
  const crosses = `(armed && V_max >= ${level})`;
  const ages = Array.from({ length: KEPT }, (_, age) => age);
  const above = (age: number) => `V_${age} >= ${level}`;
  // How many steps ago V was above the level for the first time.
  const first = `(four ? (${above(3)} ? 3 : (${above(2)} ? 2 : (${above(1)} ? 1 : 0))) : 0)`;
  const fallsAgain = [3, 2, 1].map((age) => `(${above(age)} && !(${above(age - 1)}))`).join(' || ');
  /** The potential so many steps before the one above the level; what is not kept has not been below it for long. */
  const before = (offset: number) =>
    [3, 2, 1].reduceRight(
      (later, age) => `age == ${age} ? ${age + offset < KEPT ? `p${age + offset}` : ABSENT} : (${later})`,
      `p${offset}`,
    );
  return {
    fields: {
      armed: { type: 'flag', start: `V < ${level}`, keeps: 'run' },
      at: { type: 'step', start: 'step', keeps: 'run' },
      age: { start: '0', keeps: 'run' },
      ...Object.fromEntries(ages.map((age) => [`p${age}`, { start: `${ABSENT}`, keeps: 'run' as const }])),
    },
    look: {
      armed: `!${crosses} && (armed || V_min < ${level - rearm})`,
      at: `${crosses} ? step : at`,
      age: `${crosses} ? ${first} : age`,
      ...Object.fromEntries(ages.map((age) => [`p${age}`, `${crosses} ? V_${age} : p${age}`])),
    },
    raised: crosses,
    overwrites: crosses,
    unclear: `V_max >= ${level} && (armed ? (${fallsAgain}) : V_min < ${level - rearm})`,
    definitions: {
      above: before(0),
      below: before(1),
      before1: before(2),
      before2: before(3),
      before3: before(4),
      ...crossingOf(level),
    },
    event: { step: 'earlier(at, age)', fraction: 'place - 1', height: `${level}` },
  };
}
