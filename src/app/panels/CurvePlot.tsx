import { useSignalEffect } from '@preact/signals';
import { abscissaOf, type Curve } from '../../analysis/curve.ts';
import type { Column } from '../../population/column.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { FIChart } from '../../view/charts/f-i-chart.ts';
import { voltageRangeOf } from '../../view/colours.ts';
import { Extras } from '../curve/Extras.tsx';
import { quantityOf } from '../experiment/quantities.ts';
import { fixed, quantity, unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';
import { useChart } from './use-chart.ts';

/** The f-I curve: how often the cells fire, against what varies between them. */
export function CurvePlot({ page }: PanelProps) {
  const { state } = page;
  const { element, chart } = useChart(
    (host, theme) => new FIChart(host, theme, (x) => selectNearest(page, x)),
  );

  useSignalEffect(() => {
    const { onCurve } = state;
    const experiment = state.experiment.value;
    const curve = state.curve.value ?? { x: [], rate: [], cells: [] };
    if (!experiment) return;
    chart.current?.show({
      curve,
      range: rangeOf(experiment, curve),
      selected: selectedPoint(page),
      peaks: onCurve.shown.value.includes('peak'),
      voltage: voltageRangeOf(experiment.model),
      layers: Object.values(onCurve.layers.value),
    });
  });

  const experiment = state.experiment.value;
  const words = texts.value.curve;
  return (
    <section class="panel curve" aria-label={words.label}>
      <h2>
        {words.title} <small>{state.onCurve.shown.value.includes('peak') ? words.withPeak : 'Hz'}</small>
      </h2>
      <p class="reading">{readingOf(page)}</p>
      <div class="plot" ref={element} />
      <p class="abscissa">{experiment ? titleOf(experiment) : ' '}</p>
      <Extras page={page} />
    </section>
  );
}

/** What the rates are drawn against; its path is empty where nothing varies. */
const abscissaIn = (experiment: Experiment): Column => abscissaOf(experiment);

/** The first varied quantity, in words. */
export function titleOf(experiment: Experiment): string {
  const { path } = abscissaIn(experiment);
  if (path === '') return texts.value.quantities.cellNumber;
  const varied = quantityOf(experiment, path);
  return `${varied.name} ${unit(varied.unit)}`;
}

/** The ends of an axis, or those of the cells that are drawn: a distribution may have none. A single value has room at its sides. */
export function rangeOf(experiment: Experiment, { x }: Pick<Curve, 'x'>): readonly [number, number] {
  const { extremes } = abscissaIn(experiment);
  const [from, to] = experiment.sample && x.length > 0 ? [x[0]!, x.at(-1)!] : extremes;
  return from === to ? [from - 1, to + 1] : [from, to];
}

/** The selected cell on the curve. */
function selectedPoint({ state }: Page) {
  const experiment = state.experiment.value;
  const cell = state.selected.value;
  const rate = state.rates.value?.[cell];
  if (!experiment || rate === undefined) return undefined;
  return { x: abscissaIn(experiment).value(cell), rate, peak: state.peaks.value?.[cell] };
}

function readingOf(page: Page): string {
  const experiment = page.state.experiment.value;
  const point = selectedPoint(page);
  if (!experiment || !point) return '';
  const { path } = abscissaIn(experiment);
  const peak = page.state.onCurve.shown.value.includes('peak') ? peakWords(point.peak) : '';
  const rate = `${fixed(point.rate, 1)} Hz${peak}`;
  const { at } = texts.value.curve;
  return path === '' ? rate : at(rate, quantity(point.x, quantityOf(experiment, path).unit));
}

const peakWords = (peak: number | undefined): string =>
  peak !== undefined && Number.isFinite(peak) ? texts.value.curve.peak(peak) : '';

/** Selects the cell of the curve whose value is nearest. */
export function selectNearest(page: Page, x: number): void {
  const curve = page.state.curve.value;
  if (!curve) return;
  const distance = (i: number) => Math.abs(curve.x[i]! - x);
  const nearest = [...curve.x.keys()].reduce((best, i) => (distance(i) < distance(best) ? i : best), 0);
  page.select(curve.cells[nearest]!);
}
