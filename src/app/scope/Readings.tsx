import type { ComponentChildren } from 'preact';
import { fixed, unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { cursorNames } from './Cursor.tsx';

/** Something that can be read at a moment. */
export interface Reading {
  readonly label: string;
  readonly description: string;
  /** As the data write it. */
  readonly unit: string;
  /** Digits after the point. */
  readonly digits: number;
  /** What it looks like in the plot. */
  readonly sign?: ComponentChildren;
  /** Whether it is the sum of those above it. */
  readonly total?: boolean;
  /** Its value at a simulated time (ms), where there is one. */
  at(time: number): number | undefined;
}

/** The values at the cursors and how much they differ; nothing where there are no cursors. */
export function Readings({ page, readings }: { page: Page; readings: readonly Reading[] }) {
  const times = page.state.scope.cursors.value;
  if (times.length === 0) return null;
  const words = texts.value.scope;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where there are many lines
    <section class="readings" tabIndex={0} aria-label={words.valuesAtCursors}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.atCursors}</th>
            {times.map((_, i) => (
              <th scope="col" key={cursorNames[i]}>
                {cursorNames[i]}
              </th>
            ))}
            {times.length > 1 && <th scope="col">B − A</th>}
          </tr>
        </thead>
        <tbody>
          {[timeReading(), ...readings].map((reading) => (
            <Row key={reading.label} reading={reading} times={times} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const timeReading = (): Reading => ({
  label: texts.value.scope.time,
  description: texts.value.scope.timeHint,
  unit: 'ms',
  digits: 2,
  at: (time) => time,
});

function Row({ reading, times }: { reading: Reading; times: readonly number[] }) {
  const { label, description, sign, digits, total } = reading;
  const values = times.map((time) => reading.at(time));
  const [a, b] = values;
  return (
    <tr class={total ? 'total' : undefined}>
      <th scope="row" title={description}>
        {sign} {label} <small>{unit(reading.unit)}</small>
      </th>
      {values.map((value, i) => (
        <td key={cursorNames[i]}>{written(value, digits)}</td>
      ))}
      {times.length > 1 && <td>{written(a === undefined || b === undefined ? undefined : b - a, digits)}</td>}
    </tr>
  );
}

/** A number with a real minus, or a dash where there is none. */
function written(value: number | undefined, digits: number): string {
  if (value === undefined) return '–';
  const text = fixed(Math.abs(value), digits);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}
