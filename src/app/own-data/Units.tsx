import { type Signal, useSignal } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import { type CurrentUnit, currentUnits } from '../../studies/fit/own-points.ts';
import { type PotentialUnit, potentialUnits, type TimeUnit, timeUnits } from '../../studies/fit/own-trace.ts';
import { Choice } from '../components/Choice.tsx';
import { unit as written } from '../format.ts';
import type { Page } from '../page.ts';
import { inWords, texts } from '../texts/language.ts';
import type { Unread } from './own-data-state.ts';
import { takePoints, takeTrace } from './take.ts';

/** Asks for the units that data do not say. */
export function Units({ page, unread }: { readonly page: Page; readonly unread: Unread }) {
  const time = useSignal<TimeUnit>('ms');
  const potential = useSignal<PotentialUnit>('mV');
  const current = useSignal<CurrentUnit>('uA/cm2');
  const wrong = useSignal<string | undefined>(undefined);
  const words = texts.value.ownData;
  const asks = (what: Unread['unsaid'][number]) => unread.unsaid.includes(what);
  const take = ({ text, name }: Unread) => {
    if (asks('current')) takePoints(page, text, name, current.value);
    else
      takeTrace(page, text, name, {
        ...(asks('time') && { timeUnit: time.value }),
        ...(asks('potential') && { valueUnit: potential.value }),
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
      <p>{words.unsaid(unread.name)}</p>
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
