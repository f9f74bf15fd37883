import { wholePage } from '../embed.ts';
import type { Page } from '../page.ts';
import { Steps } from './Steps.tsx';
import './Brand.css';

/** The name of the page, the way back from changes, and what folds the column below. */
export function Brand({ page }: { page: Page }) {
  const { hidden, state } = page;
  const folded = state.folded.value;
  if (hidden.embedded) return <WholePage />;
  return (
    <section class="brand" aria-label="Page">
      {!hidden.has('title') && <h1>Loligo</h1>}
      {!hidden.has('undo') && <Steps page={page} />}
      {!hidden.drawer && (
        <button
          type="button"
          aria-label={folded ? 'Show controls' : 'Hide controls'}
          aria-expanded={!folded}
          aria-controls="drawer"
          onClick={() => (state.folded.value = !folded)}
        >
          {folded ? 'Show' : 'Hide'}
        </button>
      )}
    </section>
  );
}

/** The way from a frame to the page itself, as it is now. */
function WholePage() {
  return (
    <a
      class="whole-page"
      href={wholePage()}
      target="_blank"
      rel="noreferrer"
      // What is shown may have changed since this was drawn.
      onClick={(event) => (event.currentTarget.href = wholePage())}
    >
      Open in Loligo
    </a>
  );
}
