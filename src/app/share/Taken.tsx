import { type Signal, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { capitalised } from '../texts/errors.ts';
import { inWords, texts } from '../texts/language.ts';
import { download } from './download.ts';

/** A file that is taken away, and what should be said of it. */
export interface TakenFile {
  readonly file: Blob;
  readonly name: string;
  readonly remarks?: readonly string[];
}

/** One form in which something can be taken away. */
export interface TakenForm {
  /** Names it, and is what its button says if nothing else is, such as "SVG". */
  readonly form: string;
  readonly text?: string;
  /**
   * @param say tells how far it is, where that takes long
   * @returns the file, or a sentence on where it is, if that is no file
   */
  take(say: (progress: string) => void): Promise<TakenFile | string>;
  /** What its button says and does meanwhile, if it can be ended with what there is. */
  readonly end?: { readonly text: string; act(): void };
}

/** What becomes of something that is taken away. */
export interface Taking {
  /** The form that is being made. */
  readonly busy: Signal<string | undefined>;
  readonly said: Signal<{ readonly kind: 'news' | 'error'; readonly lines: readonly string[] } | undefined>;
}

export const createTaking = (): Taking => ({ busy: signal(undefined), said: signal(undefined) });

export interface TakenProps {
  readonly title: string;
  /** What is in it, in a quiet line. */
  readonly contents: string;
  readonly forms: readonly TakenForm[];
  /** Where it is kept, if that has to outlast the panel. */
  readonly taking?: Taking;
}

/** Something that can be taken away, with a button for each form; what became of it is said below. */
export function Taken({ title, contents, forms, taking }: TakenProps) {
  const own = useMemo(createTaking, []);
  const { busy, said } = taking ?? own;
  return (
    <div class="taken">
      <span class="title">{title}</span>
      <span class="forms">
        {forms.map((each) => (
          <Form key={each.form} title={title} form={each} taking={{ busy, said }} />
        ))}
      </span>
      <p class="contents">{contents}</p>
      {said.value && (
        <div class={`said ${said.value.kind}`} role={said.value.kind === 'error' ? 'alert' : 'status'}>
          {said.value.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
    </div>
  );
}

function Form({ title, form, taking }: { title: string; form: TakenForm; taking: Taking }) {
  const { busy } = taking;
  const end = busy.value === form.form ? form.end : undefined;
  const text = end?.text ?? form.text ?? form.form;
  const act = () => {
    if (end) end.act();
    else if (busy.value === undefined) void takeAway(form, taking);
  };
  return (
    <button
      type="button"
      class={end ? 'ending' : undefined}
      aria-label={`${title}, ${text}`}
      aria-disabled={busy.value !== undefined && !end}
      onClick={act}
    >
      {text}
    </button>
  );
}

const told = (message: string): string => capitalised(inWords(message));

async function takeAway({ form, take }: TakenForm, { busy, said }: Taking): Promise<void> {
  const say = (...lines: string[]) => {
    said.value = { kind: 'news', lines };
  };
  busy.value = form;
  say(texts.value.share.preparing);
  try {
    const taken = await take(say);
    if (typeof taken === 'string') return say(taken);
    const { file, name, remarks = [] } = taken;
    download(file, name);
    say(name, ...remarks.map(told));
  } catch (error) {
    said.value = {
      kind: 'error',
      lines: [told(error instanceof Error ? error.message : String(error))],
    };
  } finally {
    busy.value = undefined;
  }
}
