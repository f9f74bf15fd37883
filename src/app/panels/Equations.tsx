import { useSignal } from '@preact/signals';
import type { Experiment } from '../../protocol/experiment.ts';
import { AddLines } from '../equations/AddLines.tsx';
import { EquationLine } from '../equations/EquationLine.tsx';
import type { Place } from '../equations/entry.ts';
import { linesOf } from '../equations/lines.ts';
import { editedName, isEdited, originOf } from '../equations/naming.ts';
import { ParameterLine } from '../equations/ParameterLine.tsx';
import { knownTo, withEquations } from '../equations/proposal.ts';
import { Typeset } from '../equations/Typeset.tsx';
import { type Equation, groupsOf } from '../equations/typeset.ts';
import { titleOf } from '../membrane/membrane-choice.ts';
import type { Page } from '../page.ts';
import { inWords, term, texts } from '../texts/language.ts';
import type { PanelProps } from './panel.ts';
import './equations.css';

/** The membrane as a textbook has it, each equation of which can be changed while it runs. */
export function Equations({ page }: PanelProps) {
  const experiment = page.state.wanted.value;
  if (!experiment) return null;
  const { model } = experiment;
  const words = texts.value.equations;
  // Lines that are open belong to one membrane, however it is edited.
  return (
    <article key={editedName(model).name}>
      <Heading page={page} experiment={experiment} />
      {groupsOf(model).map(({ about, sets }) => (
        <section key={about} aria-label={words.groups[about]}>
          <h3>{words.groups[about]}</h3>
          {sets.map((set) => (
            <div class="set" key={keyOf(set[0]!.place)}>
              {set.map((equation) => (
                <Line key={keyOf(equation.place)} page={page} experiment={experiment} equation={equation} />
              ))}
            </div>
          ))}
        </section>
      ))}
      {Object.keys(model.parameters).length > 0 && (
        <section class="parameters" aria-label={words.parameters}>
          <h3>{words.parameters}</h3>
          {Object.keys(model.parameters).map((name) => (
            <ParameterLine key={name} page={page} experiment={experiment} name={name} />
          ))}
        </section>
      )}
      <AddLines page={page} />
    </article>
  );
}

/** What stands beside an equation; of the potential it says what I is. */
const descriptionOf = ({ place, description }: Equation): string | undefined =>
  place.kind === 'capacitance' ? texts.value.equations.stimulusNote : description && term(description);

const keyOf = ({ kind, name, part }: Place): string => [kind, name, part].join(' ');

interface Props {
  readonly page: Page;
  readonly experiment: Experiment;
}

function Line({ page, experiment, equation }: Props & { readonly equation: Equation }) {
  const { place, math } = equation;
  const description = descriptionOf(equation);
  const { kind, name, part } = place;
  const subject =
    kind === 'gate' && !part ? texts.value.equations.gate(name) : part ? `${name}.${part}` : name;
  return (
    <EquationLine
      page={page}
      place={place}
      lines={linesOf(experiment.model, place)}
      subject={subject}
      beside={description && <small>{description}</small>}
    >
      <Typeset math={math} />
    </EquationLine>
  );
}

function Heading({ page, experiment }: Props) {
  const { model } = experiment;
  const origin = isEdited(model) ? originOf(model, knownTo(page)) : undefined;
  const words = texts.value.equations;
  const wrong = useSignal<string | undefined>(undefined);
  return (
    <header>
      <h2>{titleOf(model)}</h2>
      <p class="quiet" lang="en">
        {model.source}
      </p>
      {origin && (
        <p class="quiet">
          <button
            type="button"
            class="link"
            onClick={() => (wrong.value = page.propose(withEquations(experiment, origin)))}
          >
            {words.backTo(titleOf(origin))}
          </button>
        </p>
      )}
      {wrong.value && (
        <p class="wrong" role="alert">
          {inWords(wrong.value)}
        </p>
      )}
      <p class="quiet">{words.howTo}</p>
    </header>
  );
}
