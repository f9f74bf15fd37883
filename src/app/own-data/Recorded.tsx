import type { OwnPoints } from '../../studies/fit/own-points.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import { plain, whole } from '../format.ts';
import type { Page } from '../page.ts';
import { isInLink } from './in-link.ts';
import { runOver } from './run-over.ts';
import { removePoints, removeRecording } from './take.ts';

/** What a recording is, and how to see it. */
export function Recorded({ page, recording }: { readonly page: Page; readonly recording: OwnTrace }) {
  const { name, times } = recording;
  return (
    <p>
      {name}: {whole(times.length)} samples from {plain(times[0]!)} to {plain(times.at(-1)!, 6)} ms
      {!isInLink(recording) && ', too many for a link'}.{' '}
      <button type="button" class="link" onClick={() => runOver(page)}>
        Run over it
      </button>{' '}
      <button type="button" class="link" onClick={() => removeRecording(page)}>
        Remove
      </button>
    </p>
  );
}

/** What points are. */
export function Measured({ page, points }: { readonly page: Page; readonly points: OwnPoints }) {
  return (
    <p>
      {whole(points.rate.length)} points from {points.name}.{' '}
      <button type="button" class="link" onClick={() => (page.state.populationPlot.value = 'curve')}>
        See the curve
      </button>{' '}
      <button type="button" class="link" onClick={() => removePoints(page)}>
        Remove
      </button>
    </p>
  );
}
