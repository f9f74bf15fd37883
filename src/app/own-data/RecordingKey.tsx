import type { Page } from '../page.ts';
import { LinePattern } from '../scope/LinePattern.tsx';
import { removeRecording } from './take.ts';

/** What the line of the recording is, above the plot that has it. */
export function RecordingKey({ page }: { page: Page }) {
  const recording = page.state.ownData.recording.value;
  if (!recording) return null;
  return (
    <h3>
      <span class="key" title="A recorded potential, from time 0 on">
        <LinePattern dash={[]} />
        {recording.name}
      </span>
      <small>
        <button type="button" class="link" onClick={() => removeRecording(page)}>
          Remove
        </button>
      </small>
    </h3>
  );
}
