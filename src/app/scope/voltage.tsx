import { fixed } from '../numbers/format.ts';
import { foretoldMarks, recordedLine } from '../own-data/recorded-line.ts';
import type { State } from '../state.ts';
import { texts } from '../texts/language.ts';
import { LinePattern } from './LinePattern.tsx';
import { dashOf, type Sight, type SteadyPicture, sightOf, voltageMarks, voltageScaleOf } from './pictures.ts';
import type { Reading } from './Readings.tsx';

/** The membrane potentials of all cells that are followed, and behind them the recording. */
export function voltagePicture(state: State): SteadyPicture | undefined {
  const sight = sightOf(state);
  const recording = state.ownData.recording.value;
  if (!sight) return undefined;
  const lines = voltageMarks(sight);
  const { question, rounds } = state.ownData.fitter;
  const foretold = question.value?.data === recording ? rounds.value.at(-1)?.foretold : undefined;
  const recorded = recording ? [recordedLine(recording, sight.window)] : [];
  const y = voltageScaleOf(
    state,
    [...recorded, ...lines].map((line) => line.y),
  );
  return {
    steady: sight.steady,
    x: sight.time,
    y,
    marks: [...(foretold ? foretoldMarks(foretold, y.range) : []), ...recorded, ...lines],
  };
}

/** The same to be read; a single one is not told by its line. */
export function voltageReadings({ course, probes }: Sight): Reading[] {
  const several = probes.length > 1;
  const inOrder = [...probes].sort((a, b) => a.number - b.number);
  return inOrder.map(({ cell, number }) => ({
    label: several ? `${course.voltage} ${number}` : course.voltage,
    description: texts.value.scope.membranePotential,
    unit: 'mV',
    digits: 2,
    at: (time) => course.history.at(cell, course.voltage, time),
    sign: several && <LinePattern dash={dashOf(number - 1)} />,
  }));
}

/** That of the selected cell, now. */
export function presentPotential({ course }: State): string {
  const V = course.value?.potential;
  return V === undefined ? 'mV' : `${fixed(V, 0)} mV`;
}
