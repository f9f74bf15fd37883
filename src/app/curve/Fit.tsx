import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { isCurrent } from '../../protocol/stimulus.ts';
import { Choice } from '../components/Choice.tsx';
import { capitalised } from '../errors.ts';
import { plain } from '../format.ts';
import type { PanelProps } from '../panels/panel.ts';
import { quantityOf } from '../quantities.ts';
import type { State } from '../state.ts';
import { type FitsAnswer, type FitsQuestion, isAsGood, isOfSame, questionOf } from './fits.ts';
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
  const standing = inquiry.standing.value;
  if (standing.is === 'failed') return <p role="alert">{capitalised(standing.reason)}.</p>;
  if (!question)
    return <p>A fit needs a current that is varied, and cells that fire at some of its values.</p>;
  if (!answer || !chosen) return <p role="status">Fitting</p>;
  return (
    <>
      <Choice
        label="Function"
        alone
        value={chosen.name}
        options={answer.fits.map(({ name, words, rms }) => ({
          value: name,
          text: `${capitalised(words.replace(/^the /, ''))}, ${plain(rms, 3)} Hz off`,
        }))}
        onChange={(name) => (fit.value = name)}
      />
      <p>
        f = {chosen.formula}, with {chosen.numbers.join(', ')}; {plain(chosen.rms, 3)} Hz r.m.s. from the
        curve.
      </p>
      <p>An artificial neuron is this alone: I is the weighted sum of its inputs, f its output.</p>
    </>
  );
}

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
