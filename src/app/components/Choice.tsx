import { useId } from 'preact/hooks';

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** What it is stands above already: the label is for those who do not see that. */
  readonly alone?: boolean;
  onChange(value: string): void;
}

/** One of several, labelled. */
export function Choice({ label, value, options, alone, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div class={alone ? 'field alone' : 'field wide'}>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
