import { z } from 'zod';
import {
  add,
  and,
  call,
  divide,
  type Expr,
  exp,
  exprel,
  less,
  lessEqual,
  maximum,
  minimum,
  multiply,
  negate,
  number,
  select,
  subtract,
  sum,
  symbol,
} from '../../formula/expr.ts';
import { poissonCount, poissonThresholds } from '../../formula/random.ts';
import { closed, finite, nonNegative, positive } from '../../input/schema.ts';
import { type Derived, fractionOf, type Process, STAGE, STEP, type Time } from '../../system/system.ts';
import {
  between,
  commonOfConductances,
  type Fault,
  type Kind,
  type Numbers,
  onset,
  rounded,
} from './kind.ts';
import { since } from './moments.ts';

/** Most arrivals that are given: each costs some operations in every step. */
const MOST_TIMES = 64;
/** Most arrivals in a step, on average. */
export const MOST_ARRIVALS = 20;

const schema = closed({
  kind: z.literal('synapses'),
  rate: nonNegative.optional().describe('Arrivals at each synapse, at random (Poisson), Hz'),
  count: nonNegative.default(1).describe('Number of synapses, which add up'),
  times: z
    .array(nonNegative)
    .min(1)
    .max(MOST_TIMES)
    .optional()
    .describe('Arrivals at given times instead, from the onset on, ms'),
  weight: nonNegative.describe('Conductance at its peak that one arrival opens'),
  reversal: finite.default(0).describe('Potential that it pulls to, mV: 0 excites, about -75 inhibits'),
  decay: positive.describe('Time in which the conductance falls to 1/e, ms'),
  rise: positive
    .optional()
    .describe('Time constant with which it opens, shorter than the decay, ms; at once if there is none'),
  onset,
  end: positive.optional().describe('End of the arrivals, ms'),
  ...commonOfConductances,
}).describe('Synapses: a conductance that opens with every arrival and closes by itself');

/**
 * A conductance g = weight * count of open parts, each of which closes by exp(-t / decay); with a rise, the difference of two
 * exponentials, at its peak 1. Arrivals at random within a step act from its middle on, and of one at a given time the step gets the mean of
 * what it opens: both are right to second order in dt.
 */
export const synapses: Kind<typeof schema> = {
  schema,
  title: 'Synapses',
  currents: [],
  conductances: ['weight'],
  units: { rate: 'Hz', count: '1', reversal: 'mV' },
  either: [['rate', 'end'], ['times']],
  words: {
    rate: 'Rate of arrivals',
    count: 'Number of synapses',
    times: 'Time of arrival',
    weight: 'Weight of the synapses',
    reversal: 'Reversal potential of the synapses',
    decay: 'Decay of the conductance',
    rise: 'Rise of the conductance',
    onset: 'Onset',
    end: 'End',
  },
  faults: faultsOf,
  example: ({ current }) => ({ weight: rounded(current / 200), rate: 10, count: 100, decay: 3, reversal: 0 }),
  course: ({ times, rise, end }, numbers) => {
    const { value, moment } = numbers;
    const arriving = times
      ? given(times.map((_, i) => moment(`time.${i}`, add(value('onset'), value(`times.${i}`)))))
      : random(
          numbers,
          moment('onset', value('onset')),
          end === undefined ? undefined : moment('end', value('end')),
        );
    const closing = open('open', value('decay'), arriving, numbers);
    const opening = rise === undefined ? undefined : open('closed', value('rise'), arriving, numbers);
    const part = opening
      ? multiply(peakFactor(value('rise'), value('decay')), subtract(closing.inStep, opening.inStep))
      : closing.inStep;
    return {
      conductance: { formula: multiply(value('weight'), part), reversal: value('reversal') },
      onset: times
        ? add(value('onset'), times.map((_, i) => value(`times.${i}`)).reduce(minimum))
        : value('onset'),
      jumps: times ? arriving.times : [],
      times: times ? [] : arriving.times,
      processes: opening ? [closing, opening] : [closing],
      derived: arriving.derived,
    };
  },
};

