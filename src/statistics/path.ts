import { ABSENT } from './statistic.ts';

/**
 * How far an extreme may lie beyond the potential next to it, relative to the changes before and after: twice as far as in
 * a parabola. Where the step is coarse, the polynomial through the potentials can swing out.
 */
const EXCESS = 0.25;
/** Steps of Newton's method, each of which doubles the digits. */
const NEWTON = 3;

const present = (V: string): string => `${V} < ${ABSENT / 2}`;

/** Where in a window an extreme lies: how many steps before its latest potential, 0 to 3, by its value. */
const ages = [3, 2, 1] as const;

/**
 * Where the curve through the potentials of a window (`window.ts`, six past ones) has the extreme `top`, as definitions:
 * `age`, how many steps before the window's latest potential it lies about, `place` in steps from there, and `height`, mV. By
 * the polynomial of fourth degree through the five around it, to fourth order in dt; by a parabola where the outer two are
 * absent; at the top itself where a neighbour is.
 */
export function extremeOf(top: string, [next1, next2]: readonly [string, string]): Record<string, string> {
  /** The potential so many steps after the top. */
  const beside = (offset: number) => {
    const at = (age: number) =>
      age - offset >= 0 ? `p${age - offset}` : age - offset === -1 ? next1 : next2;
    return ages.reduceRight((later, age) => `age == ${age} ? ${at(age)} : (${later})`, at(0));
  };
  const definitions: Record<string, string> = {
    // The first of equal ones.
    age: `p3 == ${top} ? 3 : (p2 == ${top} ? 2 : (p1 == ${top} ? 1 : 0))`,
    before2: beside(-2),
    before1: beside(-1),
    after1: beside(1),
    after2: beside(2),
    smooth: `${present('before1')} && ${present('after1')}`,
    wide: `smooth && ${present('before2')} && ${present('after2')}`,
    // Differences to the top have few digits to lose; those of absent potentials are not used.
    a1: `smooth ? after1 - ${top} : 0`,
    b1: `smooth ? before1 - ${top} : 0`,
    a2: `wide ? after2 - ${top} : 0`,
    b2: `wide ? before2 - ${top} : 0`,
    linear: `wide ? (8 * (a1 - b1) - (a2 - b2)) / 12 : (a1 - b1) / 2`,
    quadratic: `wide ? (16 * (a1 + b1) - (a2 + b2)) / 24 : (a1 + b1) / 2`,
    cubic: `wide ? ((a2 - b2) - 2 * (a1 - b1)) / 12 : 0`,
    quartic: `wide ? ((a2 + b2) - 4 * (a1 + b1)) / 24 : 0`,
    // The curvature at the top; a flat one is taken to have one.
    near: 'quadratic < 0 ? min(quadratic, -1e-12) : max(quadratic, 1e-12)',
    s0: '0',
  };
  for (let i = 0; i < NEWTON; i++) {
    const s = `s${i}`;
    definitions[`there${i}`] = `near + ${s} * (3 * cubic + ${s} * 6 * quartic)`;
    // No smaller than at the top: near a corner it may vanish.
    definitions[`curve${i}`] = `there${i} * near > near * near ? there${i} : near`;
    definitions[`slope${i}`] = `linear + ${s} * (2 * quadratic + ${s} * (3 * cubic + ${s} * 4 * quartic))`;
    definitions[`s${i + 1}`] = `max(-1, min(1, ${s} - 0.5 * slope${i} / curve${i}))`;
  }
  const s = `s${NEWTON}`;
  return {
    ...definitions,
    place: `smooth ? ${s} : 0`,
    swing: `${s} * (linear + ${s} * (quadratic + ${s} * (cubic + ${s} * quartic)))`,
    most: `${EXCESS} * (abs(a1) + abs(b1))`,
    // Outwards, whichever way that is, and not too far.
    height: `${top} + (near < 0 ? min(max(swing, 0), most) : -min(max(-swing, 0), most))`,
  };
}

/**
 * Where the curve through five potentials rises through a level between the last two, `below` and `above`, as the definition
 * `place` in steps from `below`: to fifth order in dt; on the straight line between the two where an earlier one, `before1` to
 * `before3`, is absent.
 */
export function crossingOf(level: number): Record<string, string> {
  const definitions: Record<string, string> = {
    wide: `${present('before3')} && ${present('before2')} && ${present('before1')}`,
    chord: `above - below`,
    // Divided differences, of first to fourth order.
    d1: 'chord',
    d2: `wide ? d1 - (below - before1) : 0`,
    d3: `wide ? d2 - (below - 2 * before1 + before2) : 0`,
    d4: `wide ? d3 - (below - 3 * before1 + 3 * before2 - before3) : 0`,
    quartic: 'd4 / 24',
    cubic: 'd3 / 6 + 2 * quartic',
    quadratic: 'd2 / 2 - quartic',
    linear: 'chord - quadratic - cubic - quartic',
    missing: `${level} - below`,
    s0: 'max(0, min(1, missing / chord))',
  };
  for (let i = 0; i < NEWTON; i++) {
    const s = `s${i}`;
    definitions[`value${i}`] =
      `${s} * (linear + ${s} * (quadratic + ${s} * (cubic + ${s} * quartic))) - missing`;
    definitions[`slope${i}`] = `linear + ${s} * (2 * quadratic + ${s} * (3 * cubic + ${s} * 4 * quartic))`;
    definitions[`s${i + 1}`] = `max(0, min(1, ${s} - value${i} / max(slope${i}, 0.25 * chord)))`;
  }
  return { ...definitions, place: `s${NEWTON}` };
}
