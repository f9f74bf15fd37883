import { begin, counts, ends, foot, isHighest, peak, steepens } from './amplitude.ts';
import { ALWAYS, type Field, type Formulas, type Statistic } from './statistic.ts';

// The half height of a spike is known only after its peak, when V has risen through it. So three potentials of the rise are kept with the
// slopes there, `lower`, `middle` and `upper`: where V is by half an octave higher above the beginning than `upper`, each takes the place of
// the one below. So half of whatever V comes to lies among the three. Where V falls through the half height, that is known.

const OCTAVE_BY_HALF = Math.SQRT2;
/** As far as the cubic is followed beyond two of them: a peak between two steps is a little higher than both. */
const BEYOND = 1.25;
/** Lower than any potential. */
const LOWEST = -1e30;

/** A potential of the rise, with its slope (mV in a step) and its step. */
const parts = ['', '_slope', '_step'] as const;
const now = { '': 'V', _slope: '(0.5 * (V_after - V_before))', _step: 'step' } as const;

/** The three after a look, which may have V among them; at a beginning all are that. */
const kept: Formulas = {
  anew: steepens,
  next: `anew || (V_after > V && V > rung)`,
  ...Object.fromEntries(
    parts.flatMap((part) => [
      [`low${part}`, `anew ? ${now[part]} : next ? middle${part} : lower${part}`],
      [`mid${part}`, `anew ? ${now[part]} : next ? upper${part} : middle${part}`],
      [`high${part}`, `next ? ${now[part]} : upper${part}`],
    ]),
  ),
  above: `next ? ${foot} + ${OCTAVE_BY_HALF} * (high - ${foot}) : rung`,
};

/**
 * Where V rises through the half height: `rise`, steps after `begins`, by the cubic that gives the time at a potential. V may hardly
 * rise at first and then suddenly; a time against V bends less than V against time does.
 */
const rising: Formulas = {
  isHigh: 'half >= mid',
  begins: 'isHigh ? mid_step : low_step',
  span: 'elapsed(isHigh ? high_step : mid_step, begins)',
  base: 'isHigh ? mid : low',
  chord: 'max((isHigh ? high : mid) - base, 1e-6)',
  // Up to three times as slow at an end as in the mean, time ascends in between.
  slowest: 'chord / max(3 * span, 1)',
  linear: 'chord / max(isHigh ? mid_slope : low_slope, slowest)',
  last: 'chord / max(isHigh ? high_slope : mid_slope, slowest)',
  s: `max(0, min(${BEYOND}, (half - base) / chord))`,
  rise: 's * (linear + s * (3 * span - 2 * linear - last + s * (linear + last - 2 * span)))',
};

const spike: Formulas = {
  half: `0.5 * (${peak} + ${begin})`,
  highest: isHighest,
  ...rising,
  began: 'highest ? begins : from',
  after: 'highest ? rise : place',
  crosses: 'V < height && V < V_before',
  // From the step before on: V falls on a straight line.
  lasts: 'crosses ? elapsed(step, from) - (height - V) / (V_before - V) - place : highest ? 0 : steps',
  /** It has also fallen by its prominence. */
  counted: `open && !highest && lasts > 0 && (!amplitude.rising || ${ends}) && ${counts}`,
};

export const width: Statistic = {
  name: 'width',
  unit: 'ms',
  description:
    'Mean width of the spikes inside the measuring window, at half of their height above where dV/dt rises through 10 mV/ms',
  needs: ['amplitude'],
  fields: {
    ...Object.fromEntries(
      ['lower', 'middle', 'upper'].flatMap((name): [string, Field][] => [
        [name, { start: 'V', keeps: 'run' }],
        [`${name}_slope`, { start: '0', keeps: 'run' }],
        [`${name}_step`, { type: 'step', start: 'step', keeps: 'run' }],
      ]),
    ),
    /** The potential from which on the next of a rise is kept. */
    rung: { start: 'V', keeps: 'run' },
    /** Half of the height, as long as V has not fallen through it. */
    height: { start: `${LOWEST}`, keeps: 'run' },
    /** Where V rose through the half height: `place` steps after the step `from`. */
    from: { type: 'step', start: 'step', keeps: 'run' },
    place: { start: '0', keeps: 'run' },
    /** Width of the spike, steps; 0 before it has fallen through the half height. */
    steps: { start: '0', keeps: 'run' },
    /** Whether there is a spike that has not been counted. */
    open: { type: 'flag', start: '0', keeps: 'run' },
    count: { start: '0' },
    mean: { start: '0' },
  },
  definitions: { ...kept, ...spike },
  look: {
    ...Object.fromEntries(
      parts.flatMap((part) => [
        [`lower${part}`, `low${part}`],
        [`middle${part}`, `mid${part}`],
        [`upper${part}`, `high${part}`],
      ]),
    ),
    rung: 'above',
    height: `highest ? half : crosses ? ${LOWEST} : height`,
    from: 'began',
    place: 'after',
    steps: 'lasts',
    open: '(highest || open) && !counted',
    count: 'counted ? count + 1 : count',
    mean: 'counted ? mean + (lasts - mean) / (count + 1) : mean',
  },
  due: [{ when: steepens }, { when: ALWAYS, quiet: { above: 'height', below: 'rung' } }],
  result: 'count < 1 ? none : mean * dt',
};
