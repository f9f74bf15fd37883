import { useSignalEffect } from '@preact/signals';
import { abscissaOf, rowOf } from '../../analysis/curve.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { defaultStatistics, namedStatistics } from '../../statistics/catalogue.ts';
import { StatisticChart } from '../../view/charts/statistic-chart.ts';
import { Choice } from '../components/Choice.tsx';
import { variedValues } from '../experiment/quantities.ts';
import { quantity, unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { term, texts } from '../texts/language.ts';
import { rangeOf, selectNearest, titleOf } from './CurvePlot.tsx';
import type { PanelProps } from './panel.ts';
import { useChart } from './use-chart.ts';
import './StatisticsPlot.css';

/** Any statistic of the cells, chosen by name, against what varies between them. */
export function StatisticsPlot({ page }: PanelProps) {
  const { state } = page;
  const { element, chart } = useChart(
    (host, theme) => new StatisticChart(host, theme, (x) => selectNearest(page, x)),
  );

  useSignalEffect(() => {
    const experiment = state.experiment.value;
    if (!experiment) return;
    const cell = state.selected.value;
    const row = rowOf(experiment, cell);
    const { x, cells } = row;
    const values = valuesIn(page);
    chart.current?.show({
      x,
      values: cells.map((i) => values?.[i] ?? Number.NaN),
      range: rangeOf(experiment, row),
      selected: abscissaOf(experiment).value(cell),
    });
  });

  const experiment = state.experiment.value;
  const shown = namedStatistics.get(state.statistic.value)!;
  const words = texts.value.curve;
  return (
    <section class="panel curve statistics" aria-label={words.statisticsLabel}>
      <h2>
        {words.statistics} <small>{unit(shown.unit)}</small>
      </h2>
      <Choice
        label={words.statistic}
        alone
        value={shown.name}
        options={[...namedStatistics.values()].map(({ name, description }) => ({
          value: name,
          text: `${name}: ${term(description)}`,
        }))}
        onChange={(name) => choose(page, name)}
      />
      <p class="reading">{experiment && readingOf(page, experiment, shown.unit)}</p>
      <div class="plot" ref={element} />
      <p class="abscissa">{experiment ? titleOf(experiment) : ' '}</p>
    </section>
  );
}

/** Values of the statistic that is chosen, once they are there. */
function valuesIn({ state: { measured, statistic } }: Page): Float64Array | undefined {
  return measured.value?.name === statistic.value ? measured.value.values : undefined;
}

function readingOf(page: Page, experiment: Experiment, unitName: string): string {
  const cell = page.state.selected.value;
  const value = valuesIn(page)?.[cell];
  if (value === undefined) return '';
  const { at, noValue } = texts.value.curve;
  return at(
    Number.isFinite(value) ? quantity(value, unitName) : noValue,
    variedValues(experiment, cell).join(', '),
  );
}

/** Shows a statistic, and has it measured from now on if it was not. */
function choose(page: Page, name: string): void {
  page.state.statistic.value = name;
  const experiment = page.state.wanted.value;
  if (experiment && !isMeasured(experiment, name)) {
    page.propose({ ...experiment, statistics: [...(experiment.statistics ?? []), name] });
  }
}

const isMeasured = ({ statistics = [] }: Experiment, name: string): boolean =>
  statistics.includes(name) || defaultStatistics.some((one) => one.name === name);
