/** A piece of a line, to know it by. */
export function LinePattern({ dash }: { dash: readonly number[] }) {
  return (
    <svg width="24" height="8" aria-hidden="true">
      <line x1="0" x2="24" y1="4" y2="4" stroke-dasharray={dash.join(' ')} />
    </svg>
  );
}

/** A piece of an area, from the colour of the ground, 0, to that of the ink, 1. */
export function AreaTone({ tone }: { tone: number }) {
  return <span class="tone" style={{ '--tone': `${100 * tone}%` }} aria-hidden="true" />;
}
