import { endings } from '../../studies/fit/report.ts';
import { messageOf } from '../errors.ts';
import { plain, quantity, unit, whole } from '../format.ts';
import type { Page } from '../page.ts';
import { look, saveAccepted, showRound, takeBest } from './compare.ts';
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
          <Table known={round.known} />
          <Buttons page={page} round={round} />
          <Nearest page={page} round={round} />
        </>
      )}
    </>
  );
}

function roundWords({ round, accepted, candidates, tolerance, acceptance, ending }: FittedRound): string {
  const kept = `Round ${round}: ${whole(accepted.weights.length)} of ${whole(candidates.distances.length)} cells are within ${quantity(tolerance, 'mV')}`;
  const nearer = round > 1 ? `, ${plain(100 * acceptance, 2)} % of all nearer than the tolerance before` : '';
  return `${kept}${nearer}.${ending ? ` This is the end: ${endings[ending]}.` : ''}`;
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
  const save = () =>
    saveAccepted(page, round).catch((error) => {
      page.state.notice.value = { kind: 'error', text: messageOf(error) };
    });
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
        title="Its parameters become those of the experiment, in which they vary no more"
        onClick={() => takeBest(page, round)}
      >
        Use the best
      </button>
      <button type="button" title="accepted.csv, as loligo fit leaves it" onClick={() => void save()}>
        Save accepted
      </button>
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
  const { candidates, known } = round;
  return (
    <ol aria-label="Nearest cells">
      {nearest.map((cell) => (
        <li key={cell}>
          <button type="button" aria-pressed={cell === state.selected.value} onClick={() => look(page, cell)}>
            <span>
              {known.map(({ name }, i) => `${name} ${plain(candidates.values[i]![cell]!)}`).join(', ')}
            </span>
            <span>{quantity(candidates.distances[cell]!, 'mV')}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
