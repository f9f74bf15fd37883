import { exact, unit } from '../numbers/format.ts';
import { unlimited } from '../numbers/increment.ts';
import { numberIn } from '../numbers/read-number.ts';
import { useScrubbing } from '../numbers/scrubbing.ts';
import type { Page } from '../page.ts';
import { type Brush, brushesOf } from '../paint/brushes.ts';
import { isPaintedInLink, MOST_RUNS } from '../paint/in-link.ts';
import { texts } from '../texts/language.ts';
import { NumberInput } from './NumberInput.tsx';

/** Smallest and largest reach of a brush, CSS pixels. */
const RADIUS = [4, 120] as const;

interface StrengthProps {
  readonly brush: Brush;
  readonly value: number;
  onChange(strength: number): void;
}

/** How much a brush changes. */
function Strength({ brush, value, onChange }: StrengthProps) {
  const { field } = useScrubbing({ value, limits: unlimited, onChange });
  return (
    <NumberInput
      aria-label={texts.value.stage.brushStrength(brush.unit)}
      value={value}
      onChange={({ currentTarget }) => {
        const strength = numberIn(currentTarget.value);
        if (typeof strength === 'number') onChange(strength);
        else currentTarget.value = exact(value);
      }}
      {...field}
    />
  );
}

/** What cells are painted with, how strong and how far. */
export function BrushChoice({ page }: { page: Page }) {
  const { experiment, brush, strengths, brushRadius, painted } = page.state;
  if (!experiment.value) return null;
  const brushes = brushesOf(experiment.value);
  const words = texts.value.stage;
  const chosen = brushes.find(({ id }) => id === brush.value);
  return (
    <div class="painting">
      <select
        aria-label={words.brush}
        value={chosen?.id ?? ''}
        onChange={(event) => (brush.value = event.currentTarget.value || undefined)}
      >
        <option value="" selected={!chosen}>
          {words.noBrush}
        </option>
        {brushes.map(({ id, title }) => (
          <option key={id} value={id} selected={id === chosen?.id}>
            {title}
          </option>
        ))}
      </select>
      {chosen?.path !== undefined && (
        <div class="strength">
          <Strength
            brush={chosen}
            value={strengths.value[chosen.id] ?? chosen.strength}
            onChange={(strength) => (strengths.value = { ...strengths.value, [chosen.id]: strength })}
          />
          <span>{unit(chosen.unit)}</span>
        </div>
      )}
      {chosen && (
        <label class="reach">
          <span>{words.brushSize}</span>
          <input
            type="range"
            min={RADIUS[0]}
            max={RADIUS[1]}
            value={brushRadius.value}
            onInput={(event) => (brushRadius.value = event.currentTarget.valueAsNumber)}
          />
        </label>
      )}
      {painted.value.length > 0 && (
        <button type="button" onClick={() => page.paint([])}>
          {words.washAll}
        </button>
      )}
      {!isPaintedInLink(painted.value) && (
        <span class="unkept" title={words.paintedTooMuch(MOST_RUNS)}>
          {words.notInLink}
        </span>
      )}
    </div>
  );
}
