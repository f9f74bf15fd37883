import { useMemo } from 'preact/hooks';
import { plain, unit } from '../format.ts';
import type { PanelProps } from '../panels/panel.ts';
import type { BifurcationsQuestion } from './bifurcations.ts';
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
  useLayer(
    state,
    'bifurcations',
    useMemo(() => answer && { ticks: answer.ticks }, [answer]),
  );
  return (
    <Inquired
      inquiry={bifurcations}
      question={question}
      button="Find bifurcations"
      needs="Bifurcations are those of a cell under a constant current."
      work="Following equilibria and cycles"
    >
      {({ ticks, sentences }) => (
        <>
          <ul aria-label="Bifurcations">
            {ticks.map(({ x, words }) => (
              <li key={`${x} ${words}`}>
                <b>{plain(x)}</b> {words}
              </li>
            ))}
          </ul>
          {ticks.length === 0 && <p>In this range there are none.</p>}
          {sentences.map((sentence) => (
            <p key={sentence}>{withUnits(sentence)}</p>
          ))}
        </>
      )}
    </Inquired>
  );
}

/** Sentences of studies have units as the data write them. */
const withUnits = (sentence: string): string =>
  sentence.replaceAll(/\b(uA|mS|uF)\/cm2\b/g, (name) => unit(name));
