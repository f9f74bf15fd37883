import { useMemo } from 'preact/hooks';
import { plain, prose } from '../numbers/format.ts';
import type { PanelProps } from '../panels/panel.ts';
import { capitalised } from '../texts/errors.ts';
import { inWords, texts } from '../texts/language.ts';
import { type BifurcationsQuestion, tickOf } from './bifurcation-points.ts';
import { conditionsOf } from './conditions.ts';
import { answerTo, Inquired } from './Inquired.tsx';
import { useLayer } from './use-layer.ts';

/** Where equilibria and cycles come and go, as ticks on the axis and in words. */
export function Bifurcations({ page: { state } }: PanelProps) {
  const { bifurcations } = state.onCurve;
  const experiment = state.experiment.value;
  const conditions = experiment && conditionsOf(experiment, state.selected.value);
  const question: BifurcationsQuestion | undefined = conditions && { about: 'bifurcations', ...conditions };
  const answer = answerTo(bifurcations, question);
  const words = texts.value.curve.bifurcations;
  useLayer(
    state,
    'bifurcations',
    useMemo(() => answer && { ticks: answer.points.map((point) => tickOf(point, words)) }, [answer, words]),
  );
  return (
    <Inquired
      inquiry={bifurcations}
      question={question}
      button={words.button}
      needs={words.needs}
      work={words.work}
    >
      {({ points, firing, gaps }) => (
        <>
          <ul aria-label={words.list}>
            {points.map((point) => (
              <li key={`${point.x} ${point.kind}`}>
                <b>{plain(point.x)}</b> {tickOf(point, words).words}
              </li>
            ))}
          </ul>
          {points.length === 0 && <p>{words.none}</p>}
          <p>{words.firing(firing)}</p>
          {gaps.map((gap) => (
            <p key={gap}>{prose(`${capitalised(inWords(gap))}.`)}</p>
          ))}
        </>
      )}
    </Inquired>
  );
}
