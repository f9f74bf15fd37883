import type { Mark } from '../../view/charts/graph.ts';
import { currentsOf, type Traced } from '../cells/traced.ts';
import { unit } from '../numbers/format.ts';
import { CellPanel } from '../scope/CellPanel.tsx';
import { type Flows, flowsAt, flowsOf } from '../scope/flows.ts';
import { Hand } from '../scope/Hand.tsx';
import { Legend } from '../scope/Legend.tsx';
import { AreaTone, LinePattern } from '../scope/LinePattern.tsx';
import { Plot } from '../scope/Plot.tsx';
import { type Sight, type SteadyPicture, scaleAround, sightOf } from '../scope/pictures.ts';
import { type Reading, Readings } from '../scope/Readings.tsx';
import { Tools } from '../scope/Tools.tsx';
import { presentPotential, voltagePicture } from '../scope/voltage.tsx';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';

/** The three lines over the areas. */
const balance = [
  { name: 'sum', dash: [] },
  { name: 'capacitive', dash: [6, 3] },
  { name: 'injected', dash: [2, 2] },
] as const;

/** The currents of the selected cell upon one another, and how they add up with what is injected. */
export function CurrentsPlot({ page }: PanelProps) {
  const { state } = page;
  const sight = sightOf(state);
  const currents = shownIn(state);
  const words = texts.value.scope;
  const keys = [
    ...currents.map(({ name, description }, i) => ({
      label: name,
      description,
      sign: <AreaTone tone={toneOf(i, currents.length)} />,
    })),
    ...balance.map(({ name, dash }) => ({ ...balanceWords(name), sign: <LinePattern dash={dash} /> })),
  ];
  return (
    <CellPanel page={page} title={words.potential} aside={presentPotential(state)}>
      <Tools page={page} />
      <div class="timed">
        <Plot class="small" abscissa={false} picture={() => voltagePicture(state)} />
        <Legend page={page} title={words.currents} unit={words.outwardUp(unit('uA/cm2'))} keys={keys} />
        <Plot class="voltage" picture={() => currentsPicture(state)} />
        <Hand page={page} />
      </div>
      {sight && <Readings page={page} readings={readingsOf(state, sight, keys)} />}
    </CellPanel>
  );
}

/** What a line over the areas is called, and what it is. */
function balanceWords(name: (typeof balance)[number]['name']) {
  const words = texts.value.scope;
  switch (name) {
    case 'sum':
      return { label: words.sum, description: words.sumHint };
    case 'capacitive':
      return { label: 'C dV/dt', description: words.capacitiveHint };
    case 'injected':
      return { label: words.stimulus, description: words.stimulusHint };
  }
}

function currentsPicture(state: State): SteadyPicture | undefined {
  const sight = sightOf(state);
  const experiment = state.experiment.value;
  if (!sight || !experiment) return undefined;
  const { course, probes, window, held } = sight;
  const flows = flowsOf(course, experiment.model, probes[0].cell, window);
  const areas = stacked(flows);
  const shift = held ? window.to - held.window.to : 0;
  const behind =
    held &&
    flowsOf(
      { history: held.samples, observables: course.observables },
      held.experiment.model,
      held.probes[0].cell,
      held.window,
    );
  const lines = (of: Flows, ink: 'plain' | 'held') =>
    balance.map(({ name, dash }) => ({ kind: 'line' as const, x: of.time, y: of[name], dash, ink }));
  return {
    steady: sight.steady,
    x: sight.time,
    y: scaleAround([...areas.map(({ y }) => y), flows.capacitive, flows.injected], true),
    marks: [
      ...areas,
      ...(behind ? lines({ ...behind, time: behind.time.map((t) => t + shift) }, 'held') : []),
      ...lines(flows, 'plain'),
    ],
  };
}

/** The currents upon one another, those outward above 0 and those inward below it; what reaches farthest lies lowest. */
function stacked({ time, currents }: Flows): Extract<Mark, { kind: 'area' }>[] {
  const areas = [];
  const [above, below] = [new Float32Array(time.length), new Float32Array(time.length)];
  for (const [i, current] of currents.entries()) {
    for (let k = 0; k < time.length; k++) {
      if (current[k]! < 0) below[k]! += current[k]!;
      else above[k]! += current[k]!;
    }
    const tone = toneOf(i, currents.length);
    for (const y of [above, below]) areas.push({ kind: 'area' as const, x: time, y: y.slice(), tone });
  }
  return areas.reverse();
}

/** Greys that leave the lines over them to be seen. */
const toneOf = (i: number, count: number): number => 0.22 + (0.4 * i) / Math.max(1, count - 1);

function readingsOf(
  state: State,
  { course, probes }: Sight,
  keys: readonly Pick<Reading, 'label' | 'description' | 'sign'>[],
): Reading[] {
  const experiment = state.experiment.value;
  if (!experiment) return [];
  const { cell } = probes[0];
  const at = (time: number) => flowsAt(course, experiment.model, cell, time);
  const currents = keys.length - balance.length;
  return keys.map((key, i) => ({
    ...key,
    unit: 'uA/cm2',
    digits: 2,
    total: i >= currents,
    at: (time) => (i < currents ? at(time)?.currents[i]?.[0] : at(time)?.[balance[i - currents]!.name][0]),
  }));
}

function shownIn({ experiment, course }: State): readonly Traced[] {
  const [running, latest] = [experiment.value, course.value];
  return running && latest ? currentsOf(running.model, latest.observables) : [];
}
