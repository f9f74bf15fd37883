import { OpenFile } from '../components/OpenFile.tsx';
import { Found } from '../own-data/Found.tsx';
import { LookedFor } from '../own-data/LookedFor.tsx';
import { meansOf } from '../own-data/own-data-state.ts';
import { RatesPlot } from '../own-data/RatesPlot.tsx';
import { Measured, Recorded } from '../own-data/Recorded.tsx';
import { Units } from '../own-data/Units.tsx';
import type { PanelProps } from './panel.ts';
import '../own-data/own-data.css';

/** Data of one's own, and which parameters agree with them. */
export function OwnDataPanel({ page }: PanelProps) {
  const { recording, unread } = page.state.ownData;
  const { points } = page.state.onCurve;
  const means = meansOf(page.state);
  return (
    <section class="panel own-data" aria-label="Own data">
      <h2>Own data</h2>
      <div class="scrolled fine-print">
        {unread.value && <Units page={page} unread={unread.value} />}
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
            Drop a CSV on the page, or <OpenFile page={page} plain children="open one" />: V against time, or
            rates against currents.
          </p>
        )}
      </div>
    </section>
  );
}
