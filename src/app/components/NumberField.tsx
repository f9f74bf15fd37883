import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { unit } from '../format.ts';

export interface NumberFieldProps {
  readonly label: string;
  /** Longer explanation. */
  readonly description?: string;
  readonly value: number;
  /** As the data write it. */
  readonly unit: string;
  readonly range?: readonly [number, number];
  readonly disabled?: boolean;
  /** @returns what is wrong with the value, if something is */
  onChange(value: number): string | undefined;
}

/** A labelled number with unit and range. What cannot be used stays in the field, with the reason below it. */
export function NumberField(props: NumberFieldProps) {
  const { label, description, value, range, disabled, onChange } = props;
  const id = useId();
  const error = useSignal<string | undefined>(undefined);
  const limits = range ? `${range[0]} to ${range[1]}` : undefined;

  const change = (input: HTMLInputElement) => {
    const number = input.valueAsNumber;
    error.value = Number.isNaN(number)
      ? `Enter a number${limits ? ` from ${limits} ${unit(props.unit)}` : ''}; it stays ${value}.`
      : onChange(number);
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
        value={value}
        min={range?.[0]}
        max={range?.[1]}
        disabled={disabled}
        aria-invalid={error.value !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => change(event.currentTarget)}
      />
      <span class="unit">{unit(props.unit)}</span>
      <span
        class={error.value ? 'note error' : 'note'}
        id={`${id}-note`}
        role={error.value ? 'alert' : undefined}
      >
        {error.value ?? [description, limits].filter(Boolean).join(', ')}
      </span>
    </div>
  );
}
