import { useId } from 'preact/hooks';
import { Refused } from './Refused.tsx';
import { useRefusal } from './refusal.ts';

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** What it is stands above already: the label is for those who do not see that. */
  readonly alone?: boolean;
  /** Longer explanation. */
  readonly description?: string | undefined;
  /** @returns what is wrong with it, if something is; then the choice stays as it was */
  // biome-ignore lint/suspicious/noConfusingVoidType: what cannot go wrong returns nothing
  onChange(value: string): string | undefined | void;
}

/** One of several, labelled. */
export function Choice({ label, value, options, alone, description, onChange }: ChoiceProps) {
  const id = useId();
  const { refusal, note } = useRefusal(value);
  const change = (select: HTMLSelectElement) => {
    const reason = onChange(select.value) ?? undefined;
    note(select.value, reason);
    if (reason !== undefined) select.value = value;
  };
  return (
    <div class={alone ? 'field alone' : 'field wide'}>
      <label for={id} title={description}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-note`}
        onChange={(event) => change(event.currentTarget)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
      <Refused id={`${id}-note`} reason={refusal?.reason} />
    </div>
  );
}
