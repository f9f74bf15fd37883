import { Shown } from '../components/Shown.tsx';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import { extraPanels } from './catalogue.ts';
import './extras.css';
import { type Extra, extras } from './on-curve.ts';

/** Chooses what stands on the curve, and says what there is to be said of it. */
export function Extras({ page }: { readonly page: Page }) {
  const { shown } = page.state.onCurve;
  const isShown = (id: Extra) => shown.value.includes(id);
  const toggle = (id: Extra) => {
    shown.value = extras.filter((one) => (one === id ? !isShown(one) : isShown(one)));
  };
  const words = texts.value.panels;
  const said = extraPanels.filter(({ id }) => isShown(id));
  return (
    <>
      <fieldset class="extras" aria-label={texts.value.curve.onCurve}>
        {extras.map((id) => (
          <button
            type="button"
            key={id}
            title={words[id].hint}
            aria-pressed={isShown(id)}
            onClick={() => toggle(id)}
          >
            {words[id].title}
          </button>
        ))}
      </fieldset>
      {said.length > 0 && (
        <div class="said fine-print">
          {said.map((panel) => (
            <section key={panel.id} aria-label={words[panel.id].title}>
              <Shown load={panel.load} title={words[panel.id].title} props={{ page }} />
            </section>
          ))}
        </div>
      )}
    </>
  );
}
