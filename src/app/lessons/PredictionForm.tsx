import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { isRight, type Prediction } from '../../lessons/prediction.ts';
import { plain, prose, quantity, unit } from '../format.ts';

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
  const submit = (event: Event) => {
    event.preventDefault();
    if (!Number.isNaN(draft.value)) make(draft.value);
  };
  if (made !== undefined) return <Made prediction={prediction} made={made} />;
  return (
    <form class="prediction" onSubmit={submit}>
      <p id={name}>{prose(prediction.question)}</p>
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
              <span>{prose(choice)}</span>
            </label>
          ))}
        </div>
      ) : (
        <label class="estimate">
          <input
            type="number"
            step="any"
            aria-labelledby={name}
            onInput={(event) => (draft.value = event.currentTarget.valueAsNumber)}
          />
          <span>{unit(prediction.unit)}</span>
        </label>
      )}
      <button type="submit" disabled={Number.isNaN(draft.value)}>
        Predict
      </button>
    </form>
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
  return (
    <div class="prediction" role="status">
      <p>{prose(prediction.question)}</p>
      <p>
        You predicted: {predictionWords(prediction, made)}{' '}
        <strong>{right ? 'That is right.' : `It is: ${answerWords(prediction)}`}</strong>
      </p>
    </div>
  );
}