function faultsOf({ rate, times, rise, decay, end }: z.infer<typeof schema>): Fault[] {
  const faults: Fault[] = [];
  if ((rate === undefined) === (times === undefined))
    faults.push({
      path: 'rate',
      message: 'synapses have either a rate of random arrivals (Hz) or the times (ms) of given ones',
    });
  if (times && end !== undefined)
    faults.push({ path: 'end', message: 'arrivals at given times have no end; leave out those after it' });
  if (rise !== undefined && rise >= decay)
    faults.push({ path: 'rise', message: `rise = ${rise} ms must be less than decay = ${decay} ms` });
  return faults;
}

/** What arrives in a step. */
interface Arrivals {
  /** What is left of it at the end of the step, where it closes by exp(-x) in a step. @param x formula */
  left(x: Expr): Expr;
  /** What is open at the fraction `STAGE` of a step. @param next what is open at its end */
  inStep(open: string, x: Expr, next: Expr): Expr;
  /** Arrivals in a step, on average. */
  readonly mean: Expr;
  readonly times: readonly Time[];
  readonly derived: readonly Derived[];
}

function given(times: readonly Time[]): Arrivals {
  /** Of what arrives in the step, with the part of the step that is left then. */
  const arriving = (of: (rest: Expr) => Expr) =>
    sum(
      times.map((time) => {
        const ago = since(time);
        const isNow = and(lessEqual(ago, number(0)), less(number(-1), ago));
        return select(isNow, of(subtract(number(1), symbol(fractionOf(time)))), number(0));
      }),
    );
  return {
    left: (x) => arriving((rest) => exp(negate(multiply(x, rest)))),
    // What was there before closes as it does; of what arrives the mean.
    inStep: (open, x) =>
      add(
        multiply(symbol(open), exp(negate(multiply(symbol(STAGE), x)))),
        arriving((rest) => multiply(rest, exprel(negate(multiply(x, rest))))),
      ),
    mean: number(0),
    times,
    derived: [],
  };
}

function random({ dt, value, extremes, own, stream }: Numbers, on: Time, off: Time | undefined): Arrivals {
  const mean = multiply(number(dt / 1000), multiply(value('rate'), value('count')));
  const most = (dt / 1000) * extremes('rate')[1] * extremes('count')[1];
  const derived = poissonThresholds(mean, Math.min(most, MOST_ARRIVALS)).map((formula, i) => ({
    name: own(`arrivals.${i}`),
    formula,
  }));
  const draw = stream();
  const thresholds = derived.map(({ name }) => symbol(name));
  const count = draw(symbol(STEP), ([even, odd]) => [
    poissonCount(even, thresholds),
    poissonCount(odd, thresholds),
  ]);
  const begun = lessEqual(number(0), since(on));
  const active = off ? and(begun, less(since(off), number(0))) : begun;
  return {
    left: (x) => multiply(select(active, count, number(0)), exp(multiply(number(-0.5), x))),
    inStep: (open, _, next) => between(open, next),
    mean,
    times: off ? [on, off] : [on],
    derived,
  };
}

/** The part that is open, which closes with a time constant (ms). */
function open(name: string, tau: Expr, { left, inStep, mean }: Arrivals, { dt, own }: Numbers): Process {
  const x = divide(number(dt), tau);
  const state = own(name);
  const average = divide(mean, x);
  const next = add(multiply(exp(negate(x)), symbol(state)), left(x));
  return {
    name: state,
    unit: '1',
    description: name === 'open' ? 'Arrivals that are still open' : 'Arrivals that have not opened yet',
    next,
    inStep: inStep(state, x, next),
    initial: number(0),
    // A sum of many parts, each of which is open for a while: its variance is half its mean.
    extent: [
      number(0),
      add(average, maximum(number(1), multiply(number(4), call('sqrt', multiply(number(0.5), average))))),
    ],
  };
}

/** 1 / (the most that exp(-t / decay) - exp(-t / rise) becomes). */
function peakFactor(rise: Expr, decay: Expr): Expr {
  const peak = multiply(
    divide(multiply(rise, decay), subtract(decay, rise)),
    call('log', divide(decay, rise)),
  );
  const at = (tau: Expr) => exp(negate(divide(peak, tau)));
  return divide(number(1), subtract(at(decay), at(rise)));
}
