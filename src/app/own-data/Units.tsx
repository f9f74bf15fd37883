import { type Signal, useSignal } from '@preact/signals';
import { InputError } from '../../input/schema.ts';
import { type PotentialUnit, potentialUnits, type TimeUnit, timeUnits } from '../../studies/fit/own-trace.ts';
import { Choice } from '../components/Choice.tsx';
import type { Page } from '../page.ts';
import type { Unread } from './own-data-state.ts';
import { takeTrace } from './take.ts';

/** Asks for the units that a recording does not say. */
export function Units({ page, unread }: { readonly page: Page; readonly unread: Unread }) {
  const time = useSignal<TimeUnit>('ms');
  const potential = useSignal<PotentialUnit>('mV');
  const wrong = useSignal<string | undefined>(undefined);
  const asks = (what: Unread['unsaid'][number]) => unread.unsaid.includes(what);
  const submit = (event: Event) => {
    event.preventDefault();
    try {
      takeTrace(page, unread.text, unread.name, {
        ...(asks('time') && { timeUnit: time.value }),
        ...(asks('potential') && { valueUnit: potential.value }),
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      wrong.value = error.message;
    }
  };
  return (
    <form onSubmit={submit}>
      <p>{unread.name} does not say in which units it is.</p>
      {asks('time') && <UnitChoice label="Time" units={timeUnits} chosen={time} />}
      {asks('potential') && <UnitChoice label="Potential" units={potentialUnits} chosen={potential} />}
      <div class="buttons">
        <button type="submit">Take it so</button>
        <button
          type="button"
          onClick={() => {
            page.state.ownData.unread.value = undefined;
          }}
        >
          Leave it
        </button>
      </div>
      {wrong.value && <p role="alert">{wrong.value}.</p>}
    </form>
  );
}

interface UnitChoiceProps<Unit extends string> {
  readonly label: string;
  readonly units: Readonly<Record<Unit, number>>;
  readonly chosen: Signal<Unit>;
}

function UnitChoice<Unit extends string>({ label, units, chosen }: UnitChoiceProps<Unit>) {
  return (
    <Choice
      label={label}
      value={chosen.value}
      options={Object.keys(units).map((unit) => ({ value: unit, text: unit }))}
      onChange={(unit) => {
        chosen.value = unit as Unit;
      }}
    />
  );
}
