import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { inWords } from '../texts/language.ts';
import type { Wrong } from './edit.ts';

export interface LinesFieldProps {
  readonly label: string;
  readonly text: string;
  readonly wrong: Wrong | undefined;
  readonly example?: string;
  /** Whether it is what the person has just asked for. */
  readonly focused?: boolean;
  onInput(text: string): void;
  /** Enter was pressed. */
  onEnter(): void;
  onEscape(): void;
  onBlur?(): void;
}

/** A field for a few lines, as high as they are, with what is wrong below them and a caret under the character at fault. */
export function LinesField(props: LinesFieldProps) {
  const { label, text, wrong, example, focused, onInput, onEnter, onEscape, onBlur } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // Before anything can be typed: later the caret would leave what is being written.
  useLayoutEffect(() => {
    if (!focused) return;
    const { value } = field.current!;
    field.current!.focus();
    field.current!.setSelectionRange(value.length, value.length);
  }, [focused]);
  const press = (event: KeyboardEvent) => {
    const act =
      event.key === 'Enter' && !event.shiftKey ? onEnter : event.key === 'Escape' ? onEscape : undefined;
    if (!act || event.isComposing) return;
    event.preventDefault();
    act();
  };
  return (
    <div class="lines">
      <div class="written">
        {/* The same text once more: it makes the field as high as its lines, and holds the caret. */}
        <div class="copy" aria-hidden="true">
          <Marked text={text || (example ?? '')} at={wrong?.at} />
        </div>
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={example}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          aria-label={label}
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-wrong`}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={press}
          onBlur={onBlur}
        />
      </div>
      <p class="wrong" id={`${id}-wrong`} role="status">
        {wrong && inWords(wrong.text)}
      </p>
    </div>
  );
}

function Marked({ text, at }: { text: string; at: number | undefined }) {
  // What ends with a new line has a further one below it.
  if (at === undefined) return <>{`${text}\u200b`}</>;
  const character = text.slice(at, at + 1).trim();
  return (
    <>
      {text.slice(0, at)}
      <span class="fault">{character || '\u00a0'}</span>
      {`${text.slice(at + 1)}\u200b`}
    </>
  );
}
