import type { Picture } from '../../view/charts/graph.ts';
import { drawn, type Traced, tracedOf } from '../cells/traced.ts';
import { RecordingKey } from '../own-data/RecordingKey.tsx';
import { CellPanel } from '../scope/CellPanel.tsx';
import { Hand } from '../scope/Hand.tsx';
import { Legend } from '../scope/Legend.tsx';
import { LinePattern } from '../scope/LinePattern.tsx';
import { Plot } from '../scope/Plot.tsx';
import { cellMarks, dashOf, type Sight, sightOf } from '../scope/pictures.ts';
import { type Reading, Readings } from '../scope/Readings.tsx';
import { Tools } from '../scope/Tools.tsx';
import { presentPotential, voltagePicture, voltageReadings } from '../scope/voltage.tsx';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';

/** Membrane potential of the cells that are followed, and gates and other states of the selected one. */
export function StatesPlot({ page }: PanelProps) {
  const { state } = page;
  const model = state.experiment.value?.model;
  const traced = model ? tracedOf(model) : [];
  const sight = sightOf(state);
  const words = texts.value.scope;
  const keys = traced.map((one, i) => ({
    label: labelOf(one, sight),
    description: one.description,
    sign: <LinePattern dash={dashOf(i)} />,
  }));
  return (
    <CellPanel page={page} title={words.potential} aside={presentPotential(state)}>
      <Tools page={page} />
      <RecordingKey page={page} />
      <div class="timed">
        <Plot class="voltage" abscissa={false} picture={() => voltagePicture(state)} />
        <Legend
          page={page}
          title={traced.some(({ measured }) => measured) ? words.gatesAndStates : words.gates}
          keys={keys}
        />
        <Plot class="gates" picture={() => gatesPicture(state)} />
        <Hand page={page} />
      </div>
      {sight && (
        <Readings page={page} readings={[...voltageReadings(sight), ...stateReadings(traced, sight)]} />
      )}
    </CellPanel>
  );
}

function gatesPicture(state: State): Picture | undefined {
  const sight = sightOf(state);
  const model = state.experiment.value?.model;
  if (!sight || !model) return undefined;
  const traced = new Map(tracedOf(model).map((one) => [one.name, one]));
  const signed = [...traced.values()].some(({ measured }) => measured?.signed);
  return {
    x: sight.time,
    y: { range: [signed ? -1 : 0, 1], ticks: signed ? [-1, 0, 1] : [0, 0.5, 1] },
    marks: cellMarks(sight, [...traced.keys()], (samples, name) => drawn(traced.get(name)!, samples).values),
  };
}

/** What it is called beside the plot, with the scale that it is drawn to. */
function labelOf(traced: Traced, sight: Sight | undefined): string {
  if (!sight || !traced.measured) return traced.name;
  const { course, window, probes } = sight;
  const { values } = course.history.stretch(probes[0].cell, [traced.name], window.from, window.to);
  return drawn(traced, values[traced.name]!).label;
}

function stateReadings(traced: readonly Traced[], { course, probes }: Sight): Reading[] {
  return traced.map(({ name, description, measured }, i) => ({
    label: name,
    description,
    unit: measured?.unit ?? '1',
    digits: measured ? 6 : 4,
    sign: <LinePattern dash={dashOf(i)} />,
    at: (time) => course.history.at(probes[0].cell, name, time),
  }));
}
