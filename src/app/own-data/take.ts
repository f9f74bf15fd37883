import { batch } from '@preact/signals';
import { readPoints } from '../../studies/fit/own-points.ts';
import { hasTrace, readTrace, type TraceOptions, unsaidUnits } from '../../studies/fit/own-trace.ts';
import type { Page } from '../page.ts';
import { runOver } from './run-over.ts';

/**
 * Takes a table of one's own: a recorded potential, which becomes the recording of the page, or currents and rates, which stand on the
 * curve from then on.
 * @throws InputError if it is neither, or something is wrong in it; then nothing has changed
 */
export function takeTable(page: Page, text: string, name: string): void {
  if (hasTrace(text)) {
    takeTrace(page, text, name);
    return;
  }
  const points = readPoints(text, name);
  const { onCurve, populationPlot } = page.state;
  batch(() => {
    onCurve.points.value = points;
    if (!onCurve.shown.value.includes('points')) onCurve.shown.value = [...onCurve.shown.value, 'points'];
    populationPlot.value = 'curve';
  });
}

/**
 * Takes a recorded potential, or asks for the units that it does not say.
 * @throws InputError if something is wrong in it
 */
export function takeTrace(page: Page, text: string, name: string, units?: TraceOptions): void {
  const { ownData, populationPlot } = page.state;
  const unsaid = unsaidUnits(text, name);
  if (unsaid.length > 0 && !units) {
    batch(() => {
      ownData.unread.value = { name, text, unsaid };
      populationPlot.value = 'data';
    });
    return;
  }
  const recording = readTrace(text, name, units);
  ownData.fitter.end();
  batch(() => {
    ownData.recording.value = recording;
    ownData.unread.value = undefined;
    ownData.windows.value = undefined;
    populationPlot.value = 'data';
  });
  runOver(page);
}

/** Takes the recording away, and what was compared with it; the population stays as it is. */
export function removeRecording({ state: { ownData } }: Page): void {
  ownData.fitter.end();
  batch(() => {
    ownData.recording.value = undefined;
    ownData.windows.value = undefined;
    ownData.until.value = undefined;
  });
}
