import { useSignal } from '@preact/signals';
import { useId, useMemo, useRef } from 'preact/hooks';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { currentsIn, type Difference, differenceTo, type OwnPoints } from '../../studies/fit/own-points.ts';
import { quantityOf } from '../experiment/quantities.ts';
import { removePoints, takePoints } from '../own-data/take.ts';
import { Unsaid } from '../own-data/Unsaid.tsx';
import type { Page } from '../page.ts';
import type { PanelProps } from '../panels/panel.ts';
import { inWords, texts } from '../texts/language.ts';
import { useLayer } from './use-layer.ts';

/** Points that somebody else has measured, beside the curve. */
export function Points({ page }: PanelProps) {
  const { onCurve, ownData } = page.state;
  const points = onCurve.points.value;
  const unread = ownData.unread.value;
  if (unread?.unsaid.includes('current')) return <Unsaid page={page} unread={unread} />;
  return points ? <Beside page={page} points={points} /> : <Reader page={page} />;
}

/** How far the points are from the curve. */
function Beside({ page, points }: { readonly page: Page; readonly points: OwnPoints }) {
  const { state } = page;
  const experiment = state.experiment.value;
  const x = useMemo(() => {
    const vary = experiment?.sweep.x?.vary;
    return vary && attempt(() => currentsIn(points, quantityOf(experiment, vary).unit, experiment.model));
  }, [experiment, points]);
  const currents = typeof x === 'object' ? x : undefined;
  useLayer(
    state,
    'points',
    useMemo(() => currents && { squares: { x: currents, rate: points.rate } }, [currents, points]),
  );
  const curve = state.curve.value;
  const words = texts.value.curve.points;
  const difference = curve && currents && differenceTo(curve, currents, points.rate);
  return (
    <p>
      {words.from(points.rate.length, points.name)}
      {difference && differenceWords(difference, points.rate.length)}
      {typeof x === 'string' && <span role="alert">{`; ${inWords(x)}`}</span>}.{' '}
      <button type="button" class="link" onClick={() => (state.populationPlot.value = 'data')}>
        {words.agree}
      </button>{' '}
      <button type="button" class="link" onClick={() => removePoints(page)}>
        {texts.value.page.remove}
      </button>
    </p>
  );
}

function differenceWords({ rms, count }: Difference, all: number): string {
  const { allBeyond, off } = texts.value.curve.points;
  return count === 0 ? allBeyond : off(rms, all - count);
}

/** Takes points from a file or as text. */
function Reader({ page }: { readonly page: Page }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const wrong = useSignal<string | undefined>(undefined);
  const read = (csv: string, name: string) => {
    wrong.value = attempt(() => takePoints(page, csv, name)) ?? undefined;
  };
  const open = async (element: HTMLInputElement) => {
    const [file] = element.files ?? [];
    // The same file can be opened again after it was edited.
    element.value = '';
    if (!file) return;
    const name = shown(file.name);
    if (file.size > LARGEST) wrong.value = texts.value.page.fileTooLarge(name, file.size, LARGEST);
    else read(await file.text(), name);
  };
  const words = texts.value.curve.points;
  return (
    <>
      <label for={id}>{words.ask} </label>
      <button type="button" class="link" onClick={() => input.current!.click()}>
        {words.fromFile}
      </button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={words.file}
        hidden
        onChange={(event) => void open(event.currentTarget)}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          read(text.current!.value, words.pasted);
        }}
      >
        <textarea
          ref={text}
          id={id}
          rows={2}
          spellcheck={false}
          placeholder={words.example}
          aria-invalid={wrong.value !== undefined}
          onPaste={(event) => {
            const pasted = event.clipboardData?.getData('text/plain') ?? '';
            // What is pasted into an empty field is all there is to come.
            if (event.currentTarget.value === '' && pasted.includes('\n')) read(pasted, words.pasted);
          }}
        />
        <button type="submit" class="link">
          {words.show}
        </button>
      </form>
      {wrong.value && <p role="alert">{inWords(wrong.value)}.</p>}
    </>
  );
}

/** Largest file that is read, bytes. */
const LARGEST = 1_000_000;

/** What comes out, or what is wrong with the input. */
function attempt<Result>(read: () => Result): Result | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
