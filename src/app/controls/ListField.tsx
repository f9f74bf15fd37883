import { TextField } from '../components/TextField.tsx';
import { unit } from '../numbers/format.ts';
import { texts } from '../texts/language.ts';
import { listOf, MOST_WRITTEN, numbersIn } from './numbers.ts';

export interface ListFieldProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: readonly number[];
  readonly unit: string;
  readonly placeholder?: string | undefined;
  /** @returns what is wrong with them, if something is */
  onChange(value: readonly number[]): string | undefined;
}

/** A list of numbers with commas between them; of a long one only how many there are. */
export function ListField(props: ListFieldProps) {
  const { label, value, onChange } = props;
  if (value.length > MOST_WRITTEN) {
    return (
      <div class="field varied">
        <span class="label">{label}</span>
        <span class="range">{texts.value.controls.numbers(value.length)}</span>
      </div>
    );
  }
  const change = (text: string) => {
    const numbers = numbersIn(text);
    return typeof numbers === 'string' ? numbers : onChange(numbers);
  };
  return (
    <TextField
      label={label}
      description={props.description}
      placeholder={props.placeholder}
      value={listOf(value)}
      unit={unit(props.unit)}
      onChange={change}
    />
  );
}
