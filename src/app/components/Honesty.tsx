import { plain } from '../format.ts';
import type { Estimate } from '../honesty/estimate.ts';
import type { Page } from '../page.ts';

/** Error of a rate from which on it is told as something that is wrong, %. */
const WRONG = 1;

/** How far the steps lead some cells from where exact ones would. */
export function Honesty({ page: { state } }: { page: Page }) {
  const estimate = state.honesty.value;
  return (
    <div class="honesty" title={estimate && explained(estimate)}>
      <dt>Error of rate, of spikes</dt>
      <dd data-wrong={estimate !== undefined && isWrong(estimate)}>{said(estimate)}</dd>
    </div>
  );
}

const isWrong = ({ otherSpikes, ratePercent = 0 }: Estimate) => otherSpikes > 0 || ratePercent > WRONG;

function said(estimate: Estimate | undefined): string {
  if (!estimate) return '–';
  const { random, firing, otherSpikes, cells, ratePercent, spikeTime } = estimate;
  if (random) return 'unknown under noise';
  if (otherSpikes > 0) return `other spikes in ${otherSpikes} of ${cells}`;
  if (firing === 0) return 'no spikes';
  return [limited(ratePercent, '%'), limited(spikeTime, 'ms')].join(', ');
}

/** A number with its unit, as far as it is worth being told. */
function limited(value: number | undefined, unit: string): string {
  if (value === undefined) return '–';
  return value < 0.001 ? `< 0.001 ${unit}` : `${plain(value, 2)} ${unit}`;
}

function explained({ random, cells, window }: Estimate): string {
  if (random) return 'Random inputs differ at other steps, so that nothing can be compared.';
  return `${cells} cells, run ${plain(window)} ms on from where they were, against the same in float64 by a quarter of the step: the largest error of a rate and of the time of a last spike.`;
}
