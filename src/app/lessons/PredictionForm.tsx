import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { isRight, type Prediction } from '../../lessons/prediction.ts';
import { NumberInput } from '../components/NumberInput.tsx';
import { exact, plain, prose, quantity, unit } from '../numbers/format.ts';
import { unlimited } from '../numbers/increment.ts';
import { numberIn } from '../numbers/read-number.ts';
import { useScrubbing } from '../numbers/scrubbing.ts';
import { texts } from '../texts/language.ts';
import { Prose } from './Prose.tsx';

export interface PredictionFormProps {
  readonly prediction: Prediction;
  /** What was predicted, if something was. */
  readonly made: number | undefined;
  make(prediction: number): void;
}

/** The question of a lesson, and what was answered. The answer can be given once, before it is shown. */
export function PredictionForm({ prediction, made, make }: PredictionFormProps) {
  const name = useId();
  const draft = useSignal(Number.NaN);
  const words = texts.value.lessons;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!Number.isNaN(draft.value)) make(draft.value);
  };
  if (made !== undefined) return <Made prediction={prediction} made={made} />;
  return (
    <form class="prediction" onSubmit={submit}>
      <p id={name}>
        <Prose text={prediction.question} />
      </p>
      {prediction.kind === 'choice' ? (
        <div role="radiogroup" aria-labelledby={name}>
          {prediction.choices.map((choice, i) => (
            <label key={choice}>
              <input
                type="radio"
                name={name}
                checked={draft.value === i}
                onChange={() => (draft.value = i)}
              />
              <span>
                <Prose text={choice} />
              </span>
            </label>
          ))}
        </div>
      ) : (
        <div class="estimate">
          <EstimateField labelledBy={name} onChange={(number) => (draft.value = number)} />
          <span>{unit(prediction.unit)}</span>
        </div>
      )}
      <button type="submit" disabled={Number.isNaN(draft.value)}>
        {words.predict}
      </button>
    </form>
  );
}

interface EstimateFieldProps {
  /** The element that asks. */
  readonly labelledBy: string;
  /** @param estimate NaN where what stands in the field is none */
  onChange(estimate: number): void;
}

function EstimateField({ labelledBy, onChange }: EstimateFieldProps) {
  const text = useSignal('');
  const number = numberIn(text.value);
  const value = typeof number === 'string' ? undefined : number;
  const set = (next: string) => {
    text.value = next;
    const read = numberIn(next);
    onChange(typeof read === 'string' ? Number.NaN : read);
  };
  const { field } = useScrubbing({ value, limits: unlimited, onChange: (next) => set(exact(next)) });
  return (
    <NumberInput
      aria-labelledby={labelledBy}
      value={value}
      text={text.value}
      onInput={(event) => set(event.currentTarget.value)}
      {...field}
    />
  );
}

/** What a prediction says, in words. */
export const predictionWords = (prediction: Prediction, made: number): string =>
  prediction.kind === 'choice'
    ? prose(prediction.choices[made] ?? plain(made))
    : quantity(made, prediction.unit);

/** What would have been right, in words. */
export const answerWords = (prediction: Prediction): string =>
  prediction.kind === 'choice'
    ? prose(prediction.choices[prediction.right]!)
    : quantity(prediction.answer, prediction.unit);

function Made({ prediction, made }: { prediction: Prediction; made: number }) {
  const right = isRight(prediction, made);
  const words = texts.value.lessons;
  return (
    <div class="prediction" role="status">
      <p>
        <Prose text={prediction.question} />
      </p>
      <p>
        {words.predicted} <Prose text={predictionWords(prediction, made)} />{' '}
        <strong>
          <Prose text={right ? words.right : words.itIs(answerWords(prediction))} />
        </strong>
      </p>
    </div>
  );
}
