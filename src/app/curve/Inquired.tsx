import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { capitalised } from '../texts/errors.ts';
import { inWords, term, texts } from '../texts/language.ts';
import { type Inquiry, keyOf, type Stage } from './inquiry.ts';

export interface InquiredProps<Question extends object, Answer> {
  readonly inquiry: Inquiry<Question, Answer>;
  /** What would be asked now; undefined where nothing can be. */
  readonly question: Question | undefined;
  /** What the button that asks says. */
  readonly button: string;
  /** What has to be so for a question, in a sentence. */
  readonly needs: string;
  /** What is worked on, where no stage is known. */
  readonly work: string;
  children(answer: Answer): ComponentChildren;
}

/** The answer to what would be asked now, the way there, or why there is none. It is asked for when this is first shown. */
export function Inquired<Question extends object, Answer>(props: InquiredProps<Question, Answer>) {
  const { inquiry, question, button, needs, work, children } = props;
  const standing = inquiry.standing.value;
  const key = question && keyOf(question);
  useEffect(() => {
    if (question && inquiry.standing.peek().is === 'open') inquiry.ask(question);
  }, [inquiry]);
  useEffect(() => {
    const present = inquiry.standing.peek();
    if (present.is === 'asked' && present.key !== key) inquiry.cancel();
  }, [inquiry, key]);

  if (!question) return <p>{needs}</p>;
  const ask = (
    <button type="button" class="link" onClick={() => inquiry.ask(question)}>
      {button}
    </button>
  );
  switch (standing.is) {
    case 'open':
      return <p>{ask}</p>;
    case 'asked':
      return (
        <p>
          <Elapsed since={standing.since}>{standing.stage ? stageWords(standing.stage) : work}</Elapsed>
          <button type="button" class="link" onClick={() => inquiry.cancel()}>
            {texts.value.page.cancel}
          </button>
        </p>
      );
    case 'failed':
      if (standing.key === key)
        return (
          <p role="alert">
            {capitalised(inWords(standing.reason))}. {standing.isFault && ask}
          </p>
        );
      break;
    case 'answered':
      if (standing.key === key) return <>{children(standing.answer)}</>;
  }
  return (
    <p>
      {texts.value.curve.outdated} {ask}
    </p>
  );
}

const stageWords = ({ number, of, words }: Stage): string => texts.value.curve.stage(number, of, term(words));

/** What is done, and for how long. */
function Elapsed({ since, children }: { readonly since: number; readonly children: ComponentChildren }) {
  const seconds = useSignal(0);
  useEffect(() => {
    const tick = () => (seconds.value = Math.floor((performance.now() - since) / 1000));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [since, seconds]);
  return (
    <span role="status">
      {children}
      <span class="elapsed">{`${seconds} s`}</span>
    </span>
  );
}

/** The answer of an inquiry, if it is that to what would be asked now. */
export function answerTo<Question extends object, Answer>(
  inquiry: Inquiry<Question, Answer>,
  question: Question | undefined,
): Answer | undefined {
  const standing = inquiry.standing.value;
  return question && standing.is === 'answered' && standing.key === keyOf(question)
    ? standing.answer
    : undefined;
}
