import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Choice } from '../components/Choice.tsx';
import type { PanelProps } from '../panels/panel.ts';
import type { State } from '../state.ts';
import { capitalised } from '../texts/errors.ts';
import { inWords, term, texts } from '../texts/language.ts';
import { type FitsAnswer, type FitsQuestion, isAsGood } from './fits.ts';
import { askable, numbersOf, shownFit } from './fitted.ts';
import { Inquiry } from './inquiry.ts';
import { UnitPicture } from './UnitPicture.tsx';
import { useLayer } from './use-layer.ts';

/** Functions of artificial units fitted to the curve, one of them drawn. */
export function Fit({ page: { state } }: PanelProps) {
  const inquiry = useFits(state);
  const shown = shownFit(state);
  useLayer(
    state,
    'fit',
    useMemo(
      () => shown && { lines: [{ x: shown.question.currents, rate: shown.fit.rates, dash: [] }] },
      [shown?.fit],
    ),
  );
  const words = texts.value.curve.fit;
  const standing = inquiry.standing.value;
  if (standing.is === 'failed') return <p role="alert">{capitalised(inWords(standing.reason))}.</p>;
  if (!askable(state)) return <p>{words.needs}</p>;
  if (!shown) return <p role="status">{words.work}</p>;
  const { fits, fit } = shown;
  return (
    <>
      <Choice
        label={words.function}
        alone
        value={fit.name}
        options={fits.map(({ name, words: what, rms }) => ({
          value: name,
          text: capitalised(words.off(term(what), rms)),
        }))}
        onChange={(name) => (state.onCurve.fit.value = name)}
      />
      <p>{words.found(fit.formula, numbersOf(fit), fit.rms)}</p>
      <p>{words.meaning}</p>
      <details>
        <summary>{words.picture}</summary>
        <UnitPicture title={words.pictureTitle} shown={shown} />
      </details>
    </>
  );
}

/** Fits that follow the curve, one after the other, for as long as it changes. */
function useFits(state: State): Inquiry<FitsQuestion, FitsAnswer> {
  const inquiry = useMemo(() => new Inquiry<FitsQuestion, FitsAnswer>(), []);
  const { fits } = state.onCurve;
  useSignalEffect(() => {
    const standing = inquiry.standing.value;
    const question = askable(state);
    if (standing.is === 'answered') fits.value = standing.answer;
    if (!question || standing.is === 'asked' || standing.is === 'failed') return;
    const known = fits.peek();
    if (!known || !isAsGood(known.question, question)) inquiry.ask(question);
  });
  useEffect(
    () => () => {
      inquiry.cancel();
      fits.value = undefined;
    },
    [inquiry, fits],
  );
  return inquiry;
}
