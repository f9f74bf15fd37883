import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { unit } from '../format.ts';

export interface NumberFieldProps {
  readonly label: string;
  /** Longer explanation. */
  readonly description?: string;
  readonly value: number;
  /** As the data write it. */
  readonly unit: string;
  readonly range?: readonly [number, number];
  /** @returns what is wrong with the value, if something is */
  onChange(value: number): string | undefined;
  /** The field was emptied, which is an error where nothing is done about it. */
  onClear?(): void;
}

/** A labelled number with unit and range. What cannot be used stays in the field, with the reason below it. */
export function NumberField(props: NumberFieldProps) {
  const { label, description, value, range, onChange, onClear } = props;
  const id = useId();
  const refused = useSignal<{ readonly text: string; readonly reason: string } | undefined>(undefined);
  useEffect(() => {
    refused.value = undefined;
  }, [value, refused]);

  const limits = range ? `${range[0]} to ${range[1]}` : undefined;
  const change = (input: HTMLInputElement) => {
    const number = input.valueAsNumber;
    if (input.value === '' && !input.validity.badInput && onClear) {
      onClear();
      input.value = String(value);
      return;
    }
    const reason = Number.isNaN(number) ? 'Enter a number' : onChange(number);
    refused.value = reason ? { text: input.value, reason: `${reason}; it stays ${value}.` } : undefined;
  };
  return (
    <div class="field">
      <label for={id} title={description}>
        {label}
      </label>
      <input
        id={id}
        type="number"
        step="any"
        inputMode="decimal"
        value={refused.value?.text ?? value}
        min={range?.[0]}
        max={range?.[1]}
        aria-invalid={refused.value !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => change(event.currentTarget)}
      />
      <span class="unit">{unit(props.unit)}</span>
      {refused.value ? (
        <span class="note error" id={`${id}-note`} role="alert">
          {refused.value.reason}
        </span>
      ) : (
        <span class="note" id={`${id}-note`}>
          {[description, limits].filter(Boolean).join(', ')}
        </span>
      )}
    </div>
  );
}
