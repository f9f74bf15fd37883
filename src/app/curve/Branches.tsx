import { useMemo } from 'preact/hooks';
import type { CurveLayer } from '../../view/charts/curve-layer.ts';
import type { PanelProps } from '../panels/panel.ts';
import { texts } from '../texts/language.ts';
import type { BranchesAnswer, BranchesQuestion } from './branches.ts';
import { CURRENT, conditionsOf } from './conditions.ts';
import { answerTo, Inquired } from './Inquired.tsx';
import { Line } from './Line.tsx';
import { useLayer } from './use-layer.ts';

/** The lines of the two branches. */
const dashes = { rest: [2, 3], firing: [8, 3] } as const;

/** The curve of cells that come from rest and of cells that come from firing, and where both differ. */
export function Branches({ page: { state } }: PanelProps) {
  const { branches } = state.onCurve;
  const experiment = state.experiment.value;
  const conditions = experiment && conditionsOf(experiment, state.selected.value);
  const question: BranchesQuestion | undefined =
    conditions?.vary === CURRENT ? { about: 'branches', ...conditions } : undefined;
  const answer = answerTo(branches, question);
  const words = texts.value.curve.branches;
  useLayer(
    state,
    'branches',
    useMemo(() => answer && layerOf(answer, words.bistable), [answer, words]),
  );
  return (
    <Inquired
      inquiry={branches}
      question={question}
      button={words.button}
      needs={words.needs}
      work={words.work}
    >
      {({ window }) => (
        <>
          <p class="keys">
            <Line dash={dashes.rest}>{words.fromRest}</Line>
            <Line dash={dashes.firing}>{words.fromFiring}</Line>
          </p>
          <p>{window ? words.window(...window, question!.unit) : words.noWindow}</p>
        </>
      )}
    </Inquired>
  );
}

const layerOf = ({ rest, firing, window }: BranchesAnswer, bistable: string): CurveLayer => ({
  lines: [
    { ...rest, dash: dashes.rest },
    { ...firing, dash: dashes.firing },
  ],
  ...(window && { band: { from: window[0], to: window[1], label: bistable } }),
});
