import { unit } from '../format.ts';
import type { Page } from '../page.ts';
import { brushesOf } from '../paint/brushes.ts';

/** Smallest and largest reach of a brush, CSS pixels. */
const RADIUS = [4, 120] as const;

/** What cells are painted with, how strong and how far. */
export function BrushChoice({ page }: { page: Page }) {
  const { experiment, brush, strengths, brushRadius, painted } = page.state;
  if (!experiment.value) return null;
  const brushes = brushesOf(experiment.value);
  const chosen = brushes.find(({ id }) => id === brush.value);
  return (
    <>
      <select
        aria-label="Brush"
        value={chosen?.id ?? ''}
        onChange={(event) => (brush.value = event.currentTarget.value || undefined)}
      >
        <option value="" selected={!chosen}>
          No brush
        </option>
        {brushes.map(({ id, title }) => (
          <option key={id} value={id} selected={id === chosen?.id}>
            {title}
          </option>
        ))}
      </select>
      {chosen?.path !== undefined && (
        <label class="strength">
          <input
            type="number"
            step="any"
            aria-label={`Strength of the brush, ${unit(chosen.unit)}`}
            value={strengths.value[chosen.id] ?? chosen.strength}
            onChange={({ currentTarget: { valueAsNumber: strength } }) => {
              if (Number.isFinite(strength)) strengths.value = { ...strengths.value, [chosen.id]: strength };
            }}
          />
          <span>{unit(chosen.unit)}</span>
        </label>
      )}
      {chosen && (
        <label class="reach">
          <span>Size</span>
          <input
            type="range"
            min={RADIUS[0]}
            max={RADIUS[1]}
            value={brushRadius.value}
            onInput={(event) => (brushRadius.value = event.currentTarget.valueAsNumber)}
          />
        </label>
      )}
      {painted.value && (
        <button type="button" onClick={() => page.wash()}>
          Wash all
        </button>
      )}
    </>
  );
}
