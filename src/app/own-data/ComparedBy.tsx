import { InputError } from '../../input/schema.ts';
import type { Window } from '../../statistics/recorded.ts';
import { checkFeatures, type Feature } from '../../studies/fit/features.ts';
import { featureText, readFeature, readWindow, windowText } from '../../studies/fit/written.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { TextField } from '../components/TextField.tsx';
import { unit } from '../format.ts';
import type { Page } from '../page.ts';
import { comparedFeatures } from './compare.ts';
import { type Means, meansIn, meansOf } from './own-data-state.ts';

/** Percent of the data that can be held back. */
const HELD = [0, 90] as const;

const meansWords: Readonly<Record<Means, string>> = {
  potential: 'V, sample by sample',
  features: 'features of V',
  rates: 'rates at currents',
};

/** By what neurons are compared with the data, what of these counts, and what is held back. */
export function ComparedBy({ page }: { readonly page: Page }) {
  const { windows, hold, measured } = page.state.ownData;
  const means = meansOf(page.state)!;
  return (
    <>
      <Choice
        label="Compare by"
        value={means}
        options={meansIn(page.state).map((one) => ({ value: one, text: meansWords[one] }))}
        onChange={(next) => setMeans(page, next as Means)}
      />
      {means === 'features' && (
        <TextField
          label="Features"
          description="Statistics of V, as name or name:weight"
          value={comparedFeatures(page.state).map(featureText).join(' ')}
          onChange={(text) => setFeatures(page, text)}
        />
      )}
      <TextField
        label="Windows"
        description="Parts that count, as from:to or from:to:weight"
        value={windows.value?.map(windowText).join(' ') ?? ''}
        placeholder="all, or 10:40:2"
        unit={means === 'rates' ? pointsUnit(page) : 'ms'}
        onChange={(text) => setWindows(page, text)}
      />
      {means === 'rates' && (
        <TextField
          label="Measured"
          description="When rates are measured, from rest on, as from:to"
          value={windowText({ ...measured.value, weight: 1 })}
          unit="ms"
          onChange={(text) => setMeasured(page, text)}
        />
      )}
      <NumberField
        label="Held back"
        description="Part of the data that is not fitted but foretold"
        value={percentOf(hold.value)}
        unit="%"
        range={HELD}
        onChange={(next) => {
          if (!(next >= HELD[0] && next <= HELD[1])) return `A number from ${HELD[0]} to ${HELD[1]}`;
          hold.value = next / 100;
          return undefined;
        }}
      />
    </>
  );
}

const percentOf = (share: number): number => Number((100 * share).toPrecision(4));

const pointsUnit = ({ state }: Page): string => unit(state.onCurve.points.value?.unit ?? '');

/** @returns the parts of a text that is a list, or undefined if one of them cannot be read */
function listIn<One>(text: string, read: (part: string) => One | undefined): readonly One[] | undefined {
  const all = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(read);
  return all.every((one) => one !== undefined) ? all : undefined;
}

function setMeans({ state: { ownData } }: Page, next: Means): void {
  // Windows are of times or of currents.
  if ((ownData.means.value === 'rates') !== (next === 'rates')) ownData.windows.value = undefined;
  ownData.means.value = next;
}

function setFeatures({ state: { ownData } }: Page, text: string): string | undefined {
  const features = listIn<Feature>(text, readFeature);
  if (!features) return 'Statistics, each maybe with a weight, such as latency peak:2';
  try {
    checkFeatures(features);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  ownData.features.value = features;
  return undefined;
}

function setMeasured({ state: { ownData } }: Page, text: string): string | undefined {
  const measured = readWindow(text);
  if (!measured) return 'Two times (ms), such as 200:500';
  ownData.measured.value = { from: measured.from, to: measured.to };
  return undefined;
}

function setWindows({ state: { ownData } }: Page, text: string): string | undefined {
  const windows = listIn<Window>(text, readWindow);
  if (!windows) return 'Two numbers and maybe a weight, such as 10:40 or 10:40:2';
  ownData.windows.value = windows.length > 0 ? windows : undefined;
  return undefined;
}
