import { useEffect, useRef } from 'preact/hooks';
import type { Frame } from '../../view/population-view.ts';
import { overlays } from '../overlays/catalogue.ts';
import type { Page } from '../page.ts';
import { labelOf, type StageState } from '../stage/stage-state.ts';
import { texts } from '../texts/language.ts';
import { Shown } from './Shown.tsx';
import { StageAxes } from './StageAxes.tsx';
import { StageBar } from './StageBar.tsx';
import { TOLD } from './Told.tsx';

export interface StageViewProps {
  readonly page: Page;
  readonly stage: StageState;
  /** Where it is in the window. */
  readonly frame: Frame;
  /** Whether there are others beside it. */
  readonly isOne: boolean;
}

/** A view of the population: what hears the pointer over it, and what is said of its cells. */
export function StageView({ page, stage, frame, isOne }: StageViewProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    stage.element.value = element.current!;
  }, [stage]);
  const staged = stage.staged.value;
  const kind = staged?.kind;
  const overlay = kind && overlays[kind.id];
  const { stages, layout } = page.state;
  const take = () => {
    stages.inHand.value = stage.id;
  };
  const { x, y, width, height } = frame;
  const place = { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
  return (
    <section
      class="view"
      aria-label={labelOf(stage, stages.all.value)}
      onFocusCapture={take}
      onPointerDownCapture={take}
    >
      <div
        class="hand"
        ref={element}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the selection
        tabIndex={0}
        role="application"
        style={place}
        aria-label={words(stage)}
        aria-describedby={TOLD}
      />
      <div class="over" style={isOne ? undefined : { clipPath: clip(frame, layout.value.window) }}>
        {/* Lines are for cells that have arrived; before, drawing them would hold the cells up. */}
        {overlay && !stage.travels.value && (
          <Shown
            load={overlay}
            title={texts.value.stage.arrangements[kind.id].title}
            props={{ page, stage }}
          />
        )}
        <StageAxes page={page} stage={stage} frame={frame} />
      </div>
      {!isOne && (
        <div class="bar-place" style={{ ...place, height: 'auto' }}>
          <StageBar page={page} stage={stage} />
        </div>
      )}
    </section>
  );
}

function words(stage: StageState): string {
  const staged = stage.staged.value;
  const { population, populationOf } = texts.value.stage;
  if (!staged) return population;
  const { sheet, colour } = staged;
  return populationOf(sheet.cells, colour.shown.name);
}

/** Lets nothing be seen beyond a part of the window. */
const clip = (
  { x, y, width, height }: Frame,
  window: { readonly width: number; readonly height: number },
): string => `inset(${y}px ${window.width - x - width}px ${window.height - y - height}px ${x}px)`;
