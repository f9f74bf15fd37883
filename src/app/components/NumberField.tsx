import { numberIn } from '../numbers/read-number.ts';
import { inWords, texts } from '../texts/language.ts';
import { NumberInput } from './NumberInput.tsx';
import './NumberField.css';
import { useId } from 'preact/hooks';
import { exact, unit } from '../numbers/format.ts';
import { useScrubbing } from '../numbers/scrubbing.ts';
import { useRefusal } from './refusal.ts';

export interface NumberFieldProps {
  readonly label: string;
  /** Longer explanation. */
  readonly description?: string | undefined;
  /** Undefined where nothing is said. */
  readonly value: number | undefined;
  /** As the data write it. */
  readonly unit: string;
  /** Ends that are infinite are none. */
  readonly range?: readonly [number, number] | undefined;
  /** Whether it must be more than the lower end. */
  readonly open?: boolean;
  readonly whole?: boolean;
  /** What holds where nothing is said. */
  readonly placeholder?: string | undefined;
  /** @returns what is wrong with the value, if something is */
  onChange(value: number): string | undefined;
  /** The field was emptied, which is an error where nothing is done about it. @returns what is wrong with that */
  onClear?: (() => string | undefined) | undefined;
}

/**
 * A labelled number with unit and range, which can be typed, or changed by dragging the label or with the arrow keys. What cannot be used
 * stays in the field, with the reason below it.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, description, value, range, open, whole, onChange, onClear } = props;
  const id = useId();
  const { refusal, note: noteRefusal } = useRefusal(value);

  const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const note = (text: string, reason: string | undefined) => {
    const stays = value === undefined ? '' : texts.value.numbers.stays(exact(value));
    noteRefusal(text, reason && `${inWords(reason)}${stays}.`);
  };
  const change = (input: HTMLInputElement) => {
    const number = numberIn(input.value);
    if (input.value.trim() === '' && onClear) {
      const reason = onClear();
      note('', reason);
      if (!reason) input.value = value === undefined ? '' : exact(value);
      return;
    }
    note(input.value, typeof number === 'string' ? number : onChange(number));
  };
  const { label: handle, field } = useScrubbing({
    value,
    limits: { low, high, open: open ?? false, whole: whole ?? false },
    onChange: (number) => note(exact(number), onChange(number)),
  });
  /** What was refused has changed nothing: taking it back is no step of the page. */
  const takeBack = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey);
    if (!isUndo || event.currentTarget.value !== refusal?.text) return;
    event.preventDefault();
    note('', undefined);
  };
  return (
    <div class="field">
      <label class="handle" for={id} title={description} {...handle}>
        {label}
      </label>
      <NumberInput
        id={id}
        value={value}
        text={refusal?.text}
        placeholder={props.placeholder}
        aria-valuemin={Number.isFinite(low) ? low : undefined}
        aria-valuemax={Number.isFinite(high) ? high : undefined}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => change(event.currentTarget)}
        {...field}
        onKeyDown={(event) => {
          field.onKeyDown?.(event);
          takeBack(event);
        }}
      />
      <span class="unit">{unit(props.unit)}</span>
      {refusal ? (
        <span class="note error" id={`${id}-note`} role="alert">
          {refusal.reason}
        </span>
      ) : (
        <span class="note" id={`${id}-note`}>
          {[description, limitsIn(low, high)].filter(Boolean).join(', ')}
        </span>
      )}
    </div>
  );
}

const limitsIn = (low: number, high: number): string | undefined =>
  Number.isFinite(low) && Number.isFinite(high)
    ? texts.value.numbers.range(exact(low), exact(high))
    : undefined;
