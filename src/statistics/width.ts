import { counts, ends, foot, steepens, top } from './amplitude.ts';
import type { Field, Formulas, Statistic } from './statistic.ts';

// The half height of a spike is known only after its peak, when V has risen through it. So three potentials of the rise are kept with the
// slopes there, `lower`, `middle` and `upper`: where V is by half an octave higher above the beginning than `upper`, each takes the place of
// the one below. So half of whatever V comes to lies among the three. Where V falls through the half height, that is known.

const OCTAVE_BY_HALF = Math.SQRT2;
/** As far as the cubic is followed beyond two of them: a peak between two steps is a little higher than both. */
const BEYOND = 1.25;

const grows = `(V > V_before && V_before - foot >= ${OCTAVE_BY_HALF} * (upper - foot))`;

/** A potential of the rise, with its slope (mV in a step) and the count of the step that follows. */
const parts = ['', '_slope', '_step'] as const;
const now = { '': 'V_before', _slope: '(0.5 * (V - amplitude.earlier))', _step: 'step' } as const;

/** The three after a step, which may have V_before among them; at a beginning all are that. */
const kept: Formulas = {
  foot,
  anew: steepens,
  next: `anew || ${grows}`,
  ...Object.fromEntries(
    parts.flatMap((part) => [
      [`low${part}`, `anew ? ${now[part]} : next ? middle${part} : lower${part}`],
      [`mid${part}`, `anew ? ${now[part]} : next ? upper${part} : middle${part}`],
      [`high${part}`, `next ? ${now[part]} : upper${part}`],
    ]),
  ),
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
  half: `0.5 * ((amplitude.rising ? ${top} : amplitude.high) + amplitude.begin)`,
  /** Whether V_before is the highest of the spike so far. */
  highest: 'amplitude.rising && V_before >= amplitude.high',
  ...rising,
  began: 'highest ? begins : from',
  after: 'highest ? rise : place',
  falls: '(highest || (open && steps == 0)) && V_before >= half && V < half',
  lasts: `falls ? elapsed(step, began) + (V_before - half) / (V_before - V) - after : highest ? 0 : steps`,
  /** It has also fallen by its prominence. */
  counted: `(highest || open) && lasts > 0 && (!amplitude.rising || ${ends}) && ${counts}`,
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
    /** Where V rose through the half height: `place` steps after `from`. */
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
  step: {
    ...Object.fromEntries(
      parts.flatMap((part) => [
        [`lower${part}`, `low${part}`],
        [`middle${part}`, `mid${part}`],
        [`upper${part}`, `high${part}`],
      ]),
    ),
    from: 'began',
    place: 'after',
    steps: 'lasts',
    open: '(highest || open) && !counted',
    count: 'counted ? count + 1 : count',
    mean: 'counted ? mean + (lasts - mean) / (count + 1) : mean',
  },
  result: 'count < 1 ? none : mean * dt',
};
