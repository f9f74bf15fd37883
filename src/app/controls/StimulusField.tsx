import type { Experiment } from '../../protocol/experiment.ts';
import type { Field } from '../../protocol/stimuli/fields.ts';
import { type OneStimulus, stimulusUnit } from '../../protocol/stimulus.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { quantityOf } from '../experiment/quantities.ts';
import { unit as unitWords } from '../numbers/format.ts';
import { term, texts } from '../texts/language.ts';
import { ListField } from './ListField.tsx';
import { variedPaths } from './population.ts';
import { rangeText, Varied } from './Varied.tsx';

export interface StimulusFieldProps {
  readonly experiment: Experiment;
  /** What the paths of its numbers begin with. */
  readonly prefix: string;
  readonly stimulus: OneStimulus;
  readonly field: Field;
  /** @param value undefined to say nothing @returns what is wrong with it, if something is */
  onChange(value: unknown): string | undefined;
}

/** One thing that a stimulus says, as its kind describes it. */
export function StimulusField(props: StimulusFieldProps) {
  const { experiment, prefix, stimulus, field, onChange } = props;
  const { key } = field;
  const description = term(field.description);
  const given = (stimulus as unknown as Readonly<Record<string, unknown>>)[key];
  if (field.type === 'choice') return <Option {...props} options={field.options} />;
  const path = `${prefix}.${key}`;
  const unit = stimulusUnit(path, experiment.stimulus);
  const varied = rangeText(experiment, path, unit);
  if (varied) return <Varied label={key} title={description} text={varied} />;
  const clear = field.required ? undefined : () => onChange(undefined);
  if (field.type === 'number') {
    return (
      <NumberField
        label={key}
        description={description}
        unit={unit}
        range={field.range}
        open={field.open}
        whole={field.whole}
        value={given as number | undefined}
        placeholder={texts.value.controls.none}
        onChange={onChange}
        onClear={clear}
      />
    );
  }
  return (
    <>
      <ListField
        label={key}
        description={description}
        unit={unit}
        placeholder={texts.value.controls.none}
        value={(given as readonly number[] | undefined) ?? []}
        onChange={(values) => (values.length === 0 && clear ? clear() : onChange([...values]))}
      />
      <VariedItems experiment={experiment} path={path} />
    </>
  );
}

/** Which numbers of a list differ between the cells. */
function VariedItems({ experiment, path }: { experiment: Experiment; path: string }) {
  const items = variedPaths(experiment).filter((varied) => varied.startsWith(`${path}.`));
  return (
    <>
      {items.map((item) => {
        const { name, unit } = quantityOf(experiment, item);
        return <Varied key={item} label={name} title={name} text={rangeText(experiment, item, unit)!} />;
      })}
    </>
  );
}

/** One of several words. */
function Option({
  stimulus,
  field,
  onChange,
  options,
}: StimulusFieldProps & {
  readonly options: readonly string[];
}) {
  const { key, description, otherwise } = field;
  const given = (stimulus as unknown as Readonly<Record<string, string | undefined>>)[key];
  return (
    <Choice
      label={key}
      description={term(description)}
      value={given ?? String(otherwise ?? options[0])}
      options={options.map((value) => ({ value, text: unitWords(value) }))}
      onChange={onChange}
    />
  );
}
