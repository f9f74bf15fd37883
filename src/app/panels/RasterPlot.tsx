import { roundTicks } from '../../analysis/ticks.ts';
import type { Picture } from '../../view/charts/graph.ts';
import { followed } from '../cells/probes.ts';
import { MEMORY } from '../followers/trace-history.ts';
import { fixed, plain } from '../numbers/format.ts';
import { CellPanel } from '../scope/CellPanel.tsx';
import { histogramOf, intervalsOf, outlineOf, summaryOf } from '../scope/intervals.ts';
import { Plot } from '../scope/Plot.tsx';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';

/** Most bins of the histogram. */
const BINS = 40;
/** The narrowest axis of the histogram, as a part of the mean: a regular cell has a single bar in its middle. */
const LEAST_SPREAD = 0.2;

/** When the cells that are followed fired lately, and the intervals between the spikes of the selected one. */
export function RasterPlot({ page }: PanelProps) {
  const { state } = page;
  const rate = state.rates.value?.[state.selected.value];
  const words = texts.value.scope;
  const { kind } = state.experiment.value?.events ?? { kind: 'prominence' };
  return (
    <CellPanel page={page} title={words.spikes} aside={words.lastSeconds(MEMORY / 1000)}>
      <Plot class="raster" picture={() => rasterPicture(state)} />
      <h3>
        {words.intervals} <small>{words.intervalsOf}</small>
      </h3>
      <p class="note">{summary(state)}</p>
      <Plot picture={() => histogramPicture(state)} />
      <p class="note">
        {words.spikesNote(kind === 'prominence')} {rate !== undefined && words.rateNote(rate)}
      </p>
    </CellPanel>
  );
}

function rasterPicture(state: State): Picture | undefined {
  const course = state.course.value;
  if (!course) return undefined;
  const rows = [...followed(state.selected.value, state.probes.value)].sort((a, b) => a.number - b.number);
  const { now, spikes } = course;
  return {
    x: {
      range: [now - MEMORY, now],
      ticks: [2000, 1500, 1000, 500, 0].map((before) => now - before),
      word: (time) => (now - time < 1 ? texts.value.scope.now : `${plain((time - now) / 1000)} s`),
    },
    y: {
      range: [-rows.length, 0],
      ticks: rows.map((_, row) => -row - 0.5),
      word: (at) => String(rows[Math.floor(-at)]?.number ?? ''),
    },
    marks: rows.map(({ cell }, row) => ({
      kind: 'strokes' as const,
      x: (spikes.get(cell) ?? []).filter((time) => time >= now - MEMORY),
      from: -row - 0.1,
      to: -row - 0.9,
      width: cell === state.selected.value ? 1.5 : 1,
    })),
  };
}

const intervalsIn = ({ course, selected }: State): number[] =>
  intervalsOf(course.value?.spikes.get(selected.value) ?? []);

function histogramPicture(state: State): Picture | undefined {
  if (!state.course.value) return undefined;
  const intervals = intervalsIn(state);
  const found = summaryOf(intervals);
  if (!found) return { x: { range: [0, 1], ticks: [] }, y: { range: [0, 1], ticks: [0, 1] }, marks: [] };
  const spread = (LEAST_SPREAD * found.mean) / 2;
  const low = intervals.reduce((least, one) => Math.min(least, one), found.mean - spread);
  const high = intervals.reduce((most, one) => Math.max(most, one), found.mean + spread);
  const edges = roundTicks(low, high, BINS, 'around');
  const histogram = histogramOf(intervals, edges);
  const most = Math.max(...histogram.counts);
  const range = [edges[0]!, edges.at(-1)!] as const;
  const counts = roundTicks(0, most, 4, 'around').filter(Number.isInteger);
  return {
    x: { range, ticks: roundTicks(...range, 5) },
    y: { range: [0, Math.max(most, counts.at(-1)!)], ticks: counts },
    marks: [{ kind: 'area', ...outlineOf(histogram), tone: 0.6 }],
  };
}

function summary(state: State): string {
  const found = summaryOf(intervalsIn(state));
  const words = texts.value.scope;
  if (!found) return words.fewSpikes;
  const { count, mean, cv } = found;
  return [`n = ${count}`, words.intervalsMean(mean), cv === undefined ? '' : `CV ${fixed(cv, 3)}`]
    .filter(Boolean)
    .join(', ');
}
