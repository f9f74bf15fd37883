import type { OwnPoints } from '../../studies/fit/own-points.ts';
import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { isInLink } from './in-link.ts';
import { runOver } from './run-over.ts';
import { removePoints, removeRecording } from './take.ts';

/** What a recording is, and how to see it. */
export function Recorded({ page, recording }: { readonly page: Page; readonly recording: OwnTrace }) {
  const { name, times } = recording;
  const words = texts.value.ownData;
  return (
    <p>
      {words.samples(name, times.length, times[0]!, times.at(-1)!)}
      {!isInLink(recording) && words.tooMany}.{' '}
      <button type="button" class="link" onClick={() => runOver(page)}>
        {words.runOver}
      </button>{' '}
      <button type="button" class="link" onClick={() => removeRecording(page)}>
        {texts.value.page.remove}
      </button>
    </p>
  );
}

/** What points are. */
export function Measured({ page, points }: { readonly page: Page; readonly points: OwnPoints }) {
  return (
    <p>
      {texts.value.curve.points.from(points.rate.length, points.name)}.{' '}
      <button type="button" class="link" onClick={() => (page.state.populationPlot.value = 'curve')}>
        {texts.value.ownData.seeCurve}
      </button>{' '}
      <button type="button" class="link" onClick={() => removePoints(page)}>
        {texts.value.page.remove}
      </button>
    </p>
  );
}
