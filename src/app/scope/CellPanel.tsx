import type { ComponentChildren } from 'preact';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { Probes } from './Probes.tsx';
import './scope.css';

export interface CellPanelProps {
  readonly page: Page;
  readonly title: string;
  /** Beside the title: the unit, or the present value. */
  readonly aside: string;
  readonly children: ComponentChildren;
}

/** The frame of all plots of a cell: what is plotted, and of which cells. */
export function CellPanel({ page, title, aside, children }: CellPanelProps) {
  return (
    <section class="panel trace" aria-label={texts.value.scope.selectedCell}>
      <h2>
        {title} <small>{aside}</small>
      </h2>
      <Probes page={page} />
      {children}
    </section>
  );
}
