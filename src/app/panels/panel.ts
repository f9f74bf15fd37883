import type { ComponentType } from 'preact';
import type { Page } from '../page.ts';
import type { Texts } from '../texts/english.ts';

/** Something that can be shown at the side of the sheet. Its code comes when it is first shown. */
export interface Panel {
  /** Names it in links. */
  readonly id: keyof Texts['panels'];
  load(): Promise<ComponentType<PanelProps>>;
}

export interface PanelProps {
  readonly page: Page;
}

/** The panel of a name, or the first one. */
export const panelOf = (panels: readonly Panel[], id: string): Panel =>
  panels.find((panel) => panel.id === id) ?? panels[0]!;
