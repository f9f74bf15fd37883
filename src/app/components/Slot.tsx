import type { Signal } from '@preact/signals';
import type { Page } from '../page.ts';
import { type Panel, panelOf } from '../panels/panel.ts';
import { texts } from '../texts/language.ts';
import { Shown } from './Shown.tsx';

export interface SlotProps {
  readonly page: Page;
  readonly panels: readonly Panel[];
  /** Name of the one that is shown. */
  readonly shown: Signal<string>;
  /** What can be chosen here. */
  readonly label: string;
}

/** A place for one of several plots, with a choice among them. */
export function Slot({ page, panels, shown, label }: SlotProps) {
  if (panels.length === 0) return null;
  const panel = panelOf(panels, shown.value);
  const words = texts.value.panels;
  return (
    <div class="slot">
      {panels.length > 1 && (
        <select
          class="quiet-choice"
          aria-label={label}
          value={panel.id}
          onChange={(event) => (shown.value = event.currentTarget.value)}
        >
          {panels.map(({ id }) => (
            <option key={id} value={id} selected={id === panel.id}>
              {words[id].title}
            </option>
          ))}
        </select>
      )}
      <Shown load={panel.load} title={words[panel.id].title} props={{ page }} />
    </div>
  );
}
