import type { ComponentChildren } from 'preact';

/** A piece of a line as it is drawn, and what it is. */
export function Line({
  dash,
  children,
}: {
  readonly dash: readonly number[];
  readonly children: ComponentChildren;
}) {
  return (
    <span class="key">
      <svg width="24" height="8" aria-hidden="true">
        <line x1="0" x2="24" y1="4" y2="4" stroke-dasharray={dash.join(' ')} />
      </svg>
      {children}
    </span>
  );
}
