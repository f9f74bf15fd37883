import type { ComponentChildren } from 'preact';
import type { Page } from '../page.ts';

export interface LegendProps {
  readonly page: Page;
  readonly title: string;
  /** Unit of the axis, as people write it. */
  readonly unit?: string;
  readonly keys: readonly {
    readonly label: string;
    readonly description: string;
    readonly sign: ComponentChildren;
  }[];
}

/** What the lines of a plot are; where there are cursors, the table of their readings says it. */
export function Legend({ page, title, unit, keys }: LegendProps) {
  const shown = page.state.scope.cursors.value.length > 0 ? [] : keys;
  return (
    <h3>
      <span>
        {title} {unit && <small>{unit}</small>}
      </span>
      {shown.map(({ label, description, sign }) => (
        <span class="key" title={description} key={label}>
          {sign}
          {label}
        </span>
      ))}
    </h3>
  );
}
