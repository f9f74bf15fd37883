import type { OwnTrace } from '../../studies/fit/own-trace.ts';
import { plain, whole } from '../format.ts';
import type { Page } from '../page.ts';
import { isInLink } from './in-link.ts';
import { runOver } from './run-over.ts';
import { removeRecording } from './take.ts';

/** What the recording is, and how to see it. */
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
