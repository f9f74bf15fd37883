import { integratorNames } from '../../integrators/catalogue.ts';
import { type Method, methodName, methodsOf } from '../../protocol/bands.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { isWrong, saidOfError } from '../honesty/words.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { MOST_BANDS, oneMore, withMethods } from './bands.ts';
import type { SettingsProps } from './settings.ts';

const options = integratorNames.map((name) => ({ value: name, text: name }));
const range = [1e-4, 1] as const;

/** By what method and what step the cells go on, or by which ones side by side. */
export function MethodSettings({ page, experiment }: SettingsProps) {
  const words = texts.value.controls;
  const methods = methodsOf(experiment);
  const propose = (next: readonly Method[]) => page.propose(withMethods(experiment, next));
  return (
    <>
      {experiment.bands ? (
        methods.map((method, i) => (
          <BandSettings
            key={i}
            page={page}
            method={method}
            place={i}
            onChange={(next) => propose(methods.with(i, next))}
            onRemove={() => propose(methods.toSpliced(i, 1))}
          />
        ))
      ) : (
        <OneMethod page={page} experiment={experiment} />
      )}
      {methods.length < MOST_BANDS && (
        <button
          type="button"
          class="more link"
          title={words.besidesHint}
          onClick={() => propose(oneMore(methods))}
        >
          {words.besides}
        </button>
      )}
    </>
  );
}

function OneMethod({ page, experiment }: { page: Page; experiment: Experiment }) {
  const words = texts.value.controls;
  return (
    <>
      <Choice
        label={words.integrator}
        value={experiment.integrator}
        options={options}
        onChange={(integrator) => page.propose({ ...experiment, integrator })}
      />
      <NumberField
        label="dt"
        description={page.state.stepChosen.value ? words.stepChosen : words.stepGiven}
        unit="ms"
        range={range}
        value={experiment.dt}
        onChange={(dt) => page.propose({ ...experiment, dt })}
        onClear={() => page.propose({ ...experiment, dt: undefined })}
      />
    </>
  );
}

interface BandProps {
  readonly page: Page;
  readonly method: Method;
  /** Counted from 0. */
  readonly place: number;
  onChange(method: Method): string | undefined;
  onRemove(): void;
}

/** The method of a band, and how far it leads from where exact steps would. */
function BandSettings({ page, method, place, onChange, onRemove }: BandProps) {
  const words = texts.value.controls;
  const estimate = page.state.honesty.value?.find((one) => methodName(one.method) === methodName(method));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be a section of its own
    <div class="part" role="group" aria-label={words.band(place + 1)}>
      <div class="part-title">
        <Choice
          label={words.integrator}
          alone
          value={method.integrator}
          options={options}
          onChange={(integrator) => onChange({ ...method, integrator: integrator as Method['integrator'] })}
        />
        <button type="button" class="link" onClick={onRemove}>
          {texts.value.page.remove}
        </button>
      </div>
      <NumberField
        label="dt"
        description={words.bandDt}
        unit="ms"
        range={range}
        value={method.dt}
        onChange={(dt) => onChange({ ...method, dt })}
      />
      <div class="field varied band-error">
        <span class="label">{texts.value.time.error}</span>
        <span class="range" data-wrong={estimate !== undefined && isWrong(estimate)}>
          {saidOfError(estimate)}
        </span>
      </div>
    </div>
  );
}
