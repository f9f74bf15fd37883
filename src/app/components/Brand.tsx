import { wholePage } from '../frame/embed.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Steps } from './Steps.tsx';
import './Brand.css';

const NAME = 'Loligo';

/** The name of the page, its language, the way back from changes, and what folds the column below. */
export function Brand({ page }: { page: Page }) {
  const { hidden, state } = page;
  const folded = state.folded.value;
  const words = texts.value.page;
  if (hidden.embedded) return <WholePage />;
  return (
    <section class="brand" aria-label={words.brand}>
      {!hidden.has('title') && <h1>{NAME}</h1>}
      <LanguageChoice page={page} />
      {!hidden.has('undo') && <Steps page={page} />}
      {!hidden.drawer && (
        <button
          type="button"
          aria-label={folded ? words.showControls : words.hideControls}
          aria-expanded={!folded}
          aria-controls="drawer"
          onClick={() => (state.folded.value = !folded)}
        >
          {folded ? words.show : words.hide}
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
      {texts.value.page.wholePage}
    </a>
  );
}
