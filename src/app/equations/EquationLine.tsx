import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Page } from '../page.ts';
import { texts } from '../texts/language.ts';
import type { Wrong } from './edit.ts';
import type { Place } from './entry.ts';
import { LinesField } from './LinesField.tsx';
import { nameIn } from './lines.ts';
import { proposeLines } from './proposal.ts';

/** Time without a key after which what is typed is tried, ms. */
const PAUSE = 350;

export interface EquationLineProps {
  readonly page: Page;
  readonly place: Place;
  /** It as text. */
  readonly lines: string;
  /** What it is the equation of. */
  readonly subject: string;
  /** It in print. */
  readonly children: ComponentChildren;
  /** What stands beside it. */
  readonly beside?: ComponentChildren;
}

interface Draft {
  readonly text: string;
  readonly wrong?: Wrong | undefined;
}

/**
 * An equation in print that becomes its text where it is clicked. What is typed runs as soon as it is right, as long as it is
 * about the same names; others, and the removal of the equation, wait for Enter. Escape brings back what was there.
 */
export function EquationLine({ page, place, lines, subject, children, beside }: EquationLineProps) {
  const draft = useSignal<Draft | undefined>(undefined);
  const before = useRef('');
  const running = useRef('');
  const timer = useRef(0);
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = draft.value !== undefined;
  const wasLeftByKey = useRef(false);
  useEffect(() => {
    if (!isOpen && wasLeftByKey.current) button.current!.focus();
    wasLeftByKey.current = false;
  }, [isOpen]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const open = () => {
    before.current = lines;
    running.current = lines;
    draft.value = { text: lines };
  };
  /** @returns whether it runs */
  const run = (text: string): boolean => {
    clearTimeout(timer.current);
    const wrong = text === running.current ? undefined : proposeLines(page, place, text);
    if (!wrong) running.current = text;
    draft.value = { text, wrong };
    return !wrong;
  };
  const type = (text: string) => {
    clearTimeout(timer.current);
    draft.value = { text, wrong: undefined };
    if (namesIn(text) === namesIn(before.current)) timer.current = window.setTimeout(run, PAUSE, text);
  };
  const close = (text: string, byKey: boolean) => {
    if (!draft.peek() || !run(text)) return;
    wasLeftByKey.current = byKey;
    draft.value = undefined;
  };

  if (!draft.value)
    return (
      <div class="equation">
        <div class="print">
          {children}
          <button
            ref={button}
            type="button"
            aria-label={texts.value.equations.edit(subject)}
            onClick={open}
          />
        </div>
        {beside}
      </div>
    );
  const { text, wrong } = draft.value;
  return (
    <LinesField
      label={texts.value.equations.equationOf(subject)}
      text={text}
      wrong={wrong}
      focused
      onInput={type}
      onEnter={() => close(text, true)}
      onEscape={() => close(before.current, true)}
      onBlur={() => close(text, false)}
    />
  );
}

/** What lines give a value to, one after the other. */
const namesIn = (text: string): string => text.split('\n').map(nameIn).join();
