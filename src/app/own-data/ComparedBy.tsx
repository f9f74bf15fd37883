import { InputError } from '../../input/schema.ts';
import type { Window } from '../../statistics/recorded.ts';
import { checkFeatures, type Feature } from '../../studies/fit/features.ts';
import { featureText, readFeature, readWindow, windowText } from '../../studies/fit/written.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { TextField } from '../components/TextField.tsx';
import { unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { comparedFeatures } from './compare.ts';
import { type Means, meansIn, meansOf } from './own-data-state.ts';

/** Percent of the data that can be held back. */
const HELD = [0, 90] as const;

/** By what neurons are compared with the data, what of these counts, and what is held back. */
export function ComparedBy({ page }: { readonly page: Page }) {
  const { windows, hold, measured } = page.state.ownData;
  const means = meansOf(page.state)!;
  const words = texts.value.ownData;
  return (
    <>
      <Choice
        label={words.compareBy}
        value={means}
        options={meansIn(page.state).map((one) => ({ value: one, text: words.means[one] }))}
        onChange={(next) => setMeans(page, next as Means)}
      />
      {means === 'features' && (
        <TextField
          label={words.features}
          description={words.featuresHint}
          value={comparedFeatures(page.state).map(featureText).join(' ')}
          onChange={(text) => setFeatures(page, text)}
        />
      )}
      <TextField
        label={words.windows}
        description={words.windowsHint}
        value={windows.value?.map(windowText).join(' ') ?? ''}
        placeholder={words.windowsBefore}
        unit={means === 'rates' ? pointsUnit(page) : 'ms'}
        onChange={(text) => setWindows(page, text)}
      />
      {means === 'rates' && (
        <TextField
          label={words.measured}
          description={words.measuredHint}
          value={windowText({ ...measured.value, weight: 1 })}
          unit="ms"
          onChange={(text) => setMeasured(page, text)}
        />
      )}
      <NumberField
        label={words.held}
        description={words.heldHint}
        value={percentOf(hold.value)}
        unit="%"
        range={HELD}
        onChange={(next) => {
          if (!(next >= HELD[0] && next <= HELD[1])) return words.numberFrom(...HELD);
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
  if (!features) return texts.value.ownData.featuresWrong;
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
  if (!measured) return texts.value.ownData.measuredWrong;
  ownData.measured.value = { from: measured.from, to: measured.to };
  return undefined;
}

function setWindows({ state: { ownData } }: Page, text: string): string | undefined {
  const windows = listIn<Window>(text, readWindow);
  if (!windows) return texts.value.ownData.windowsWrong;
  ownData.windows.value = windows.length > 0 ? windows : undefined;
  return undefined;
}
