import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { OpenFile } from '../components/OpenFile.tsx';
import { offers } from '../membrane/membrane-choice.ts';
import { term, texts } from '../texts/language.ts';
import type { SettingsProps } from './settings.ts';
import { rangeText, Varied } from './Varied.tsx';

/** Parameters that are shown at once; those after them are the details of few membranes. */
const SHOWN = 10;

/** The membrane and its parameters. */
export function ModelSettings({ page, experiment }: SettingsProps) {
  const { model: membrane, parameters } = experiment;
  const offered = offers(page.state.opened.value, membrane);
  const names = Object.keys(membrane.parameters);
  // One or two more are no reason to fold.
  const shown = names.length <= SHOWN + 2 ? names.length : SHOWN;
  const folded = names.slice(shown);
  const words = texts.value.controls;
  const isChanged = (name: string) => parameters[name] !== membrane.parameters[name]!.value;
  return (
    <fieldset>
      <legend>{words.model}</legend>
      <Choice
        label={words.membrane}
        alone
        value={offered.find((offer) => offer.membrane === membrane)!.key}
        options={offered.map(({ key, text }) => ({ value: key, text }))}
        onChange={(key) => page.choose(offered.find((offer) => offer.key === key)!.membrane)}
      />
      <div class="file">
        <OpenFile page={page} plain>
          {words.openMembrane}
        </OpenFile>
      </div>
      {names.slice(0, shown).map((name) => (
        <Parameter key={`${membrane.name} ${name}`} {...{ page, experiment, name }} />
      ))}
      {folded.length > 0 && (
        <details key={membrane.name} open={folded.some(isChanged)}>
          <summary>{words.moreParameters(folded.length)}</summary>
          {folded.map((name) => (
            <Parameter key={name} {...{ page, experiment, name }} />
          ))}
        </details>
      )}
    </fieldset>
  );
}

function Parameter({ page, experiment, name }: SettingsProps & { readonly name: string }) {
  const { model, parameters } = experiment;
  const { unit, range, ...parameter } = model.parameters[name]!;
  const description = term(parameter.description);
  const varied = rangeText(experiment, `parameters.${name}`, unit);
  if (varied) return <Varied label={name} title={description} text={varied} />;
  return (
    <NumberField
      label={name}
      description={description}
      unit={unit}
      range={range}
      value={parameters[name]!}
      onChange={(value) => page.propose({ ...experiment, parameters: { ...parameters, [name]: value } })}
    />
  );
}
