import { useSignal } from '@preact/signals';
import type { Foretold } from '../../studies/fit/foretell.ts';
import { beyondWords, endings } from '../../studies/fit/report.ts';
import { copyText } from '../browser/clipboard.ts';
import { textOf } from '../experiment/text.ts';
import { plain, quantity, unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { messageOf } from '../texts/errors.ts';
import { inWords, term, texts } from '../texts/language.ts';
import { look, saveAccepted, showRound, takeChosen, withChosen } from './compare.ts';
import { nearestIn } from './own-data-state.ts';
import type { FittedRound, Known } from './rounds.ts';

/** What the latest round found, and what can be done with it. */
export function Found({ page }: { readonly page: Page }) {
  const { fitter } = page.state.ownData;
  const failure = fitter.failure.value;
  const round = fitter.rounds.value.at(-1);
  const words = texts.value.ownData;
  return (
    <>
      {fitter.busy.value && <p role="status">{words.comparing}</p>}
      {failure !== undefined && <p role="alert">{inWords(failure)}.</p>}
      {round && (
        <>
          <p role="status">{roundWords(round)}</p>
          <p>{foretoldWords(round.foretold)}</p>
          <Table known={round.known} />
          <Buttons page={page} round={round} />
          <Nearest page={page} round={round} />
        </>
      )}
    </>
  );
}

function roundWords(round: FittedRound): string {
  const { accepted, candidates, tolerance, acceptance, beyond, ending, unit: own } = round;
  const words = texts.value.ownData;
  const sentences = [
    words.round({
      round: round.round,
      kept: accepted.weights.length,
      drawn: candidates.distances.length,
      tolerance: quantity(tolerance, own),
      nearer: acceptance,
    }),
    beyond > 0 && words.lost(beyond, term(beyondWords)),
    ending && words.ended(term(endings[ending])),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** How well what was held back is foretold. */
function foretoldWords(foretold: Foretold | undefined): string {
  const words = texts.value.ownData;
  if (!foretold) return words.noneForetold;
  const { held, error, unit: own } = foretold;
  if (held.count === 0) return words.noneHeld;
  return words.foretold({
    count: held.count,
    error: quantity(held.rms, own),
    fitted: quantity(error, own),
    inside: held.coverage,
  });
}

/** Weighted medians of what was kept, and the middle 90 %. */
function Table({ known }: { readonly known: readonly Known[] }) {
  const words = texts.value.ownData;
  return (
    <table aria-label={words.known}>
      <thead>
        <tr>
          <th scope="col">{words.kept}</th>
          <th scope="col">{words.median}</th>
          <th scope="col">5 %</th>
          <th scope="col">95 %</th>
        </tr>
      </thead>
      <tbody>
        {known.map(({ name, unit: own, median, low, high }) => (
          <tr key={name}>
            <th scope="row">
              {name} <small>{unit(own)}</small>
            </th>
            <td>{plain(median)}</td>
            <td>{plain(low)}</td>
            <td>{plain(high)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Buttons({ page, round }: { readonly page: Page; readonly round: FittedRound }) {
  const { fitter } = page.state.ownData;
  const said = useSignal('');
  const words = texts.value.ownData;
  const fail = (error: unknown) => {
    page.state.notice.value = { kind: 'error', text: messageOf(error) };
  };
  const copy = async () => {
    await copyText(textOf(withChosen(page, round)!), words.copyElse);
    said.value = words.copied;
  };
  return (
    <div class="buttons">
      <button
        type="button"
        disabled={round.ending !== undefined || fitter.busy.value}
        title={words.narrowHint}
        onClick={() => fitter.another()}
      >
        {words.narrow}
      </button>
      <button type="button" title={words.useHint} onClick={() => takeChosen(page, round)}>
        {words.use}
      </button>
      <button type="button" title={words.copyHint} onClick={() => void copy().catch(fail)}>
        {words.copy}
      </button>
      <button type="button" title={words.saveHint} onClick={() => void saveAccepted(page, round).catch(fail)}>
        {words.save}
      </button>
      <p role="status">{said.value}</p>
    </div>
  );
}

/** The nearest candidates, to be looked at. */
function Nearest({ page, round }: { readonly page: Page; readonly round: FittedRound }) {
  const { state } = page;
  const nearest = nearestIn(state);
  const words = texts.value.ownData;
  if (nearest.length === 0)
    return (
      <button type="button" class="link" onClick={() => showRound(page)}>
        {words.showCells}
      </button>
    );
  const { candidates, known, unit: own } = round;
  return (
    <ol aria-label={words.nearest}>
      {nearest.map((shown) => (
        <li key={shown.number}>
          <button
            type="button"
            aria-pressed={shown.cells.includes(state.selected.value)}
            onClick={() => look(page, shown)}
          >
            <span>
              {known
                .map(({ name }, i) => `${name} ${plain(candidates.values[i]![shown.number]!)}`)
                .join(', ')}
            </span>
            <span>{quantity(candidates.distances[shown.number]!, own)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
