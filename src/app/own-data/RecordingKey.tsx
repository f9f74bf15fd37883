import type { Page } from '../page.ts';
import { LinePattern } from '../scope/LinePattern.tsx';
import { texts } from '../texts/language.ts';
import { removeRecording } from './take.ts';

/** What the line of the recording is, above the plot that has it. */
export function RecordingKey({ page }: { page: Page }) {
  const recording = page.state.ownData.recording.value;
  if (!recording) return null;
  return (
    <h3>
      <span class="key" title={texts.value.ownData.key}>
        <LinePattern dash={[]} />
        {recording.name}
      </span>
      <small>
        <button type="button" class="link" onClick={() => removeRecording(page)}>
          {texts.value.page.remove}
        </button>
      </small>
    </h3>
  );
}
