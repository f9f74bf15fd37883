import { conductancesOf } from '../cells/traced.ts';
import { unit } from '../numbers/format.ts';
import { CellPanel } from '../scope/CellPanel.tsx';
import { Hand } from '../scope/Hand.tsx';
import { Legend } from '../scope/Legend.tsx';
import { LinePattern } from '../scope/LinePattern.tsx';
import { Plot } from '../scope/Plot.tsx';
import { cellMarks, dashOf, type SteadyPicture, scaleAround, sightOf } from '../scope/pictures.ts';
import { Readings } from '../scope/Readings.tsx';
import { Tools } from '../scope/Tools.tsx';
import { presentPotential, voltagePicture, voltageReadings } from '../scope/voltage.tsx';
import type { State } from '../state.ts';
import { term, texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';

/** Membrane potential, and below it what of each conductance of the selected cell is open. */
export function ConductancesPlot({ page }: PanelProps) {
  const { state } = page;
  const sight = sightOf(state);
  const model = state.experiment.value?.model;
  const conductances = shownIn(state);
  const words = texts.value.scope;
  const others = model?.currents.filter((current) => !('conductance' in current)) ?? [];
  const keys = conductances.map(({ name, description }, i) => ({
    label: name,
    description,
    sign: <LinePattern dash={dashOf(i)} />,
  }));
  return (
    <CellPanel page={page} title={words.potential} aside={presentPotential(state)}>
      <Tools page={page} />
      <div class="timed">
        <Plot abscissa={false} picture={() => voltagePicture(state)} />
        <Legend page={page} title={words.conductances} unit={unit('mS/cm2')} keys={keys} />
        <Plot picture={() => conductancesPicture(state)} />
        <Hand page={page} />
      </div>
      {others.map(({ name, description }) => (
        <p class="note" key={name}>
          {words.noConductance(name, term(description))}
        </p>
      ))}
      {sight && (
        <Readings
          page={page}
          readings={[
            ...voltageReadings(sight),
            ...conductances.map(({ name, description }, i) => ({
              label: name,
              description,
              unit: 'mS/cm2',
              digits: 3,
              sign: keys[i]!.sign,
              at: (time: number) => sight.course.history.at(sight.probes[0].cell, name, time),
            })),
          ]}
        />
      )}
    </CellPanel>
  );
}

function conductancesPicture(state: State): SteadyPicture | undefined {
  const sight = sightOf(state);
  if (!sight) return undefined;
  const marks = cellMarks(
    sight,
    shownIn(state).map(({ name }) => name),
  );
  return {
    steady: sight.steady,
    x: sight.time,
    y: scaleAround(
      marks.map((mark) => mark.y),
      false,
    ),
    marks,
  };
}

function shownIn({ experiment, course }: State) {
  const [running, latest] = [experiment.value, course.value];
  return running && latest ? conductancesOf(running.model, latest.observables) : [];
}
