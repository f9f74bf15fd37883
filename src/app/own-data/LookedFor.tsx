import { rangeText, readRange } from '../../studies/fit/written.ts';
import { NumberField } from '../components/NumberField.tsx';
import { TextField } from '../components/TextField.tsx';
import { cellWords } from '../experiment/quantities.ts';
import { unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { term, texts } from '../texts/language.ts';
import { ComparedBy } from './ComparedBy.tsx';
import { compare, freeOf, rangeAround } from './compare.ts';
import { countOf, meansOf } from './own-data-state.ts';

/** Candidates that a round can have: while more become the population, the page would stand still. */
const COUNTS = [64, 4096] as const;

/** What is looked for, where, and by which part of the data. */
export function LookedFor({ page }: { readonly page: Page }) {
  const { ownData, experiment, selected } = page.state;
  const running = experiment.value;
  if (!running) return null;
  const { fitter } = ownData;
  const free = freeOf(page.state);
  const begun = fitter.rounds.value.length > 0;
  const names = Object.keys(running.parameters);
  const words = texts.value.ownData;
  const toggle = (name: string) => {
    const { [name]: present, ...others } = free;
    ownData.free.value = present
      ? others
      : { ...free, [name]: rangeAround(running, name) ?? { from: 0, to: 1 } };
  };
  const setRange = (name: string, text: string) => {
    const range = readRange(text);
    if (!range || range.from >= range.to) return words.range;
    ownData.free.value = { ...free, [name]: range };
    return undefined;
  };
  return (
    <details class="looked-for" open={!begun}>
      <summary>{words.lookedFor}</summary>
      <p>
        {words.neurons(
          cellWords(running, selected.value),
          meansOf(page.state) === 'rates' ? 'rates' : 'trace',
        )}
      </p>
      <fieldset class="extras">
        <legend class="unseen">{words.parameters}</legend>
        {names.map((name) => (
          <button
            type="button"
            key={name}
            aria-pressed={name in free}
            title={term(running.model.parameters[name]!.description)}
            onClick={() => toggle(name)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      {Object.entries(free).map(([name, range]) => (
        <TextField
          key={name}
          label={name}
          description={term(running.model.parameters[name]!.description)}
          value={rangeText(range)}
          unit={unit(running.model.parameters[name]!.unit)}
          onChange={(text) => setRange(name, text)}
        />
      ))}
      <ComparedBy page={page} />
      <NumberField
        label={words.candidates}
        description={words.candidatesHint}
        value={countOf(page.state)}
        unit="1"
        range={COUNTS}
        whole
        onChange={(next) => {
          if (!Number.isInteger(next) || next < COUNTS[0] || next > COUNTS[1])
            return words.wholeFrom(...COUNTS);
          ownData.count.value = next;
          return undefined;
        }}
      />
      <div class="buttons">
        <button
          type="button"
          disabled={Object.keys(free).length === 0 || fitter.busy.value}
          title={words.compareHint}
          onClick={() => compare(page)}
        >
          {begun ? words.compareAnew : words.compare}
        </button>
      </div>
    </details>
  );
}
