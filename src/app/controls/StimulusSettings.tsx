import { kinds } from '../../protocol/stimuli/catalogue.ts';
import { fieldsOf, type KindName } from '../../protocol/stimuli/fields.ts';
import { type OneStimulus, partsOf } from '../../protocol/stimulus.ts';
import { Choice } from '../components/Choice.tsx';
import { TextField } from '../components/TextField.tsx';
import { term, texts } from '../texts/language.ts';
import { StimulusField } from './StimulusField.tsx';
import type { SettingsProps } from './settings.ts';
import { firstOf, inUnit, isTelling, MOST_STIMULI, saying, unchanged, withStimuli } from './stimuli.ts';
import { WaveformFile } from './WaveformFile.tsx';

/** What is added first to what there is. */
const ADDED: KindName = 'sine';

/** What is injected: one stimulus, or several that add up. */
export function StimulusSettings({ page, experiment }: SettingsProps) {
  const parts = partsOf(experiment.stimulus);
  const words = texts.value.controls;
  const add = () => {
    const stimulus = firstOf(ADDED, experiment.model);
    page.propose(withStimuli(experiment, [...unchanged(experiment), { stimulus }]));
  };
  return (
    <fieldset>
      <legend>{words.stimulus}</legend>
      {parts.map((_, place) => (
        <OneStimulusSettings key={place} {...{ page, experiment, place }} />
      ))}
      {parts.length < MOST_STIMULI && (
        <p class="more">
          <button type="button" class="link" onClick={add}>
            {words.addStimulus}
          </button>
        </p>
      )}
    </fieldset>
  );
}

function OneStimulusSettings({ page, experiment, place }: SettingsProps & { readonly place: number }) {
  const parts = partsOf(experiment.stimulus);
  const { prefix, stimulus } = parts[place]!;
  const { kind, name } = stimulus;
  const several = parts.length > 1;
  const words = texts.value.controls;
  const replace = (next: OneStimulus) =>
    page.propose(
      withStimuli(experiment, unchanged(experiment).with(place, { stimulus: next, former: place })),
    );
  const say = (key: string, value: unknown) =>
    replace(
      key === 'unit' && typeof value === 'string'
        ? inUnit(stimulus, value, experiment.model)
        : saying(stimulus, key, value),
    );
  const remove = () => page.propose(withStimuli(experiment, unchanged(experiment).toSpliced(place, 1)));
  const choose = (next: KindName) => replace({ ...firstOf(next, experiment.model), ...(name && { name }) });
  // What is said of an area is said of a cell as well only where that has one.
  const hasArea = experiment.model.area !== undefined;
  const sayable = fieldsOf(kind).filter(({ key }) => key !== 'unit' || hasArea);
  const fields = sayable.map((field) => ({
    telling: isTelling(kind, field.key, experiment.model),
    given: (stimulus as unknown as Record<string, unknown>)[field.key],
    field,
  }));
  const shown = (telling: boolean) =>
    fields
      .filter((one) => one.telling === telling)
      .map(({ field }) => (
        <StimulusField
          key={`${kind} ${field.key}`}
          {...{ experiment, prefix, stimulus, field }}
          onChange={(value) => say(field.key, value)}
        />
      ));
  const rare = shown(false);
  const isSaid = fields.some(
    ({ telling, given, field }) => !telling && given !== undefined && given !== field.otherwise,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be a section of its own
    <div
      class="part stimulus"
      role="group"
      aria-label={several ? words.stimulusAt(place + 1) : words.theStimulus}
    >
      <div class="part-title">
        <Choice
          label={words.kind}
          alone
          value={kind}
          options={Object.entries(kinds).map(([value, { title }]) => ({ value, text: term(title) }))}
          description={term(kinds[kind].schema.description ?? '')}
          onChange={(next) => choose(next as KindName)}
        />
        {several && (
          <button type="button" class="link" aria-label={words.removeStimulus(place + 1)} onClick={remove}>
            {texts.value.page.remove}
          </button>
        )}
      </div>
      {shown(true)}
      {kind === 'waveform' && <WaveformFile stimulus={stimulus} onOpen={replace} />}
      {(rare.length > 0 || several) && (
        <details key={kind} open={isSaid}>
          <summary>{words.more}</summary>
          {rare}
          {several && (
            <TextField
              label="name"
              description={words.nameHint}
              placeholder={String(place)}
              value={name ?? ''}
              onChange={(text) => say('name', text || undefined)}
            />
          )}
        </details>
      )}
    </div>
  );
}
