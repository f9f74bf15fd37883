import { Choice } from '../components/Choice.tsx';
import { type EngineChoice, engineChoices } from '../engines/engines.ts';
import { texts } from '../texts/language.ts';
import { MethodSettings } from './MethodSettings.tsx';
import type { SettingsProps } from './settings.ts';

/** What computes, and how. */
export function NumericalSettings({ page, experiment }: SettingsProps) {
  const words = texts.value.controls;
  const { engine, reason } = page.state;
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
      <MethodSettings page={page} experiment={experiment} />
    </fieldset>
  );
}
