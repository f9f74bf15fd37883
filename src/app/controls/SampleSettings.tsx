import { type Signal, useSignal } from '@preact/signals';
import { methods } from '../../population/methods.ts';
import type { Rule, Sample } from '../../population/rules.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { quantitiesOf, quantityOf } from '../experiment/quantities.ts';
import { unit as unitWords } from '../numbers/format.ts';
import { inWords, texts } from '../texts/language.ts';
import { CsvColumn } from './CsvColumn.tsx';
import type { OpenedTable } from './csv-file.ts';
import { ListField } from './ListField.tsx';
import { nextPath } from './population.ts';
import {
  beginningRule,
  type Distribution,
  distributionNames,
  distributionOf,
  distributions,
  numbersOf,
  ruleOf,
  withRules,
} from './rules.ts';
import type { SettingsProps } from './settings.ts';
import { columnsFor, withValues } from './value-columns.ts';

type SampleProps = SettingsProps & { readonly sample: Sample };

/** Which quantities are drawn, each from a distribution. */
export function SampleSettings({ page, experiment, sample }: SampleProps) {
  const rules = Object.entries(sample.vary);
  // Quantities may come from columns of the same file.
  const opened = useSignal<OpenedTable | undefined>(undefined);
  const words = texts.value.controls;
  const propose = (next: Sample) => page.propose({ ...experiment, sample: next });
  const set = (next: readonly (readonly [string, Rule])[]) =>
    propose(withRules(sample, Object.fromEntries(next)));
  const last = quantitiesOf(experiment).length === rules.length;
  const add = () => {
    const path = nextPath(experiment);
    set([...rules, [path, beginningRule(experiment, path, 'uniform')]]);
  };
  return (
    <>
      {rules.map(([path, rule], i) => (
        <RuleSettings
          key={path}
          {...{ page, experiment, sample, path, rule, opened }}
          onChange={(to, next) => set(rules.with(i, [to, next]))}
          onRemove={rules.length > 1 ? () => set(rules.toSpliced(i, 1)) : undefined}
        />
      ))}
      {!last && (
        <p class="more">
          <button type="button" class="link" onClick={add}>
            {words.drawAnother}
          </button>
        </p>
      )}
      <Choice
        label={words.method}
        description={words.methodHint}
        value={sample.method}
        options={Object.keys(methods).map((name) => ({ value: name, text: name }))}
        onChange={(method) => propose({ ...sample, method: method as Sample['method'] })}
      />
    </>
  );
}

interface RuleProps extends SampleProps {
  readonly path: string;
  readonly rule: Rule;
  /** The file that values were taken from. */
  readonly opened: Signal<OpenedTable | undefined>;
  onChange(path: string, rule: Rule): string | undefined;
  readonly onRemove: (() => void) | undefined;
}

function RuleSettings({ page, experiment, sample, path, rule, opened, onChange, onRemove }: RuleProps) {
  const { name, unit } = quantityOf(experiment, path);
  const distribution = distributionOf(rule);
  const numbers = numbersOf(rule);
  const words = texts.value.controls;
  const free = quantitiesOf(experiment).filter((one) => one.path === path || !(one.path in sample.vary));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be a section of its own
    <div class="part" role="group" aria-label={name}>
      <div class="part-title">
        <Choice
          label={words.drawn}
          alone
          value={path}
          options={free.map((one) => ({ value: one.path, text: one.name }))}
          onChange={(next) => onChange(next, beginningRule(experiment, next, distribution))}
        />
        {onRemove && (
          <button type="button" class="link" onClick={onRemove}>
            {texts.value.page.remove}
          </button>
        )}
      </div>
      <Choice
        label={words.values}
        value={distribution}
        options={distributionNames.map((one) => ({ value: one, text: words.distributions[one] }))}
        onChange={(next) => onChange(path, beginningRule(experiment, path, next as Distribution))}
      />
      {Object.entries(numbers).map(([key, value]) => (
        <NumberField
          key={key}
          label={key}
          unit={distributions[distribution][key] || unit}
          value={value}
          onChange={(next) =>
            onChange(
              path,
              ruleOf(distribution as Exclude<Distribution, 'values'>, { ...numbers, [key]: next }),
            )
          }
        />
      ))}
      {rule.values && (
        <ListField
          label={words.list}
          unit={unit}
          value={rule.values}
          onChange={(values) => onChange(path, { values: [...values] })}
        />
      )}
      {rule.values && (
        <CsvColumn
          label={words.valuesFile(name)}
          opened={opened}
          note={opened.value && words.rowsTaken(opened.value.table.rows, unitWords(unit))}
          columnsOf={(from) => columnsFor(path, from)}
          take={(from, column) =>
            page.propose({ ...experiment, sample: withValues(sample, path, from, column) })
          }
        />
      )}
      {rule.values && page.address.problem.value && (
        <p class="quiet">{inWords(page.address.problem.value)}</p>
      )}
    </div>
  );
}
