import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { axisLength, axisValue } from '../../population/sweep.ts';
import { FIChart } from '../../view/charts/f-i-chart.ts';
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
    const axis = state.experiment.value?.sweep.x;
    const curve = state.curve.value;
    const point = selectedPoint(page);
    if (axis) chart.current?.show(curve ?? { x: [], rate: [] }, ends(axis), point);
  });

  const experiment = state.experiment.value;
  const axis = experiment?.sweep.x;
  const varied = experiment && axis && quantityOf(experiment, axis.vary);
  return (
    <section class="panel curve" aria-label="Firing rate of the population">
      <h2>
        Firing rate <small>Hz</small>
      </h2>
      <p class="reading">{varied && readingOf(page, varied.unit)}</p>
      <div class="plot" ref={element} />
      <p class="abscissa">{varied ? `${varied.name} ${unit(varied.unit)}` : ' '}</p>
    </section>
  );
}

/** The selected cell on the curve. */
function selectedPoint({ state }: Page) {
  const axis = state.experiment.value?.sweep.x;
  const cell = state.selected.value;
  const rate = state.rates.value?.[cell];
  if (!axis || rate === undefined) return undefined;
  return { x: axisValue(axis, cell % axisLength(axis)), rate };
}

function readingOf(page: Page, unitName: string): string {
  const point = selectedPoint(page);
  return point ? `${point.rate.toFixed(1)} Hz at ${plain(point.x)} ${unit(unitName)}` : '';
}

/** Selects the cell, in the row of the selected one, whose value is nearest. */
function selectNearest(page: Page, x: number): void {
  const axis = page.state.experiment.value?.sweep.x;
  if (!axis) return;
  const [from, to] = ends(axis);
  const length = axisLength(axis);
  const fraction = from === to ? 0 : (x - from) / (to - from);
  const position = Math.round(Math.min(1, Math.max(0, fraction)) * (length - 1));
  page.select(Math.floor(page.state.selected.value / length) * length + position);
}
