import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { isCurrent } from '../../protocol/stimulus.ts';
import { Choice } from '../components/Choice.tsx';
import { capitalised } from '../errors.ts';
import { plain, prose, unit } from '../format.ts';
import type { PanelProps } from '../panels/panel.ts';
import { quantityOf } from '../quantities.ts';
import type { State } from '../state.ts';
import { term, texts } from '../texts/language.ts';
import {
  type FitsAnswer,
  type FitsQuestion,
  type FittedFunction,
  isAsGood,
  isOfSame,
  questionOf,
} from './fits.ts';
import { Inquiry } from './inquiry.ts';
import { useLayer } from './use-layer.ts';

/** Functions of artificial units fitted to the curve, one of them drawn. */
export function Fit({ page: { state } }: PanelProps) {
  const { inquiry, latest } = useFits(state);
  const { fit } = state.onCurve;
  const question = askable(state);
  const answer = latest && question && isOfSame(latest.question, question) ? latest : undefined;
  const chosen = answer?.fits.find(({ name }) => name === fit.value) ?? answer?.fits[0];
  useLayer(
    state,
    'fit',
    useMemo(
      () => answer && chosen && { lines: [{ x: answer.question.currents, rate: chosen.rates, dash: [] }] },
      [answer, chosen],
    ),
  );
  const words = texts.value.curve.fit;
  const standing = inquiry.standing.value;
  if (standing.is === 'failed') return <p role="alert">{capitalised(standing.reason)}.</p>;
  if (!question) return <p>{words.needs}</p>;
  if (!answer || !chosen) return <p role="status">{words.work}</p>;
  return (
    <>
      <Choice
        label={words.function}
        alone
        value={chosen.name}
        options={answer.fits.map(({ name, words: what, rms }) => ({
          value: name,
          text: capitalised(words.off(term(what), rms)),
        }))}
        onChange={(name) => (fit.value = name)}
      />
      <p>{words.found(chosen.formula, chosen.numbers.map(written).join(', '), chosen.rms)}</p>
      <p>{words.meaning}</p>
    </>
  );
}

const written = ({ name, value, unit: own }: FittedFunction['numbers'][number]): string =>
  `${name} ${plain(value, 3)} ${prose(unit(own))}`.trim();

/** What would be asked of the present curve. */
function askable({ curve, experiment }: State): FitsQuestion | undefined {
  const vary = experiment.value?.sweep.x?.vary;
  if (!curve.value || !vary || !isCurrent(vary, experiment.value!.stimulus)) return undefined;
  return questionOf(curve.value, quantityOf(experiment.value!, vary).unit);
}

/** The latest fits. They follow the curve, one after the other, for as long as it changes. */
function useFits(state: State) {
  const inquiry = useMemo(() => new Inquiry<FitsQuestion, FitsAnswer>(), []);
  const latest = useSignal<FitsAnswer | undefined>(undefined);
  useSignalEffect(() => {
    const standing = inquiry.standing.value;
    const question = askable(state);
    if (standing.is === 'answered') latest.value = standing.answer;
    if (!question || standing.is === 'asked' || standing.is === 'failed') return;
    const known = latest.peek();
    if (!known || !isAsGood(known.question, question)) inquiry.ask(question);
  });
  useEffect(() => () => inquiry.cancel(), [inquiry]);
  return { inquiry, latest: latest.value };
}
