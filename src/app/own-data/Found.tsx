import { useSignal } from '@preact/signals';
import type { Foretold } from '../../studies/fit/foretell.ts';
import { beyondWords, endings } from '../../studies/fit/report.ts';
import { copyText } from '../clipboard.ts';
import { messageOf } from '../errors.ts';
import { textOf } from '../experiment/text.ts';
import { plain, quantity, unit, whole } from '../format.ts';
import type { Page } from '../page.ts';
import { look, saveAccepted, showRound, takeChosen, withChosen } from './compare.ts';
import { nearestIn } from './own-data-state.ts';
import type { FittedRound, Known } from './rounds.ts';

/** What the latest round found, and what can be done with it. */
export function Found({ page }: { readonly page: Page }) {
  const { fitter } = page.state.ownData;
  const failure = fitter.failure.value;
  const round = fitter.rounds.value.at(-1);
  return (
    <>
      {fitter.busy.value && <p role="status">Comparing</p>}
      {failure !== undefined && <p role="alert">{failure}.</p>}
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
  const all = whole(candidates.distances.length);
  const kept = `Round ${round.round}: ${whole(accepted.weights.length)} of ${all} candidates are within ${quantity(tolerance, own)}`;
  const nearer =
    round.round > 1 ? `, ${plain(100 * acceptance, 2)} % of all nearer than the tolerance before` : '';
  const lost = beyond > 0 ? ` ${whole(beyond)} ${beyondWords}.` : '';
  return `${kept}${nearer}.${lost}${ending ? ` This is the end: ${endings[ending]}.` : ''}`;
}

/** How well what was held back is foretold. */
function foretoldWords(foretold: Foretold | undefined): string {
  if (!foretold) return 'Nothing is foretold: all that were kept diverge.';
  const { held, error, unit: own } = foretold;
  if (held.count === 0) return 'Nothing is held back.';
  const count = `${whole(held.count)} ${held.count === 1 ? 'number' : 'numbers'}`;
  const off = `What was held back (${count}) is foretold with an error of ${quantity(held.rms, own)}`;
  return `${off}, where ${quantity(error, own)} is left of what was fitted; ${plain(100 * held.coverage, 2)} % of it is inside the 90 % band.`;
}

/** Weighted medians of what was kept, and the middle 90 %. */
function Table({ known }: { readonly known: readonly Known[] }) {
  return (
    <table aria-label="What is known of the parameters">
      <thead>
        <tr>
          <th scope="col">Kept</th>
          <th scope="col">median</th>
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
  const fail = (error: unknown) => {
    page.state.notice.value = { kind: 'error', text: messageOf(error) };
  };
  const copy = async () => {
    await copyText(textOf(withChosen(page, round)!), 'use these, and copy them from JSON');
    said.value = 'The experiment is in the clipboard.';
  };
  return (
    <div class="buttons">
      <button
        type="button"
        disabled={round.ending !== undefined || fitter.busy.value}
        title="Draws as many cells around those that were kept"
        onClick={() => fitter.another()}
      >
        Narrow
      </button>
      <button
        type="button"
        title="The parameters of the chosen candidate become those of the experiment, in which they vary no more"
        onClick={() => takeChosen(page, round)}
      >
        Use these
      </button>
      <button
        type="button"
        title="Copies the experiment with the parameters of the chosen candidate, as JSON"
        onClick={() => void copy().catch(fail)}
      >
        Copy
      </button>
      <button
        type="button"
        title="accepted.csv, as loligo fit leaves it"
        onClick={() => void saveAccepted(page, round).catch(fail)}
      >
        Save accepted
      </button>
      <p role="status">{said.value}</p>
    </div>
  );
}

/** The nearest candidates, to be looked at. */
function Nearest({ page, round }: { readonly page: Page; readonly round: FittedRound }) {
  const { state } = page;
  const nearest = nearestIn(state);
  if (nearest.length === 0)
    return (
      <button type="button" class="link" onClick={() => showRound(page)}>
        Show its cells
      </button>
    );
  const { candidates, known, unit: own } = round;
  return (
    <ol aria-label="Nearest candidates">
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
