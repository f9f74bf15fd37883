import { peak, trough } from './extremes.ts';
import { latency } from './latency.ts';
import { rate } from './rate.ts';
import { spikes } from './spikes.ts';
import type { Statistic } from './statistic.ts';
import { first, last } from './times.ts';

/** What is measured of every neuron where nothing else is asked for. */
export const defaultStatistics: readonly Statistic[] = [spikes, first, last, rate, latency, peak, trough];
