import type { Experiment } from '../../protocol/experiment.ts';
import type { Mark } from '../../view/charts/graph.ts';
import type { Painted } from '../paint/painted.ts';
import { CellPanel } from '../scope/CellPanel.tsx';
import { flowsOf, slopesOf } from '../scope/flows.ts';
import { Plot } from '../scope/Plot.tsx';
import { type SteadyPicture, scaleAround, sightOf, voltageScaleOf } from '../scope/pictures.ts';
import { type Reading, Readings } from '../scope/Readings.tsx';
import type { TimeWindow } from '../scope/scope.ts';
import { Tools } from '../scope/Tools.tsx';
import { presentPotential } from '../scope/voltage.tsx';
import type { CellCourse, State } from '../state.ts';
import { texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';

const SLOPE = 'dV/dt';
const SLOPE_UNIT = 'mV/ms';

/** How fast the potential of the selected cell changes, against the potential: a spike is a loop. */
export function PhasePlot({ page }: PanelProps) {
  const { state } = page;
  const words = texts.value.scope;
  return (
    <CellPanel page={page} title={words.phase} aside={presentPotential(state)}>
      <Tools page={page} />
      <h3>
        {SLOPE} <small>{SLOPE_UNIT}</small>
      </h3>
      <Plot picture={() => phasePicture(state)} />
      <p class="abscissa">{`${words.membranePotential} mV`}</p>
      <Readings page={page} readings={readingsOf(state)} />
    </CellPanel>
  );
}

function phasePicture(state: State): SteadyPicture | undefined {
  const sight = sightOf(state);
  const experiment = state.experiment.value;
  if (!sight || !experiment) return undefined;
  const { course, probes, window, held } = sight;
  const { cell } = probes[0];
  const present = { experiment, painted: state.painted.value };
  const live = orbitOf(course, present, cell, window);
  const marks: Mark[] = [{ kind: 'orbit', ...live, ink: 'potential across', width: 1.5 }];
  if (held) {
    const { samples: history, probes: others } = held;
    const behind = orbitOf({ ...course, history }, held, others[0].cell, held.window);
    marks.unshift({ kind: 'orbit', ...behind, ink: 'held' });
  }
  for (const time of state.scope.cursors.value) {
    marks.push({ kind: 'dots', ...orbitOf(course, present, cell, { from: time, to: time }) });
  }
  const x = voltageScaleOf(state, [live.x]);
  return { steady: sight.steady, x, y: scaleAround([live.y], true), marks };
}

/** V and its slope in a cell. */
function orbitOf(
  course: CellCourse,
  { experiment, painted }: { readonly experiment: Experiment; readonly painted: Painted },
  cell: number,
  window: TimeWindow,
) {
  const { values } = course.history.stretch(cell, [course.voltage], window.from, window.to);
  const flows = flowsOf(course, experiment.model, cell, window);
  return { x: values[course.voltage]!, y: slopesOf(flows, experiment, painted, cell) };
}

function readingsOf(state: State): Reading[] {
  const sight = sightOf(state);
  const experiment = state.experiment.value;
  if (!sight || !experiment) return [];
  const { course, probes } = sight;
  const { cell } = probes[0];
  const present = { experiment, painted: state.painted.value };
  const at = (time: number) => {
    const near = course.history.timeNear(time);
    return near === undefined ? undefined : orbitOf(course, present, cell, { from: near, to: near });
  };
  return [
    {
      label: 'V',
      description: texts.value.scope.membranePotential,
      unit: 'mV',
      digits: 2,
      at: (time) => at(time)?.x[0],
    },
    {
      label: SLOPE,
      description: texts.value.scope.slopeHint,
      unit: SLOPE_UNIT,
      digits: 2,
      at: (time) => at(time)?.y[0],
    },
  ];
}
