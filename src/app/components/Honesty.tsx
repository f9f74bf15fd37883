import { plain } from '../format.ts';
import type { Estimate } from '../honesty/estimate.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';

/** Error of a rate from which on it is told as something that is wrong, %. */
const WRONG = 1;

/** Smaller errors are told as this, % or ms. */
const LEAST = 0.001;

/** How far the steps lead some cells from where exact ones would. */
export function Honesty({ page: { state } }: { page: Page }) {
  const estimate = state.honesty.value;
  return (
    <div class="honesty" title={estimate && explained(estimate)}>
      <dt>{texts.value.time.error}</dt>
      <dd data-wrong={estimate !== undefined && isWrong(estimate)}>{said(estimate)}</dd>
    </div>
  );
}

const isWrong = ({ otherSpikes, ratePercent = 0 }: Estimate) => otherSpikes > 0 || ratePercent > WRONG;

function said(estimate: Estimate | undefined): string {
  if (!estimate) return '–';
  const { random, firing, otherSpikes, cells, ratePercent, spikeTime } = estimate;
  const words = texts.value.time;
  if (random) return words.errorUnknown;
  if (otherSpikes > 0) return words.otherSpikes(otherSpikes, cells);
  if (firing === 0) return words.noSpikes;
  return [limited(ratePercent, '%'), limited(spikeTime, 'ms')].join(', ');
}

/** A number with its unit, as far as it is worth being told. */
function limited(value: number | undefined, unit: string): string {
  if (value === undefined) return '–';
  return value < LEAST ? `< ${plain(LEAST)} ${unit}` : `${plain(value, 2)} ${unit}`;
}

function explained({ random, cells, window }: Estimate): string {
  const words = texts.value.time;
  return random ? words.errorUnknownHint : words.errorHint(cells, window);
}
