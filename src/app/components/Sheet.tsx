import './stage.css';
import { useEffect, useRef } from 'preact/hooks';
import { lower, whole } from '../format.ts';
import type { Page } from '../page.ts';
import { variedValues } from '../quantities.ts';
import { Shown } from './Shown.tsx';
import { StageAxes } from './StageAxes.tsx';

/** The population itself, with the axis that says what it varies and a word about the cell under the pointer. */
export function Sheet({ page }: { page: Page }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => void page.start(host.current!), [page]);
  const overlay = page.state.staged.value?.kind.overlay;

  return (
    <main class="sheet">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the selection */}
      <div class="canvas" ref={host} tabIndex={0} role="application" aria-label={describe(page)} />
      {overlay && <Shown page={page} load={overlay} title={page.state.staged.value!.kind.title} />}
      <StageAxes page={page} />
      <Hover page={page} />
      <BrushTip page={page} />
    </main>
  );
}

function describe({ state }: Page): string {
  const staged = state.staged.value;
  if (!staged) return 'The population';
  const { sheet, colour } = staged;
  return `The population: ${whole(sheet.cells)} cells, coloured by ${lower(colour.shown.name)}. Arrow keys select a cell.`;
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

function Hover({ page: { state } }: { page: Page }) {
  const hovered = state.hovered.value;
  const experiment = state.experiment.value;
  if (!hovered || !experiment) return null;
  const { cell, at } = hovered;
  const rate = state.rates.value?.[cell];
  return (
    <div class="hover" style={{ transform: `translate(${at.x + 14}px, ${at.y + 14}px)` }}>
      {[...variedValues(experiment, cell), ...(rate === undefined ? [] : [`${rate.toFixed(0)} Hz`])].join(
        ', ',
      )}
    </div>
  );
}
