import { useMemo } from 'preact/hooks';
import type { CurveLayer } from '../../view/charts/curve-layer.ts';
import { plain, unit } from '../format.ts';
import type { PanelProps } from '../panels/panel.ts';
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
  useLayer(
    state,
    'branches',
    useMemo(() => answer && layerOf(answer), [answer]),
  );
  return (
    <Inquired
      inquiry={branches}
      question={question}
      button="Both branches"
      needs="Branches are those of a constant current that is varied."
      work="Beginning"
    >
      {({ window }) => (
        <>
          <p class="keys">
            <Line dash={dashes.rest}>from rest</Line>
            <Line dash={dashes.firing}>from firing</Line>
          </p>
          <p>
            {window
              ? `Bistable from ${plain(window[0])} to ${plain(window[1])} ${unit(question!.unit)}: there a cell rests or fires, as it did before.`
              : 'There is no current at which it depends on what was before.'}
          </p>
        </>
      )}
    </Inquired>
  );
}

const layerOf = ({ rest, firing, window }: BranchesAnswer): CurveLayer => ({
  lines: [
    { ...rest, dash: dashes.rest },
    { ...firing, dash: dashes.firing },
  ],
  ...(window && { band: { from: window[0], to: window[1], label: 'bistable' } }),
});
