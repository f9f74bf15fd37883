import type { Events, Experiment } from '../../protocol/experiment.ts';
import { namedStatistics } from '../../statistics/catalogue.ts';
import { Choice } from '../components/Choice.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { term, texts } from '../texts/language.ts';
import type { SettingsProps } from './settings.ts';

/** The potential of a beginning that is no rest, mV, where none was said before. */
const FIRST_POTENTIAL = -65;
const MOST_SEED = 0xffffffff;

/** What is set rarely: the beginning, what a spike is, what is counted, and the seed. */
export function MoreSettings({ page, experiment }: SettingsProps) {
  const { initial, events, seed } = experiment;
  const words = texts.value.controls;
  const propose = (change: Partial<Experiment>) => page.propose({ ...experiment, ...change });
  return (
    <details class="section">
      <summary>{words.rare}</summary>
      <Choice
        label={words.begins}
        description={words.beginsHint}
        value={initial === 'rest' ? 'rest' : 'potential'}
        options={[
          { value: 'rest', text: words.atRest },
          { value: 'potential', text: words.atPotential },
        ]}
        onChange={(value) => propose({ initial: value === 'rest' ? 'rest' : { V: FIRST_POTENTIAL } })}
      />
      {initial !== 'rest' && (
        <NumberField
          label="V"
          description={words.initialHint}
          unit="mV"
          range={[-200, 200]}
          value={initial.V}
          onChange={(V) => propose({ initial: { V } })}
        />
      )}
      <Choice
        label={words.spike}
        description={words.spikeHint}
        value={events.kind}
        options={[
          { value: 'prominence', text: words.peak },
          { value: 'threshold', text: words.level },
        ]}
        onChange={(kind) => propose({ events: (kind === 'threshold' ? RISE : PEAK) as Events })}
      />
      <Detector events={events} onChange={(next) => propose({ events: next })} />
      <NumberField
        label={words.seed}
        description={words.seedHint}
        unit="1"
        range={[0, MOST_SEED]}
        whole
        value={seed}
        onChange={(next) => propose({ seed: next })}
      />
      <Statistics page={page} experiment={experiment} />
    </details>
  );
}

const PEAK: Events = { kind: 'prominence', height: 20 };
const RISE: Events = { kind: 'threshold', level: 0, rearm: 1 };

function Detector({ events, onChange }: { events: Events; onChange(next: Events): string | undefined }) {
  const words = texts.value.controls;
  if (events.kind === 'prominence') {
    return (
      <NumberField
        label={words.height}
        description={words.heightHint}
        unit="mV"
        range={[0, 1000]}
        open
        value={events.height}
        onChange={(height) => onChange({ ...events, height })}
      />
    );
  }
  return (
    <>
      <NumberField
        label={words.levelValue}
        description={words.levelHint}
        unit="mV"
        range={[-1000, 1000]}
        value={events.level}
        onChange={(level) => onChange({ ...events, level })}
      />
      <NumberField
        label={words.rearm}
        description={words.rearmHint}
        unit="mV"
        range={[0, 1000]}
        value={events.rearm}
        onChange={(rearm) => onChange({ ...events, rearm })}
      />
    </>
  );
}

/** Which of the named statistics are asked for; those of states and observables stay as they are. */
function Statistics({ page, experiment }: SettingsProps) {
  const asked = experiment.statistics ?? [];
  const words = texts.value.controls;
  const toggle = (name: string) => {
    const next = asked.includes(name) ? asked.filter((one) => one !== name) : [...asked, name];
    page.propose({ ...experiment, statistics: next.length > 0 ? next : undefined });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a section of its own
    <div class="part" role="group" aria-label={words.statistics}>
      <p class="part-title">{words.statisticsInResults}</p>
      {[...namedStatistics.values()].map(({ name, description }) => (
        <label class="check" key={name} title={term(description)}>
          <input type="checkbox" checked={asked.includes(name)} onChange={() => toggle(name)} />
          {name}
        </label>
      ))}
    </div>
  );
}
