import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { writtenOf } from '../../protocol/written.ts';
import { OpenFile } from '../components/OpenFile.tsx';
import { Said } from '../components/Said.tsx';
import { type Draft, draftOf, type Fault } from '../experiment/draft.ts';
import { textOf } from '../experiment/text.ts';
import { goTo, Typing } from '../experiment/typing.ts';
import type { Page } from '../page.ts';
import { isPaintedInLink, MOST_RUNS } from '../paint/in-link.ts';
import { download } from '../share/download.ts';
import { capitalised, messageOf } from '../texts/errors.ts';
import { inWords, pointedInWords, texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';
import './ExperimentText.css';

/** The experiment as the text that the command takes, to be read, edited and passed on. */
export function ExperimentText({ page }: PanelProps) {
  const draft = draftOf(page);
  const area = useRef<HTMLTextAreaElement>(null);
  const typing = useMemo(() => new Typing(), []);
  const copied = useSignal<string | undefined>(undefined);
  // Nothing that was typed waits for the panel to be shown again.
  useEffect(() => () => draft.try(), [draft]);

  const text = draft.text.value;
  const words = texts.value.experiment;
  const problem = page.address.problem.value;
  return (
    <div class="json">
      {text === undefined ? (
        <p class="quiet">{words.tooMany}</p>
      ) : (
        <textarea
          ref={area}
          aria-label={words.label}
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
        {draft.fault.value ? (
          <Wrong draft={draft} fault={draft.fault.value} onGo={(place) => goTo(area.current!, place)} />
        ) : (
          <p>{words.howTo}</p>
        )}
        <p>{copied.value ?? (problem && inWords(problem))}</p>
        {!isPaintedInLink(page.state.painted.value) && <p>{texts.value.stage.paintedTooMuch(MOST_RUNS)}</p>}
      </div>
      <div class="actions">
        <button
          type="button"
          onClick={async () => (copied.value = await copyLink(page))}
          onBlur={() => (copied.value = undefined)}
        >
          {words.copyLink}
        </button>
        <button type="button" onClick={() => save(page, draft)}>
          {words.save}
        </button>
        <OpenFile page={page}>{words.open}</OpenFile>
      </div>
    </div>
  );
}

interface WrongProps {
  readonly draft: Draft;
  readonly fault: Fault;
  onGo(place: NonNullable<Fault['place']>): void;
}

/** What is wrong with the text, and what to do about it. */
function Wrong({ draft, fault, onGo }: WrongProps) {
  const { place } = fault;
  const { text, caret } = pointedInWords(fault);
  const words = texts.value.experiment;
  return (
    <>
      <p class="error">
        <Said text={capitalised(text)} caret={caret} />
      </p>
      <p class="remedies">
        {place && (
          <button type="button" class="link" onClick={() => onGo(place)}>
            {words.goToLine(place.line + 1)}
          </button>
        )}
        <button type="button" class="link" onClick={() => draft.giveUp()}>
          {words.backToRunning}
        </button>
      </p>
    </>
  );
}

/** @returns what came of it, in a sentence */
async function copyLink(page: Page): Promise<string> {
  try {
    await page.address.copy();
    return texts.value.experiment.copied;
  } catch (error) {
    return `${inWords(messageOf(error))}.`;
  }
}

/** The text as it is written, or what runs where that cannot be run, in a file. */
function save({ state }: Page, draft: Draft): void {
  draft.try();
  const experiment = state.wanted.value;
  if (!experiment) return;
  const typed = draft.fault.value ? undefined : draft.text.value;
  const text = typed ?? `${textOf(writtenOf(experiment, state.stepChosen.value))}\n`;
  const file = new Blob([text], { type: 'application/json' });
  download(file, `${experiment.model.name}-experiment.json`);
}
