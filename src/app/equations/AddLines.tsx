import { useSignal } from '@preact/signals';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import type { Wrong } from './edit.ts';
import { LinesField } from './LinesField.tsx';
import { proposeLines } from './proposal.ts';

const example = 'gA = 40 in [0, 80] mS/cm2';

const forms = [
  [example, 'parameter'],
  ['EA = -75 mV', 'parameterAlone'],
  ['da/dt = (1 / (1 + exp(-(V + 50) / 20)) - a) / 5', 'gateByGoal'],
  ['da/dt = alpha * (1 - a) - beta * a', 'gateByRates'],
  ['IA = gA * a^3 * (V - EA)', 'current'],
  ['dCa/dt = -k * ICa - Ca / 20 in [0, 1] mM from 0', 'state'],
  ['v = V + 65', 'definition'],
] as const;

/** A field for further equations. */
export function AddLines({ page }: { page: Page }) {
  const text = useSignal('');
  const wrong = useSignal<Wrong | undefined>(undefined);
  const words = texts.value.equations;
  const add = () => {
    if (text.value.trim() === '') return;
    wrong.value = proposeLines(page, undefined, text.value);
    if (!wrong.value) text.value = '';
  };
  return (
    <section class="further">
      <h3>{words.add}</h3>
      <div class="adding">
        <LinesField
          label={words.further}
          text={text.value}
          wrong={wrong.value}
          example={example}
          onInput={(written) => {
            text.value = written;
            wrong.value = undefined;
          }}
          onEnter={add}
          onEscape={() => {
            text.value = '';
            wrong.value = undefined;
          }}
        />
        <button type="button" onClick={add}>
          {words.add}
        </button>
      </div>
      <details>
        <summary>{words.forms}</summary>
        <p>{words.formsHint}</p>
        <dl>
          {forms.map(([line, what]) => (
            <div key={line}>
              <dt>{line}</dt>
              <dd>{words[what]}</dd>
            </div>
          ))}
        </dl>
        <p>{words.removeHint}</p>
      </details>
    </section>
  );
}
