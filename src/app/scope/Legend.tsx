import type { ComponentChildren } from 'preact';

export interface LegendProps {
  readonly title: string;
  /** Unit of the axis, as people write it. */
  readonly unit?: string;
  readonly keys: readonly {
    readonly label: string;
    readonly description: string;
    readonly sign: ComponentChildren;
  }[];
}

/** What the lines of a plot are. */
export function Legend({ title, unit, keys }: LegendProps) {
  return (
    <h3>
      <span>
        {title} {unit && <small>{unit}</small>}
      </span>
      {keys.map(({ label, description, sign }) => (
        <span class="key" title={description} key={label}>
          {sign}
          {label}
        </span>
      ))}
    </h3>
  );
}
