import { ahp } from './ahp.ts';
import { amplitude } from './amplitude.ts';
import { peak, trough } from './extremes.ts';
import { adaptation, isiCV, isiFirst, isiLast, isiMean } from './intervals.ts';
import { latency } from './latency.ts';
import { meanOf } from './observed.ts';
import { rate } from './rate.ts';
import { spikes } from './spikes.ts';
import type { Statistic } from './statistic.ts';
import { first, last } from './times.ts';
import { width } from './width.ts';

/** What is measured of every neuron where nothing else is asked for. */
export const defaultStatistics: readonly Statistic[] = [spikes, first, last, rate, latency, peak, trough];

/** Everything that can be asked for by name. */
export const namedStatistics: ReadonlyMap<string, Statistic> = new Map(
  [
    ...defaultStatistics,
    meanOf('mean_V', 'V', 'mV'),
    isiMean,
    isiCV,
    isiFirst,
    isiLast,
    adaptation,
    amplitude,
    ahp,
    width,
  ].map((statistic) => [statistic.name, statistic]),
);

/** Statistics with those that they need, which come before them, each once. */
export function withNeeds(asked: readonly Statistic[]): readonly Statistic[] {
  const all = new Map<string, Statistic>();
  const add = (statistic: Statistic) => {
    for (const name of statistic.needs ?? []) add(namedStatistics.get(name)!);
    all.set(statistic.name, all.get(statistic.name) ?? statistic);
  };
  asked.forEach(add);
  return [...all.values()];
}
