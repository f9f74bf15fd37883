import { useSignal } from '@preact/signals';
import { fixed } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';

/** The past that is known, as a slider: how far back one can go, and the way there. */
export function Scrubber({ page }: { page: Page }) {
  const { past, time, experiment } = page.state;
  /** Where the thumb is held: the population follows as fast as it can. */
  const held = useSignal<number | undefined>(undefined);
  const from = past.value?.from ?? time.value;
  const to = Math.max(past.value?.to ?? 0, time.value);
  const words = texts.value.time;
  const at = held.value ?? time.value;
  return (
    <label class="scrubber">
      <input
        type="range"
        aria-label={words.moment}
        aria-valuetext={`${fixed(at, 2)} ms`}
        min={from}
        max={to}
        step={experiment.value?.dt ?? 'any'}
        value={at}
        disabled={from === to}
        onInput={(event) => {
          held.value = event.currentTarget.valueAsNumber;
          page.timeTravel.goTo(held.value);
        }}
        onChange={() => (held.value = undefined)}
      />
      <span>{words.past(from, to)}</span>
    </label>
  );
}
