import { useEffect, useRef } from 'preact/hooks';
import type { Experiment } from '../../protocol/experiment.ts';
import { NumberField } from '../components/NumberField.tsx';
import { variedColumns } from '../experiment/quantities.ts';
import type { Page } from '../page.ts';
import { term, texts } from '../texts/language.ts';
import { EquationLine } from './EquationLine.tsx';
import { linesOf } from './lines.ts';
import { sliderStep } from './slider.ts';
import { Typeset } from './Typeset.tsx';
import { nameAlone } from './typeset.ts';

interface Props {
  readonly page: Page;
  readonly experiment: Experiment;
  readonly name: string;
}

/** A parameter: its name, which becomes its line, a slider and its number. */
export function ParameterLine({ page, experiment, name }: Props) {
  const { model, parameters } = experiment;
  const varied = variedColumns(experiment).some(({ path }) => path === `parameters.${name}`);
  const place = { kind: 'parameter', name } as const;
  return (
    <EquationLine
      page={page}
      place={place}
      lines={linesOf(model, place, parameters)}
      subject={name}
      beside={
        varied ? (
          <small class="varied">{texts.value.equations.differs}</small>
        ) : (
          <Value page={page} experiment={experiment} name={name} />
        )
      }
    >
      <Typeset math={nameAlone(name)} />
    </EquationLine>
  );
}

function Value({ page, experiment, name }: Props) {
  const { unit, range, ...parameter } = experiment.model.parameters[name]!;
  const description = term(parameter.description);
  const value = experiment.parameters[name]!;
  const set = (next: number) => {
    const present = page.state.wanted.peek()!;
    return page.propose({ ...present, parameters: { ...present.parameters, [name]: next } });
  };
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  /** The last of all movements of the hand in a frame. */
  const slide = (next: number) => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => void set(next));
  };
  return (
    <>
      <input
        type="range"
        aria-label={texts.value.equations.slider(name)}
        title={description}
        min={range[0]}
        max={range[1]}
        step={sliderStep(range)}
        value={value}
        onInput={(event) => slide(event.currentTarget.valueAsNumber)}
      />
      <NumberField
        label={name}
        description={description}
        unit={unit}
        range={range}
        value={value}
        onChange={set}
      />
    </>
  );
}
