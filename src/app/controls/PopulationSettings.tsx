import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { populationSizes } from '../experiment/opening.ts';
import { whole } from '../numbers/format.ts';
import { texts } from '../texts/language.ts';
import { AxisSettings } from './AxisSettings.tsx';
import { type Form, formOf, forms, MOST_TRIALS, neuronsOf, withForm, withNeurons } from './population.ts';
import { SampleSettings } from './SampleSettings.tsx';
import type { SettingsProps } from './settings.ts';

/** How many neurons there are, and in what they differ. */
export function PopulationSettings({ page, experiment }: SettingsProps) {
  const { sweep, sample, trials } = experiment;
  const form = formOf(experiment);
  const words = texts.value.controls;
  const count = neuronsOf(experiment);
  const most = form === 'none' ? MOST_TRIALS : Number.POSITIVE_INFINITY;
  const sizes = [...new Set([...populationSizes, count])].filter((size) => size <= most);
  return (
    <fieldset>
      <legend>{words.population}</legend>
      <Choice
        label={words.neurons}
        value={String(count)}
        options={sizes.sort((a, b) => a - b).map((size) => ({ value: String(size), text: whole(size) }))}
        onChange={(size) => page.propose(withNeurons(experiment, Number(size)))}
      />
      <Choice
        label={words.differIn}
        value={form}
        options={forms.map((one) => ({ value: one, text: words.forms[one] }))}
        onChange={(next) => page.propose(withForm(experiment, next as Form))}
      />
      {sweep.x && <AxisSettings page={page} experiment={experiment} side="x" axis={sweep.x} />}
      {sweep.y && <AxisSettings page={page} experiment={experiment} side="y" axis={sweep.y} />}
      {sample && <SampleSettings page={page} experiment={experiment} sample={sample} />}
      {form !== 'none' && (
        <NumberField
          label={words.trials}
          description={words.trialsHint}
          unit="1"
          value={trials}
          range={[1, MOST_TRIALS]}
          whole
          onChange={(next) => page.propose({ ...experiment, trials: next })}
        />
      )}
    </fieldset>
  );
}
