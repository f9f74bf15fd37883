import { useSignal } from '@preact/signals';
import { coloursOf } from '../../view/colours.ts';
import { plain, unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { marksOf } from '../stage/marks.ts';
import type { Shown } from '../stage/shown.ts';
import type { StagedAxis } from '../stage/stage.ts';
import type { StageState } from '../stage/stage-state.ts';
import { texts } from '../texts/language.ts';
import { NumberField } from './NumberField.tsx';
import './ColourScale.css';

export interface ColourScaleProps {
  readonly page: Page;
  readonly stage: StageState;
}

/** What the colours of a view mean, and what they can be of. */
export function ColourScale({ page, stage }: ColourScaleProps) {
  const open = useSignal(false);
  const staged = stage.staged.value;
  if (!staged) return <figure class="scale" />;
  const { shown, range } = staged.colour;
  const gradient = `linear-gradient(to right, ${coloursOf(shown.map, 24).join(', ')})`;
  const words = texts.value.stage;
  return (
    <figure class="scale" aria-label={words.colours(shown.name, ...range, shown.unit)}>
      <figcaption>
        <select
          class="quiet-choice"
          aria-label={words.colour}
          value={shown.key}
          onChange={(event) => (stage.coloured.value = { of: event.currentTarget.value })}
        >
          {staged.choice.map((one) => (
            <option key={one.key} value={one.key} selected={one.key === shown.key}>
              {titleOf(one)}
            </option>
          ))}
        </select>
      </figcaption>
      <button
        type="button"
        class="bar"
        aria-label={words.colourRange}
        aria-expanded={open.value}
        title={words.colourRange}
        style={{ background: gradient }}
        onClick={() => (open.value = !open.value)}
      />
      {open.value && <Range page={page} stage={stage} colour={staged.colour} />}
      <div class="marks" aria-hidden="true">
        {marksOf(range).map((value) => (
          <span key={value} style={{ left: `${(100 * (value - range[0])) / (range[1] - range[0])}%` }}>
            {plain(value)}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** The values at the ends of the colours: those of the quantity, those that cells have now, or one's own. */
function Range({
  page,
  stage,
  colour: { shown, range },
}: ColourScaleProps & { readonly colour: StagedAxis }) {
  const words = texts.value.stage;
  const set = (low: number, high: number) => {
    if (!(low < high)) return words.notAscending(low, high);
    stage.coloured.value = { of: shown.key, range: [low, high] };
    return undefined;
  };
  return (
    <div class="colour-range">
      <NumberField
        label={words.from}
        unit={shown.unit}
        value={range[0]}
        onChange={(low) => set(low, range[1])}
      />
      <NumberField
        label={words.to}
        unit={shown.unit}
        value={range[1]}
        onChange={(high) => set(range[0], high)}
      />
      <div class="buttons">
        <button type="button" onClick={() => page.fitColours(stage)}>
          {words.fitToCells}
        </button>
        <button type="button" onClick={() => (stage.coloured.value = { of: shown.key })}>
          {words.asUsual}
        </button>
      </div>
    </div>
  );
}

const titleOf = ({ name, unit: unitName }: Shown) => {
  const written = unit(unitName);
  return written ? `${name}, ${written}` : name;
};
