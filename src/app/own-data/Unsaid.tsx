import { type Signal, useSignal } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import { type CurrentUnit, currentUnits } from '../../studies/fit/own-points.ts';
import { type PotentialUnit, potentialUnits, type TimeUnit, timeUnits } from '../../studies/fit/own-trace.ts';
import { Choice } from '../components/Choice.tsx';
import { unit as written } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { inWords, texts } from '../texts/language.ts';
import type { Unread } from './own-data-state.ts';
import { takePoints, takeTrace } from './take.ts';

/** Asks for what data do not say: their units, and which of several cells is meant. */
export function Unsaid({ page, unread }: { readonly page: Page; readonly unread: Unread }) {
  const time = useSignal<TimeUnit>('ms');
  const potential = useSignal<PotentialUnit>('mV');
  const current = useSignal<CurrentUnit>('uA/cm2');
  const cell = useSignal(String(unread.cells[0]));
  const wrong = useSignal<string | undefined>(undefined);
  const words = texts.value.ownData;
  const asks = (what: Unread['unsaid'][number]) => unread.unsaid.includes(what);
  const take = ({ text, name }: Unread) => {
    if (asks('current')) takePoints(page, text, name, current.value);
    else
      takeTrace(page, text, name, {
        ...(asks('time') && { timeUnit: time.value }),
        ...(asks('potential') && { valueUnit: potential.value }),
        ...(unread.cells.length > 0 && { cell: Number(cell.value) }),
      });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    try {
      take(unread);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      wrong.value = error.message;
    }
  };
  return (
    <form onSubmit={submit}>
      {unread.unsaid.length > 0 && <p>{words.unsaid(unread.name)}</p>}
      {unread.cells.length > 0 && (
        <>
          <p>{words.severalCells(unread.name)}</p>
          <Choice
            label={words.cell}
            value={cell.value}
            options={unread.cells.map((one) => ({ value: String(one), text: String(one) }))}
            onChange={(one) => {
              cell.value = one;
            }}
          />
        </>
      )}
      {asks('time') && <UnitChoice label={words.time} units={Object.keys(timeUnits)} chosen={time} />}
      {asks('potential') && (
        <UnitChoice label={words.potential} units={Object.keys(potentialUnits)} chosen={potential} />
      )}
      {asks('current') && <UnitChoice label={words.current} units={currentUnits} chosen={current} />}
      <div class="buttons">
        <button type="submit">{words.take}</button>
        <button
          type="button"
          onClick={() => {
            page.state.ownData.unread.value = undefined;
          }}
        >
          {words.leave}
        </button>
      </div>
      {wrong.value && <p role="alert">{inWords(wrong.value)}.</p>}
    </form>
  );
}

interface UnitChoiceProps<Unit extends string> {
  readonly label: string;
  readonly units: readonly string[];
  readonly chosen: Signal<Unit>;
}

function UnitChoice<Unit extends string>({ label, units, chosen }: UnitChoiceProps<Unit>) {
  return (
    <Choice
      label={label}
      value={chosen.value}
      options={units.map((unit) => ({ value: unit, text: written(unit) }))}
      onChange={(unit) => {
        chosen.value = unit as Unit;
      }}
    />
  );
}
