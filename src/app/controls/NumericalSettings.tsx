import { integratorNames } from '../../integrators/catalogue.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { type EngineChoice, engineChoices } from '../engines.ts';
import type { SettingsProps } from './settings.ts';

const engineNames: Readonly<Record<EngineChoice, string>> = {
  auto: 'the fastest',
  webgpu: 'WebGPU',
  cpu: 'CPU, float32',
  'cpu-f64': 'CPU, float64',
};

/** What computes, and how. */
export function NumericalSettings({ page, experiment }: SettingsProps) {
  return (
    <fieldset>
      <legend>Computation</legend>
      <Choice
        label="Engine"
        value={page.state.engine.value}
        options={engineChoices.map((choice) => ({ value: choice, text: engineNames[choice] }))}
        onChange={(choice) => page.chooseEngine(choice as EngineChoice)}
      />
      {page.state.reason.value && <p class="reason">{page.state.reason.value}</p>}
      <Choice
        label="Integrator"
        value={experiment.integrator}
        options={integratorNames.map((name) => ({ value: name, text: name }))}
        onChange={(integrator) => page.propose({ ...experiment, integrator })}
      />
      <NumberField
        label="dt"
        description={
          page.state.stepChosen.value
            ? 'Step, chosen for the fastest cell'
            : 'Step; empty to choose it for the fastest cell'
        }
        unit="ms"
        range={[1e-4, 1]}
        value={experiment.dt}
        onChange={(dt) => page.propose({ ...experiment, dt })}
        onClear={() => page.propose({ ...experiment, dt: undefined })}
      />
    </fieldset>
  );
}
