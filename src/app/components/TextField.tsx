import { useId } from 'preact/hooks';
import { Refused } from './Refused.tsx';
import { useRefusal } from './refusal.ts';

export interface TextFieldProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly placeholder?: string | undefined;
  /** Shown behind it. */
  readonly unit?: string | undefined;
  /** @returns what is wrong with it, if something is */
  onChange(value: string): string | undefined;
}

/** A labelled text. What cannot be used stays in the field, with the reason below it. */
export function TextField({ label, description, value, placeholder, unit, onChange }: TextFieldProps) {
  const id = useId();
  const { refusal, note } = useRefusal(value);
  const change = (text: string) => note(text, onChange(text));
  return (
    <div class="field text">
      <label for={id} title={description}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={refusal?.text ?? value}
        placeholder={placeholder}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <span class="unit">{unit}</span>
      <Refused id={`${id}-note`} reason={refusal?.reason} />
      {!refusal && description && (
        <span class="note" id={`${id}-note`}>
          {description}
        </span>
      )}
    </div>
  );
}
