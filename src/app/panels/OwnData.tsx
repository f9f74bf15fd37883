import { OpenFile } from '../components/OpenFile.tsx';
import { Found } from '../own-data/Found.tsx';
import { LookedFor } from '../own-data/LookedFor.tsx';
import { Recorded } from '../own-data/Recorded.tsx';
import { Units } from '../own-data/Units.tsx';
import type { PanelProps } from './panel.ts';
import '../own-data/own-data.css';

/** A recording of one's own, and which parameters agree with it. */
export function OwnDataPanel({ page }: PanelProps) {
  const { recording, unread } = page.state.ownData;
  return (
    <section class="panel own-data" aria-label="Own data">
      <h2>Own data</h2>
      <div class="scrolled fine-print">
        {unread.value && <Units page={page} unread={unread.value} />}
        {recording.value && (
          <>
            <Recorded page={page} recording={recording.value} />
            <LookedFor page={page} />
            <Found page={page} />
          </>
        )}
        {!recording.value && !unread.value && (
          <p>
            Drop a CSV of V against time on the page, or <OpenFile page={page} plain children="open one" />.
            Currents and rates stand on the curve.
          </p>
        )}
      </div>
    </section>
  );
}
