import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { axisLength, axisValue } from '../../population/sweep.ts';
import { FIChart } from '../../view/charts/f-i-chart.ts';
import { voltageRangeOf } from '../../view/colours.ts';
import { Extras } from '../curve/Extras.tsx';
import { plain, unit } from '../format.ts';
import type { Page } from '../page.ts';
import { ends, quantityOf } from '../quantities.ts';
import { chartTheme, onThemeChange } from '../theme.ts';
import type { PanelProps } from './panel.ts';

/** The f-I curve: how often the cells fire, against what varies between them. */
export function CurvePlot({ page }: PanelProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<FIChart>(undefined);
  const { state } = page;

  useEffect(() => {
    const made = new FIChart(element.current!, chartTheme(), (x) => selectNearest(page, x));
    chart.current = made;
    const unlisten = onThemeChange(() => made.setTheme(chartTheme()));
    return () => {
      unlisten();
      made.destroy();
    };
  }, [page]);

  useSignalEffect(() => {
    const { experiment, curve, onCurve } = state;
    const axis = experiment.value?.sweep.x;
    if (!axis) return;
    chart.current?.show({
      curve: curve.value ?? { x: [], rate: [] },
      range: ends(axis),
      selected: selectedPoint(page),
      peaks: onCurve.shown.value.includes('peak'),
      voltage: voltageRangeOf(experiment.value!.model),
      layers: Object.values(onCurve.layers.value),
    });
  });

  const experiment = state.experiment.value;
  const axis = experiment?.sweep.x;
  const varied = experiment && axis && quantityOf(experiment, axis.vary);
  return (
    <section class="panel curve" aria-label="Firing rate of the population">
      <h2>
        Firing rate <small>{state.onCurve.shown.value.includes('peak') ? 'Hz, peak mV' : 'Hz'}</small>
      </h2>
      <p class="reading">{varied && readingOf(page, varied.unit)}</p>
      <div class="plot" ref={element} />
      <p class="abscissa">{varied ? `${varied.name} ${unit(varied.unit)}` : ' '}</p>
      <Extras page={page} />
    </section>
  );
}

/** The selected cell on the curve. */
function selectedPoint({ state }: Page) {
  const axis = state.experiment.value?.sweep.x;
  const cell = state.selected.value;
  const rate = state.rates.value?.[cell];
  if (!axis || rate === undefined) return undefined;
  return { x: axisValue(axis, cell % axisLength(axis)), rate, peak: state.peaks.value?.[cell] };
}

function readingOf(page: Page, unitName: string): string {
  const point = selectedPoint(page);
  if (!point) return '';
  const peak = page.state.onCurve.shown.value.includes('peak') ? peakWords(point.peak) : '';
  return `${point.rate.toFixed(1)} Hz${peak} at ${plain(point.x)} ${unit(unitName)}`;
}

const peakWords = (peak: number | undefined): string =>
  peak !== undefined && Number.isFinite(peak) ? `, peak ${peak.toFixed(0)} mV` : '';

/** Selects the cell, in the row of the selected one, whose value is nearest. */
export function selectNearest(page: Page, x: number): void {
  const axis = page.state.experiment.value?.sweep.x;
  if (!axis) return;
  const [from, to] = ends(axis);
  const length = axisLength(axis);
  const fraction = from === to ? 0 : (x - from) / (to - from);
  const position = Math.round(Math.min(1, Math.max(0, fraction)) * (length - 1));
  page.select(Math.floor(page.state.selected.value / length) * length + position);
}
