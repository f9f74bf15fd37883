import { InputError } from '../../input/schema.ts';
import { type ExperimentInput, membraneOf } from '../../protocol/experiment.ts';
import type { Window } from '../../statistics/recorded.ts';
import type { Comparison } from './comparison.ts';
import type { Feature } from './features.ts';
import type { Range } from './free.ts';
import { type CurrentUnit, currentsIn, type OwnPoints } from './own-points.ts';
import type { OwnTrace } from './own-trace.ts';
import { pointsComparison } from './points.ts';
import { featureComparison, traceComparison } from './trace.ts';

/** Which neurons are compared with which data, and by what. */
export interface FitQuestion {
  readonly data: OwnTrace | OwnPoints;
  /** One neuron, with the stimulus that it got; rates have currents of their own. */
  readonly experiment: ExperimentInput;
  /** Numbers that are not known. */
  readonly free: readonly string[];
  readonly ranges: Readonly<Record<string, Range>>;
  /** What of the data counts: of times (ms), or of currents in the unit that they are in. */
  readonly windows?: readonly Window[] | undefined;
  /** Share of the data that is held back. */
  readonly hold: number;
  /** What V is compared by; sample by sample without them. */
  readonly features?: readonly Feature[] | undefined;
  /** Of rates: the unit of the currents where it is another one than the data say, and the simulated time from rest with that before the measurement, ms. */
  readonly unit?: 'uA/cm2' | 'nA' | undefined;
  readonly duration: number;
  readonly settle: number;
}

export const isTrace = (data: OwnTrace | OwnPoints): data is OwnTrace => 'times' in data;

/**
 * How the neurons of a question are compared.
 * @throws InputError if they cannot be run or compared
 */
export async function comparisonOf(question: FitQuestion): Promise<Comparison> {
  const { data, features, unit, ...common } = question;
  if (isTrace(data))
    return features
      ? featureComparison({ trace: data, ...common }, features)
      : traceComparison({ trace: data, ...common });
  const { experiment } = common;
  const own = unit ?? currentUnit(data);
  const x = currentsIn(data, own, membraneOf(experiment.model));
  const stimulus = { kind: 'constant', amplitude: x[0]!, unit: own } as const;
  return pointsComparison({
    ...common,
    points: { name: data.name, x, rate: data.rate },
    experiment: { ...experiment, stimulus },
  });
}

/** The unit in which the currents of neurons are those of points. @throws InputError if nobody says it */
export function currentUnit({ unit, name }: OwnPoints): Exclude<CurrentUnit, 'pA'> {
  if (unit) return unit === 'pA' ? 'nA' : unit;
  throw new InputError(
    `${name} does not say the unit of its currents; name the column so, such as current_uA_cm2, or give unit = uA/cm2 or nA`,
  );
}
