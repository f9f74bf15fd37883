import type { Axis } from '../../population/sweep.ts';
import { quantityOf, variedColumns } from '../experiment/quantities.ts';
import { titleOf } from '../membrane/membrane-choice.ts';
import type { Page } from '../page.ts';
import { inWords, pointedInWords, texts } from '../texts/language.ts';
import { happeningOf } from './happening.ts';
import { Said } from './Said.tsx';
import { StageChoice } from './StageChoice.tsx';
import './Headline.css';

/** What is to be seen and what happens, in plain text. */
export function Headline({ page }: { page: Page }) {
  const front = page.state.stages.front.value;
  const remark = page.state.remark.value;
  return (
    <header class="headline" data-covers="top" data-away={front.away.value}>
      <p class="what">{whatIsSeen(page)}</p>
      <p class="happens">{happeningOf(page.state).words}</p>
      <StageChoice page={page} />
      <p class="shortcoming">{page.state.shortcoming.value?.()}</p>
      <p class="shortcoming">{remark && inWords(remark)}</p>
      {front.away.value && (
        <button type="button" class="whole" onClick={() => front.view.value?.resetCamera()}>
          {texts.value.stage.wholeSheet}
        </button>
      )}
      <Messages page={page} />
    </header>
  );
}

function whatIsSeen({ state }: Page): string {
  const experiment = state.experiment.value;
  const staged = state.stages.front.value.staged.value;
  const words = texts.value.stage;
  if (!experiment || !staged) return words.whatBefore;
  const nameOf = (axis: Axis | undefined) => (axis ? quantityOf(experiment, axis.vary).name : '');
  const [x, y] = staged.axes
    ? [staged.axes.x.shown.name, staged.axes.y.shown.name]
    : [nameOf(experiment.sweep.x), nameOf(experiment.sweep.y)];
  const others = staged.axes && variedColumns(experiment).length - 2;
  return words.what(titleOf(experiment.model), words.arrangements[staged.kind.id].says(x, y, others));
}

function Messages({ page }: { page: Page }) {
  const { notice, phase } = page.state;
  const words = texts.value.page;
  return (
    <div class="messages" aria-live="polite">
      {notice.value && (
        <p class={notice.value.kind} role={notice.value.kind === 'error' ? 'alert' : undefined}>
          <Said {...pointedInWords(notice.value)} />{' '}
          {phase.value === 'failed' ? (
            <button type="button" class="link" onClick={() => void page.retry()}>
              {words.tryAgain}
            </button>
          ) : (
            <button type="button" class="link" onClick={() => page.dismissNotice()}>
              {words.dismiss}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
