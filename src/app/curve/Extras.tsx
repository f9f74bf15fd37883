import { Shown } from '../components/Shown.tsx';
import type { Page } from '../page.ts';
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
  const peak = {
    id: 'peak',
    title: 'Peak',
    hint: 'The highest potential of each cell, mV, at the right',
  } as const;
  const said = extraPanels.filter(({ id }) => isShown(id));
  return (
    <>
      <fieldset class="extras" aria-label="On the curve">
        {[peak, ...extraPanels].map(({ id, title, hint }) => (
          <button type="button" key={id} title={hint} aria-pressed={isShown(id)} onClick={() => toggle(id)}>
            {title}
          </button>
        ))}
      </fieldset>
      {said.length > 0 && (
        <div class="said fine-print">
          {said.map((panel) => (
            <section key={panel.id} aria-label={panel.title}>
              <Shown load={panel.load} title={panel.title} props={{ page }} />
            </section>
          ))}
        </div>
      )}
    </>
  );
}
