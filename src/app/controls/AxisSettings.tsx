import type { Axis } from '../../population/sweep.ts';
import { axisLength } from '../../population/sweep.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { ends, quantitiesOf, quantityOf } from '../experiment/quantities.ts';
import { texts } from '../texts/language.ts';
import { ListField } from './ListField.tsx';
import { beginningAxis, evenly } from './population.ts';
import type { SettingsProps } from './settings.ts';

/** What is varied along one axis, from where to where. */
export function AxisSettings({
  page,
  experiment,
  side,
  axis,
}: SettingsProps & { readonly side: 'x' | 'y'; readonly axis: Axis }) {
  const { sweep } = experiment;
  const other = side === 'x' ? sweep.y : sweep.x;
  const { unit } = quantityOf(experiment, axis.vary);
  const [from, to] = ends(axis);
  const count = axisLength(axis);
  const words = texts.value.controls;
  const propose = (next: Axis) => page.propose({ ...experiment, sweep: { ...sweep, [side]: next } });
  const change = (part: Partial<Axis>) => propose({ ...evenly(axis), ...part });
  const quantities = quantitiesOf(experiment).filter(({ path }) => path !== other?.vary);
  const fields = (
    <>
      <Choice
        label={words.varied}
        value={axis.vary}
        options={quantities.map(({ path, name }) => ({ value: path, text: name }))}
        onChange={(path) => propose(beginningAxis(experiment, path, count))}
      />
      {axis.values ? (
        <ListField
          label={words.values}
          description={words.valuesHint}
          unit={unit}
          value={axis.values}
          onChange={(values) =>
            values.length === 0 ? propose(evenly(axis)) : propose({ vary: axis.vary, values: [...values] })
          }
        />
      ) : (
        <>
          <NumberField
            label={words.from}
            value={from}
            unit={unit}
            onChange={(value) => change({ from: value })}
          />
          <NumberField label={words.to} value={to} unit={unit} onChange={(value) => change({ to: value })} />
          {other && (
            <NumberField
              label={words.count}
              value={count}
              unit="1"
              range={[1, Number.POSITIVE_INFINITY]}
              whole
              onChange={(value) => change({ count: value })}
            />
          )}
        </>
      )}
    </>
  );
  if (!other) return fields;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be a section of its own
    <div class="part" role="group" aria-label={words.directions[side]}>
      <p class="part-title">{words.directions[side]}</p>
      {fields}
    </div>
  );
}
