import { integratorNames } from '../../integrators/catalogue.ts';
import { type Axis, axisLength } from '../../population/sweep.ts';
import type { Experiment } from '../../protocol/experiment.ts';
import { onlyOf } from '../../protocol/stimulus.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { OpenFile } from '../components/OpenFile.tsx';
import { type EngineChoice, engineChoices } from '../engines.ts';
import { whole } from '../format.ts';
import { offers } from '../membrane-choice.ts';
import { populationSizes } from '../opening.ts';
import type { Page } from '../page.ts';
import { ends, quantitiesOf, quantityOf, tellingRange } from '../quantities.ts';
import type { PanelProps } from './panel.ts';

/** Everything that can be set, in one column. */
export function Controls({ page }: PanelProps) {
  const experiment = page.state.wanted.value;
  if (!experiment) return null;
  return (
    <>
      {experiment.sweep.x && (
        <PopulationSettings page={page} experiment={experiment} axis={experiment.sweep.x} />
      )}
      <ModelSettings page={page} experiment={experiment} />
      <NumericalSettings page={page} experiment={experiment} />
    </>
  );
}

interface SettingsProps {
  readonly page: Page;
  readonly experiment: Experiment;
}

function PopulationSettings({ page, experiment, axis }: SettingsProps & { readonly axis: Axis }) {
  const varied = quantityOf(experiment, axis.vary);
  const [from, to] = ends(axis);
  const count = axisLength(axis);
  const sizes = [...new Set([...populationSizes, count])].sort((a, b) => a - b);
  const propose = (change: { vary?: string; from?: number; to?: number; count?: number }) =>
    page.propose({
      ...experiment,
      sweep: { ...experiment.sweep, x: { vary: axis.vary, from, to, count, ...change } },
    });
  const vary = (path: string) => {
    const [lowest, highest] = tellingRange(experiment, path);
    propose({ vary: path, from: lowest, to: highest });
  };
  return (
    <fieldset>
      <legend>Population</legend>
      <Choice
        label="Neurons"
        value={String(count)}
        options={sizes.map((size) => ({ value: String(size), text: whole(size) }))}
        onChange={(size) => propose({ count: Number(size) })}
      />
      <Choice
        label="Varied"
        value={axis.vary}
        options={quantitiesOf(experiment).map(({ path, name }) => ({ value: path, text: name }))}
        onChange={vary}
      />
      <NumberField
        label="From"
        value={from}
        unit={varied.unit}
        onChange={(value) => propose({ from: value })}
      />
      <NumberField label="To" value={to} unit={varied.unit} onChange={(value) => propose({ to: value })} />
    </fieldset>
  );
}

function ModelSettings({ page, experiment }: SettingsProps) {
  const { model: membrane, parameters, sweep } = experiment;
  const constant = onlyOf(experiment.stimulus, 'constant');
  const varied = sweep.x?.vary;
  const offered = offers(page.state.opened.value, membrane);
  return (
    <fieldset>
      <legend>Model</legend>
      <Choice
        label="Membrane"
        alone
        value={offered.find((offer) => offer.membrane === membrane)!.key}
        options={offered.map(({ key, text }) => ({ value: key, text }))}
        onChange={(key) => page.choose(offered.find((offer) => offer.key === key)!.membrane)}
      />
      <div class="file">
        <OpenFile page={page} plain>
          Open a membrane file
        </OpenFile>
      </div>
      {constant && varied !== 'stimulus.amplitude' && (
        <NumberField
          label="Current"
          description={quantityOf(experiment, 'stimulus.amplitude').name}
          unit={quantityOf(experiment, 'stimulus.amplitude').unit}
          value={constant.amplitude}
          onChange={(amplitude) => page.propose({ ...experiment, stimulus: { ...constant, amplitude } })}
        />
      )}
      {Object.entries(membrane.parameters)
        .filter(([name]) => varied !== `parameters.${name}`)
        .map(([name, parameter]) => (
          <NumberField
            key={`${membrane.name} ${name}`}
            label={name}
            description={parameter.description}
            unit={parameter.unit}
            range={parameter.range}
            value={parameters[name]!}
            onChange={(value) =>
              page.propose({ ...experiment, parameters: { ...parameters, [name]: value } })
            }
          />
        ))}
    </fieldset>
  );
}

const engineNames: Readonly<Record<EngineChoice, string>> = {
  auto: 'the fastest',
  webgpu: 'WebGPU',
  cpu: 'CPU, float32',
  'cpu-f64': 'CPU, float64',
};

function NumericalSettings({ page, experiment }: SettingsProps) {
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
        value={experiment.dt}
        onChange={(dt) => page.propose({ ...experiment, dt })}
        onClear={() => void page.propose({ ...experiment, dt: undefined })}
      />
    </fieldset>
  );
}
