import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { writtenOf } from '../../protocol/written.ts';
import { OpenFile } from '../components/OpenFile.tsx';
import { Said } from '../components/Said.tsx';
import { capitalised, messageOf } from '../errors.ts';
import { type Draft, draftOf } from '../experiment/draft.ts';
import { saveText } from '../experiment/save.ts';
import { textOf } from '../experiment/text.ts';
import { goTo, Typing } from '../experiment/typing.ts';
import type { Page } from '../page.ts';
import type { PanelProps } from './panel.ts';
import './ExperimentText.css';

/** The experiment as the text that the command takes, to be read, edited and passed on. */
export function ExperimentText({ page }: PanelProps) {
  const draft = draftOf(page);
  const area = useRef<HTMLTextAreaElement>(null);
  const typing = useMemo(() => new Typing(), []);
  // Nothing that was typed waits for the panel to be shown again.
  useEffect(() => () => draft.try(), [draft]);

  const text = draft.text.value;
  return (
    <div class="json">
      {text === undefined ? (
        <p class="quiet">
          This experiment holds too many values to be edited here. Save it as a file, edit that, and open it
          again.
        </p>
      ) : (
        <textarea
          ref={area}
          aria-label="Experiment as JSON"
          aria-describedby="json-state"
          aria-invalid={draft.fault.value !== undefined}
          wrap="off"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          value={text}
          onInput={(event) => draft.type(event.currentTarget.value)}
          onBlur={() => draft.try()}
          onKeyDown={typing.key}
        />
      )}
      <div class="state" id="json-state" role="status">
        <State draft={draft} onGo={(place) => goTo(area.current!, place)} />
      </div>
      <Actions page={page} draft={draft} />
    </div>
  );
}

interface StateProps {
  readonly draft: Draft;
  onGo(place: { line: number; column: number }): void;
}

function State({ draft, onGo }: StateProps) {
  const fault = draft.fault.value;
  if (!fault) return <p>Runs as it is typed. Esc, then Tab leaves the text.</p>;
  const { text, caret, place } = fault;
  return (
    <>
      <p class="error">
        <Said text={capitalised(text)} caret={caret} />
      </p>
      <p>
        {place && (
          <>
            <button type="button" class="link" onClick={() => onGo(place)}>
              Go to line {place.line + 1}
            </button>
            {', or '}
          </>
        )}
        <button type="button" class="link" onClick={() => draft.showRunning()}>
          {place ? 'back to what runs' : 'Back to what runs'}
        </button>
      </p>
    </>
  );
}

function Actions({ page, draft }: { page: Page; draft: Draft }) {
  const copied = useSignal<string | undefined>(undefined);
  const copy = () =>
    page.address.copy().then(
      () => (copied.value = 'The link is in the clipboard.'),
      (error) => (copied.value = `${messageOf(error)}.`),
    );
  const save = () => {
    draft.try();
    const { wanted, stepChosen } = page.state;
    const { model } = wanted.value!;
    saveText(`${textOf(writtenOf(wanted.value!, stepChosen.value))}\n`, `${model.name}-experiment.json`);
  };
  return (
    <>
      <div class="actions">
        <button type="button" onClick={copy} onBlur={() => (copied.value = undefined)}>
          Copy link
        </button>
        <button type="button" onClick={save}>
          Save as file
        </button>
        <OpenFile page={page}>Open a file</OpenFile>
      </div>
      <p class="quiet" role="status">
        {copied.value ?? page.address.problem.value}
      </p>
    </>
  );
}
