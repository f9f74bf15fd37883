import type { Axis } from '../../population/sweep.ts';
import { happeningOf } from '../happening.ts';
import type { Page } from '../page.ts';
import { quantityOf } from '../quantities.ts';
import { Said } from './Said.tsx';
import { StageChoice } from './StageChoice.tsx';

/** What is to be seen and what happens, in plain text. */
export function Headline({ page }: { page: Page }) {
  const front = page.state.stages.front.value;
  return (
    <header class="headline" data-covers="top" data-away={front.away.value}>
      <p class="what">{whatIsSeen(page)}</p>
      <p class="happens">{happeningOf(page.state).words}</p>
      <StageChoice page={page} />
      <p class="shortcoming">{page.state.shortcoming.value}</p>
      <p class="shortcoming">{page.state.remark.value}</p>
      {front.away.value && (
        <button type="button" class="whole" onClick={() => front.view.value?.resetCamera()}>
          Whole sheet
        </button>
      )}
      <Messages page={page} />
    </header>
  );
}

function whatIsSeen({ state }: Page): string {
  const experiment = state.experiment.value;
  const staged = state.stages.front.value.staged.value;
  if (!experiment || !staged) return 'A population of Hodgkin-Huxley neurons.';
  const nameOf = (axis: Axis | undefined) => (axis ? quantityOf(experiment, axis.vary).name : '');
  const [x, y] = staged.axes
    ? [staged.axes.x.shown.name, staged.axes.y.shown.name]
    : [nameOf(experiment.sweep.x), nameOf(experiment.sweep.y)];
  return `${experiment.model.title}. Each dot is a neuron. ${staged.kind.says(x, y)} Click a dot to follow it.`;
}

function Messages({ page }: { page: Page }) {
  const { notice, phase } = page.state;
  return (
    <div class="messages" aria-live="polite">
      {notice.value && (
        <p class={notice.value.kind} role={notice.value.kind === 'error' ? 'alert' : undefined}>
          <Said text={notice.value.text} caret={notice.value.caret} />{' '}
          {phase.value === 'failed' ? (
            <button type="button" class="link" onClick={() => void page.retry()}>
              Try again
            </button>
          ) : (
            <button type="button" class="link" onClick={() => page.dismissNotice()}>
              Dismiss
            </button>
          )}
        </p>
      )}
    </div>
  );
}
