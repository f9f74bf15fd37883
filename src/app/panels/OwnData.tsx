import { OpenFile } from '../components/OpenFile.tsx';
import { Found } from '../own-data/Found.tsx';
import { LookedFor } from '../own-data/LookedFor.tsx';
import { meansOf } from '../own-data/own-data-state.ts';
import { RatesPlot } from '../own-data/RatesPlot.tsx';
import { Measured, Recorded } from '../own-data/Recorded.tsx';
import { Unsaid } from '../own-data/Unsaid.tsx';
import { texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';
import '../own-data/own-data.css';

/** Data of one's own, and which parameters agree with them. */
export function OwnDataPanel({ page }: PanelProps) {
  const { recording, unread } = page.state.ownData;
  const { points } = page.state.onCurve;
  const means = meansOf(page.state);
  const words = texts.value.ownData;
  return (
    <section class="panel own-data" aria-label={words.title}>
      <h2>{words.title}</h2>
      <div class="scrolled fine-print">
        {unread.value && <Unsaid page={page} unread={unread.value} />}
        {recording.value && <Recorded page={page} recording={recording.value} />}
        {points.value && <Measured page={page} points={points.value} />}
        {points.value && means === 'rates' && <RatesPlot page={page} points={points.value} />}
        {means && (
          <>
            <LookedFor page={page} />
            <Found page={page} />
          </>
        )}
        {!means && !unread.value && (
          <p>
            {words.drop} <OpenFile page={page} plain children={words.open} />
            {words.dropped}
          </p>
        )}
      </div>
    </section>
  );
}
