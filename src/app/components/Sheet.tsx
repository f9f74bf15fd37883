import { fixed } from '../numbers/format.ts';
import './stage.css';
import { useEffect, useRef } from 'preact/hooks';
import { variedValues } from '../experiment/quantities.ts';
import type { Page } from '../page.ts';
import { framesOf, uncovered } from '../stage/frames.ts';
import { StageView } from './StageView.tsx';
import { Told } from './Told.tsx';

/** The population itself in all views of it, and a word about the cell under the pointer. */
export function Sheet({ page }: { page: Page }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => void page.start(host.current!), [page]);
  const { stages, layout } = page.state;
  const all = stages.all.value;
  const frames = framesOf(layout.value, all.length);

  return (
    <main class="sheet">
      <div class="canvas" ref={host} />
      {all.map((stage, i) => (
        <StageView key={stage.id} page={page} stage={stage} frame={frames[i]!} isOne={all.length === 1} />
      ))}
      <Told page={page} />
      <Hover page={page} />
      <BrushTip page={page} />
    </main>
  );
}

/** How far the brush in hand reaches. */
function BrushTip({ page: { state } }: { page: Page }) {
  const at = state.pointer.value;
  if (!at || !state.brush.value) return null;
  const radius = state.brushRadius.value;
  return (
    <div
      class="brush"
      style={{
        width: `${2 * radius}px`,
        height: `${2 * radius}px`,
        transform: `translate(${at.x - radius}px, ${at.y - radius}px)`,
      }}
    />
  );
}

/** How wide a word about a cell may become, CSS pixels: where there is less room it stands at the left of the pointer. */
const WIDEST = 240;

function Hover({ page: { state } }: { page: Page }) {
  const hovered = state.hovered.value;
  const experiment = state.experiment.value;
  if (!hovered || !experiment) return null;
  const { cell, at } = hovered;
  const rate = state.rates.value?.[cell];
  // Panels are over it.
  const free = uncovered(state.layout.value);
  const hasRoom = at.x + WIDEST < free.x + free.width || at.x < free.x + free.width / 2;
  const x = hasRoom ? `${at.x + 14}px` : `calc(${at.x - 14}px - 100%)`;
  return (
    <div class="hover" style={{ transform: `translate(${x}, ${at.y + 14}px)` }}>
      {[...variedValues(experiment, cell), ...(rate === undefined ? [] : [`${fixed(rate, 0)} Hz`])].join(
        ', ',
      )}
    </div>
  );
}
