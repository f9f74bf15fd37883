import { integratorNames } from '../../integrators/catalogue.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { type EngineChoice, engineChoices } from '../engines.ts';
import { texts } from '../texts/language.ts';
import type { SettingsProps } from './settings.ts';

/** What computes, and how. */
export function NumericalSettings({ page, experiment }: SettingsProps) {
  const words = texts.value.controls;
  const { engine, reason, stepChosen } = page.state;
  return (
    <fieldset>
      <legend>{words.computation}</legend>
      <Choice
        label={words.engine}
        value={engine.value}
        options={engineChoices.map((choice) => ({ value: choice, text: words.engines[choice] }))}
        onChange={(choice) => page.chooseEngine(choice as EngineChoice)}
      />
      {reason.value && <p class="reason">{reason.value()}</p>}
      <Choice
        label={words.integrator}
        value={experiment.integrator}
        options={integratorNames.map((name) => ({ value: name, text: name }))}
        onChange={(integrator) => page.propose({ ...experiment, integrator })}
      />
      <NumberField
        label="dt"
        description={stepChosen.value ? words.stepChosen : words.stepGiven}
        unit="ms"
        range={[1e-4, 1]}
        value={experiment.dt}
        onChange={(dt) => page.propose({ ...experiment, dt })}
        onClear={() => page.propose({ ...experiment, dt: undefined })}
      />
    </fieldset>
  );
}
