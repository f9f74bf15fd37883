import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { abscissaOf, type Curve } from '../../analysis/curve.ts';
import type { Column } from '../../population/column.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { FIChart } from '../../view/charts/f-i-chart.ts';
import { quantity, unit } from '../format.ts';
import type { Page } from '../page.ts';
import { quantityOf, variedColumns } from '../quantities.ts';
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
    const experiment = state.experiment.value;
    const curve = state.curve.value ?? { x: [], rate: [], cells: [] };
    if (experiment) chart.current?.show(curve, rangeOf(experiment, curve), selectedPoint(page));
  });

  const experiment = state.experiment.value;
  return (
    <section class="panel curve" aria-label="Firing rate of the population">
      <h2>
        Firing rate <small>Hz</small>
      </h2>
      <p class="reading">{readingOf(page)}</p>
      <div class="plot" ref={element} />
      <p class="abscissa">{experiment ? titleOf(experiment) : ' '}</p>
    </section>
  );
}

/** What the rates are drawn against; its path is empty where nothing varies. */
const abscissaIn = (experiment: Experiment): Column => variedColumns(experiment)[0] ?? abscissaOf(experiment);

function titleOf(experiment: Experiment): string {
  const { path } = abscissaIn(experiment);
  if (path === '') return 'Number of the neuron';
  const varied = quantityOf(experiment, path);
  return `${varied.name} ${unit(varied.unit)}`;
}

/** The ends of an axis, or those of the cells that are drawn: a distribution may have none. */
function rangeOf(experiment: Experiment, { x }: Curve): readonly [number, number] {
  const { extremes } = abscissaIn(experiment);
  return experiment.sample && x.length > 0 ? [x[0]!, x.at(-1)!] : extremes;
}

/** The selected cell on the curve. */
function selectedPoint({ state }: Page) {
  const experiment = state.experiment.value;
  const cell = state.selected.value;
  const rate = state.rates.value?.[cell];
  if (!experiment || rate === undefined) return undefined;
  return { x: abscissaIn(experiment).value(cell), rate };
}

function readingOf(page: Page): string {
  const experiment = page.state.experiment.value;
  const point = selectedPoint(page);
  if (!experiment || !point) return '';
  const { path } = abscissaIn(experiment);
  const rate = `${point.rate.toFixed(1)} Hz`;
  return path === '' ? rate : `${rate} at ${quantity(point.x, quantityOf(experiment, path).unit)}`;
}

/** Selects the cell of the curve whose value is nearest. */
function selectNearest(page: Page, x: number): void {
  const curve = page.state.curve.value;
  if (!curve) return;
  const distance = (i: number) => Math.abs(curve.x[i]! - x);
  const nearest = [...curve.x.keys()].reduce((best, i) => (distance(i) < distance(best) ? i : best), 0);
  page.select(curve.cells[nearest]!);
}
