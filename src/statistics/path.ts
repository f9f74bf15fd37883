import { asSeen } from './neighbours.ts';
import { ABSENT, type Formulas } from './statistic.ts';

/**
 * How far an extreme may lie beyond the potential next to it, relative to the changes before and after: twice as far as in
 * a parabola. Where the step is coarse, the polynomial through the potentials can swing out.
 */
const EXCESS = 0.25;
/** Steps of Newton's method, each of which doubles the digits. */
const NEWTON = 3;

/** Whether a potential beside a look is there: no corner lies in between. */
export const present = (V: string): string => `${V} < ${ABSENT / 2}`;

/**
 * The curve through a kept potential and its neighbours (`neighbours.ts`), as definitions: the coefficients of the polynomial
 * of fourth degree in steps from there; of a parabola where the outer two are absent; all 0 where a neighbour is.
 * @param fits formula of the differences; where it is false it is a parabola, too
 */
function curveAround(V: string, fits = '1'): Formulas {
  return {
    ...asSeen,
    smooth: `${present('before1')} && ${present('after1')}`,
    far: `smooth && ${present('before2')} && ${present('after2')}`,
    // Differences to it have few digits to lose; those of absent potentials are not used.
    a1: `smooth ? after1 - ${V} : 0`,
    b1: `smooth ? before1 - ${V} : 0`,
    a2: `far ? after2 - ${V} : 0`,
    b2: `far ? before2 - ${V} : 0`,
    wide: `far && ${fits}`,
    linear: 'wide ? (8 * (a1 - b1) - (a2 - b2)) / 12 : (a1 - b1) / 2',
    quadratic: 'wide ? (16 * (a1 + b1) - (a2 + b2)) / 24 : (a1 + b1) / 2',
    cubic: 'wide ? ((a2 - b2) - 2 * (a1 - b1)) / 12 : 0',
    quartic: 'wide ? ((a2 + b2) - 4 * (a1 + b1)) / 24 : 0',
  };
}

/** What the curve adds at a distance, and its slope there. */
const change = (s: string): string =>
  `${s} * (linear + ${s} * (quadratic + ${s} * (cubic + ${s} * quartic)))`;
const slope = (s: string): string =>
  `linear + ${s} * (2 * quadratic + ${s} * (3 * cubic + ${s} * 4 * quartic))`;

/** The polynomial bends as the three in the middle do: where V comes from far away within a step, it may bend the other way. */
const bendsAlike = '(16 * (a1 + b1) - (a2 + b2)) * (a1 + b1) > 0';

/**
 * Where the curve around the kept potential `top` has its extreme, as definitions: `place` in steps from there, and `height`,
 * mV. To fourth order in dt; at the top itself where a neighbour is absent.
 */
export function extremeOf(top: string): Formulas {
  const definitions: Record<string, string> = {
    ...curveAround(top, bendsAlike),
    // The curvature at the top; a flat one is taken to have one.
    near: 'quadratic < 0 ? min(quadratic, -1e-12) : max(quadratic, 1e-12)',
    s0: '0',
  };
  for (let i = 0; i < NEWTON; i++) {
    const s = `s${i}`;
    definitions[`there${i}`] = `near + ${s} * (3 * cubic + ${s} * 6 * quartic)`;
    // No smaller than at the top: near a corner it may vanish.
    definitions[`curve${i}`] = `there${i} * near > near * near ? there${i} : near`;
    definitions[`s${i + 1}`] = `max(-1, min(1, ${s} - 0.5 * (${slope(s)}) / curve${i}))`;
  }
  return {
    ...definitions,
    place: `smooth ? s${NEWTON} : 0`,
    swing: change(`s${NEWTON}`),
    most: `${EXCESS} * (abs(a1) + abs(b1))`,
    // Outwards, whichever way that is, and not too far.
    height: `${top} + (near < 0 ? min(max(swing, 0), most) : -min(max(-swing, 0), most))`,
  };
}

/**
 * Where the curve around the kept potential `above` rises through a level after the potential before it, `below`, as the
 * definition `place` in steps from `above`, -1 to 0: to fifth order in dt; on the straight line between the two where a
 * neighbour is absent.
 */
export function crossingOf(above: string, below: string, level: number): Formulas {
  const definitions: Record<string, string> = {
    ...curveAround(above),
    chord: `${above} - ${below}`,
    excess: `${above} - ${level}`,
    s0: 'max(-1, min(0, -excess / chord))',
  };
  for (let i = 0; i < NEWTON; i++) {
    const s = `s${i}`;
    definitions[`s${i + 1}`] =
      `max(-1, min(0, ${s} - (excess + ${change(s)}) / max(${slope(s)}, 0.25 * chord)))`;
  }
  return { ...definitions, place: `wide ? s${NEWTON} : s0` };
}
