import { useSignal } from '@preact/signals';
import type { Page } from '../page.ts';
import type { Wrong } from './edit.ts';
import { LinesField } from './LinesField.tsx';
import { proposeLines } from './proposal.ts';

const example = 'gA = 40 in [0, 80] mS/cm2';

const forms: readonly (readonly [text: string, words: string])[] = [
  [example, 'a parameter, with a slider over its range'],
  ['EA = -75 mV', 'a parameter with the range that is usual'],
  ['da/dt = (1 / (1 + exp(-(V + 50) / 20)) - a) / 5', 'a gate, by where it goes and how fast'],
  ['da/dt = alpha * (1 - a) - beta * a', 'a gate by its rates'],
  ['IA = gA * a^3 * (V - EA)', 'a current: its name begins with I'],
  ['dCa/dt = -k * ICa - Ca / 20 in [0, 1] mM from 0', 'another state, its range and where it begins'],
  ['v = V + 65', 'a definition'],
];

/** A field for further equations. */
export function AddLines({ page }: { page: Page }) {
  const text = useSignal('');
  const wrong = useSignal<Wrong | undefined>(undefined);
  const add = () => {
    if (text.value.trim() === '') return;
    wrong.value = proposeLines(page, undefined, text.value);
    if (!wrong.value) text.value = '';
  };
  return (
    <section class="further">
      <h3>Add</h3>
      <div class="adding">
        <LinesField
          label="Further equations"
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
          Add
        </button>
      </div>
      <details>
        <summary>What can be written</summary>
        <p>One equation a line; Shift and Enter begin another line. What follows # describes it.</p>
        <dl>
          {forms.map(([line, words]) => (
            <div key={line}>
              <dt>{line}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <p>To remove an equation, empty its line and press Enter.</p>
      </details>
    </section>
  );
}
