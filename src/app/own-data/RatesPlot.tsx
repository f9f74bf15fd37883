import { useSignalEffect } from '@preact/signals';
import { currentsIn, type OwnPoints } from '../../studies/fit/own-points.ts';
import { currentUnit } from '../../studies/fit/question.ts';
import type { CurveLayer } from '../../view/charts/curve-layer.ts';
import { FIChart } from '../../view/charts/f-i-chart.ts';
import { voltageRangeOf } from '../../view/colours.ts';
import type { Page } from '../page.ts';
import { useChart } from '../panels/use-chart.ts';
import { texts } from '../texts/language.ts';
import { nearestIn } from './own-data-state.ts';
import type { FittedRound } from './rounds.ts';

/** Points, and in front of what the accepted neurons of the latest round say of them the curves of the nearest. */
export function RatesPlot({ page, points }: { readonly page: Page; readonly points: OwnPoints }) {
  const { state } = page;
  const { element, chart } = useChart((host, theme) => new FIChart(host, theme, () => {}));
  useSignalEffect(() => {
    const { onCurve, experiment, selected, ownData } = state;
    const shown = onCurve.points.value;
    if (!shown || !experiment.value) return;
    const { model } = experiment.value;
    const { question, rounds } = ownData.fitter;
    const round = question.value?.data === shown ? rounds.value.at(-1) : undefined;
    const chosen = nearestIn(state).findIndex(({ cells }) => cells.includes(selected.value));
    const x = currentsIn(shown, currentUnit(shown), model);
    chart.current?.show({
      curve: { x: [], rate: [], cells: [] },
      range: widened(x),
      selected: undefined,
      peaks: false,
      voltage: voltageRangeOf(model),
      layers: [{ squares: { x, rate: shown.rate } }, ...(round ? layersOf(round, Math.max(0, chosen)) : [])],
    });
  });
  const words = texts.value.ownData;
  return (
    <figure aria-label={words.plot}>
      <div class="plot" ref={element} />
      <figcaption>{words.plotNote(currentUnit(points))}</figcaption>
    </figure>
  );
}

/** So that no point is on an edge. */
function widened(x: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...x), Math.max(...x)];
  const room = 0.04 * (high - low) || 1;
  return [low - room, high + room];
}

/** @param chosen which of the nearest */
function layersOf({ curves, foretold }: FittedRound, chosen: number): readonly CurveLayer[] {
  if (!foretold) return [];
  const { band, fitted } = foretold;
  const held = band.data.slice(fitted.count);
  const order = [...band.data.keys()].sort((a, b) => band.data[a]!.at - band.data[b]!.at);
  const x = order.map((i) => band.data[i]!.at);
  const sorted = (values: Float64Array) => order.map((i) => values[i]!);
  const lines = curves.map((said, i) => ({ x, rate: sorted(said), dash: i === chosen ? [] : [1, 3] }));
  return [
    {
      hull: { x, low: sorted(band.low), high: sorted(band.high) },
      lines,
      filled: { x: held.map(({ at }) => at), rate: held.map(({ value }) => value) },
    },
  ];
}
