import { batch } from '@preact/signals';
import { type CurrentUnit, readPoints } from '../../studies/fit/own-points.ts';
import { cellsIn, hasTrace, readTrace, type TraceOptions, unsaidUnits } from '../../studies/fit/own-trace.ts';
import { isTrace } from '../../studies/fit/question.ts';
import type { Page } from '../page.ts';
import { runOver } from './run-over.ts';

/**
 * Takes a table of one's own: a recorded potential, which becomes the recording of the page, or currents and rates, which stand on the
 * curve from then on.
 * @throws InputError if it is neither, or something is wrong in it; then nothing has changed
 */
export function takeTable(page: Page, text: string, name: string): void {
  if (hasTrace(text)) takeTrace(page, text, name);
  else takePoints(page, text, name);
}

/**
 * Takes currents and rates, or asks for the unit of the currents where they do not say it.
 * @throws InputError if something is wrong in them
 */
export function takePoints(page: Page, text: string, name: string, unit?: CurrentUnit): void {
  const { ownData, onCurve, populationPlot } = page.state;
  const read = readPoints(text, name);
  const points = { ...read, unit: read.unit ?? unit };
  if (points.unit) ownData.fitter.end();
  batch(() => {
    if (points.unit) {
      onCurve.points.value = points;
      ownData.unread.value = undefined;
      ownData.means.value = 'rates';
    } else ownData.unread.value = { name, text, unsaid: ['current'], cells: [] };
    if (!onCurve.shown.value.includes('points')) onCurve.shown.value = [...onCurve.shown.value, 'points'];
    if (populationPlot.value !== 'data') populationPlot.value = 'curve';
  });
}

/** Takes the points away. */
export function removePoints(page: Page): void {
  endFitOf(page, 'rates');
  page.state.onCurve.points.value = undefined;
}

/** Ends what was compared with data that are no longer there. */
function endFitOf({ state: { ownData } }: Page, means: 'potential' | 'rates'): void {
  const data = ownData.fitter.question.value?.data;
  if (data && isTrace(data) === (means === 'potential')) ownData.fitter.end();
}

/**
 * Takes a recorded potential, or asks for the units that it does not say, and which one where it has several cells.
 * @throws InputError if something is wrong in it
 */
export function takeTrace(page: Page, text: string, name: string, answers?: TraceOptions): void {
  const { ownData, populationPlot } = page.state;
  const unsaid = unsaidUnits(text, name);
  const cells = cellsIn(text, name);
  const several = cells.length > 1 ? cells : [];
  if (unsaid.length + several.length > 0 && !answers) {
    batch(() => {
      ownData.unread.value = { name, text, unsaid, cells: several };
      populationPlot.value = 'data';
    });
    return;
  }
  const recording = readTrace(text, name, answers);
  ownData.fitter.end();
  batch(() => {
    ownData.recording.value = recording;
    ownData.unread.value = undefined;
    if (ownData.means.value === 'rates') ownData.means.value = undefined;
    ownData.windows.value = undefined;
    populationPlot.value = 'data';
  });
  runOver(page);
}

/** Takes the recording away, and what was compared with it; the population stays as it is. */
export function removeRecording(page: Page): void {
  const { ownData } = page.state;
  endFitOf(page, 'potential');
  batch(() => {
    ownData.recording.value = undefined;
    ownData.windows.value = undefined;
    ownData.until.value = undefined;
  });
}
