import { signal } from '@preact/signals';
import { NumberField } from '../components/NumberField.tsx';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { endingOf, recordClip, videoKind } from './clip.ts';
import { fileName } from './file-names.ts';
import { outside } from './ranges.ts';
import { runningExperiment } from './shown.ts';
import { createTaking, Taken, type TakenFile } from './Taken.tsx';

// A recording, and how long the next one is, outlast the panel.

/** Length of a clip, s of wall time. */
const seconds = signal(5);
const LENGTHS = [1, 120] as const;
const taking = createTaking();
let ending = new AbortController();

/** A clip of the sheet: a button that records, and stops meanwhile. */
export function VideoClip({ page }: { page: Page }) {
  const words = texts.value.share;
  const kind = videoKind();
  if (!kind) return <p class="quiet">{words.noVideo}</p>;
  return (
    <>
      <Taken
        title={words.clip}
        contents={page.state.running.value ? words.clipOf(endingOf(kind)) : words.clipPaused}
        forms={[
          {
            form: 'clip',
            text: words.record,
            take: (say) => takeClip(page, say),
            end: { text: words.stop, act: () => ending.abort() },
          },
        ]}
        taking={taking}
      />
      <NumberField
        label={words.length}
        unit="s"
        range={LENGTHS}
        value={seconds.value}
        onChange={(value) => {
          const wrong = outside(words.length, value, LENGTHS, 's');
          if (wrong === undefined) seconds.value = value;
          return wrong;
        }}
      />
    </>
  );
}

/** Its name says the simulated time that passes in it. */
async function takeClip(page: Page, say: (progress: string) => void): Promise<TakenFile> {
  const { canvas, state } = page;
  if (!canvas) throw new Error(texts.value.share.noSheet);
  const whole = seconds.value;
  const [begun, from] = [performance.now(), state.time.value];
  const tell = () => say(texts.value.share.recording(Math.floor((performance.now() - begun) / 1000), whole));
  tell();
  const timer = setInterval(tell, 1000);
  ending = new AbortController();
  try {
    const clip = await recordClip(canvas.element, whole, ending.signal);
    const span = `${from.toFixed(0)} to ${state.time.value.toFixed(0)} ms`;
    const { model } = runningExperiment(state);
    return { file: clip.file, name: fileName(model, `population ${span}`, clip.ending) };
  } finally {
    clearInterval(timer);
  }
}
