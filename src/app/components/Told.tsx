import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { cellWords } from '../experiment/quantities.ts';
import { fixed } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import type { Texts } from '../texts/english.ts';
import { texts } from '../texts/language.ts';
import { type Happening, happeningOf, isNews } from './happening.ts';
import './Told.css';

/** Time for which nothing else is told of the population, ms: as long as a sentence takes to be spoken. */
const SENTENCE = 4000;

/** Describes the population to those who do not see it. */
export const TOLD = 'told';

/** What a screen reader says of what is seen: what the population does when that changes, and the cell that was selected. */
export function Told({ page: { state } }: { page: Page }) {
  return (
    <>
      <p class="told" id={TOLD} role="status">
        {useTold(state)}
      </p>
      <p class="told" role="status">
        {selectedWords(state)}
      </p>
    </>
  );
}

/** The latest news of the population, at most one in a while. */
function useTold(state: Page['state']): string {
  const told = useSignal<Happening | undefined>(undefined);
  /** In which words that was. */
  const spoken = useRef<Texts>(undefined);
  const next = useRef(0);
  useSignalEffect(() => {
    const happening = happeningOf(state);
    const words = texts.value;
    if (words === spoken.current && !isNews(told.peek(), happening)) return undefined;
    const tell = () => {
      next.current = performance.now() + SENTENCE;
      told.value = happening;
      spoken.current = words;
    };
    // What is news no more by then is never told.
    const timer = setTimeout(tell, next.current - performance.now());
    return () => clearTimeout(timer);
  });
  return told.value?.words ?? '';
}

function selectedWords({ experiment, selected, rates }: Page['state']): string {
  if (!experiment.value) return '';
  const rate = rates.peek()?.[selected.value];
  const words = cellWords(experiment.value, selected.value);
  return rate === undefined ? `${words}.` : `${words}, ${fixed(rate, 0)} Hz.`;
}
