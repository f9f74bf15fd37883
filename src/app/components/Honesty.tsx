import { methodName } from '../../protocol/bands.ts';
import { isWrong, saidOfError, saidOfRate } from '../honesty/words.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';

/** How far the steps lead some cells from where exact ones would; of bands each by its method. */
export function Honesty({ page: { state } }: { page: Page }) {
  const estimates = state.honesty.value ?? [];
  const [first, ...others] = estimates;
  const words = texts.value.time;
  const explained = first?.random
    ? words.errorUnknownHint
    : first && words.errorHint(first.cells, first.window);
  return (
    <div class={others.length > 0 ? 'honesty bands' : 'honesty'} title={explained}>
      <dt>{words.error}</dt>
      {others.length === 0 ? (
        <dd data-wrong={first !== undefined && isWrong(first)}>{saidOfError(first)}</dd>
      ) : (
        estimates.map((estimate, i) => (
          <dd
            key={i}
            data-wrong={isWrong(estimate)}
            title={`${methodName(estimate.method)}: ${saidOfError(estimate)}`}
          >
            {`${estimate.method.integrator} ${saidOfRate(estimate)}`}
          </dd>
        ))
      )}
    </div>
  );
}
