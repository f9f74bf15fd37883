import type { AriaAttributes, DOMAttributes } from 'preact';
import { exact } from '../numbers/format.ts';

export interface NumberInputProps extends AriaAttributes, DOMAttributes<HTMLInputElement> {
  readonly id?: string;
  readonly placeholder?: string | undefined;
  readonly value: number | undefined;
  /** What stands in it instead of the value. */
  readonly text?: string | undefined;
}

/**
 * A field for a number as the language of the page writes it, which is no matter of the language of the browser: one of type "number"
 * would take the decimal sign of that. `numberIn` reads it.
 */
export const NumberInput = ({ value, text, ...others }: NumberInputProps) => (
  <input
    type="text"
    class="number"
    role="spinbutton"
    inputMode="decimal"
    autocomplete="off"
    spellcheck={false}
    value={text ?? (value === undefined ? '' : exact(value))}
    aria-valuenow={value}
    {...others}
  />
);
