import { inWords, texts } from '../texts/language.ts';
import './Transport.css';
import type { Signal } from '@preact/signals';
import { decimals, fixed, plain } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { flashesOf, MOST_FLASHES } from '../time/flashing.ts';
import { calmSpeed, speeds } from '../time/speeds.ts';
import { ColourScale } from './ColourScale.tsx';
import { Diverged } from './Diverged.tsx';
import { Honesty } from './Honesty.tsx';
import { KeptStates } from './KeptStates.tsx';
import { Scrubber } from './Scrubber.tsx';

/** What a narrow screen shows one at a time besides the cells: how they stand, or what is at the sides or below of a wide one. */
const tabs = ['lesson', 'cells', 'controls', 'curve', 'trace', 'time'] as const;
export type NarrowTab = (typeof tabs)[number];
const plots: readonly string[] = ['curve', 'trace'] satisfies NarrowTab[];

/** Part of the asked speed below which the page says what it reaches. */
const FALLING_BEHIND = 0.85;

/** What moves time, what the colours mean, and how fast it goes. */
export function Transport({ page, tab }: { page: Page; tab: Signal<NarrowTab> }) {
  const { running, stages, lessons } = page.state;
  const { hidden } = page;
  const words = texts.value;
  const shown = tabs.filter((name) => {
    if (name === 'lesson') return lessons.shown.value || !hidden.has('lessons');
    if (name === 'controls') return !hidden.drawer;
    return !(plots.includes(name) && hidden.has('plots'));
  });
  const choose = (name: NarrowTab) => {
    tab.value = name;
    if (name === 'lesson') lessons.shown.value = true;
  };
  return (
    <footer class="transport" data-covers="bottom">
      <Diverged page={page} />
      <div class="course">
        <div class="buttons">
          <button type="button" class="run" onClick={() => page.toggle()} aria-keyshortcuts="Space">
            {running.value ? words.time.pause : words.time.run}
          </button>
          <button type="button" onClick={() => page.timeTravel.back()} aria-keyshortcuts=",">
            {words.time.back}
          </button>
          <button type="button" onClick={() => page.timeTravel.step()} aria-keyshortcuts=".">
            {words.time.step}
          </button>
          <button type="button" onClick={() => page.reset()} aria-keyshortcuts="r">
            {words.time.reset}
          </button>
        </div>
        <Time page={page} />
        <Scrubber page={page} />
        <KeptStates page={page} />
      </div>
      <Speed page={page} />
      {stages.all.value.length === 1 && <ColourScale page={page} stage={stages.front.value} />}
      <Pace page={page} />
      <nav class="tabs" aria-label={words.page.panels}>
        {shown.map((name) => (
          <button type="button" key={name} aria-pressed={tab.value === name} onClick={() => choose(name)}>
            {words.page.tabs[name]}
          </button>
        ))}
      </nav>
    </footer>
  );
}

function Time({ page: { state } }: { page: Page }) {
  // Where steps can be followed one by one, the clock shows each of them.
  const bySteps = !state.running.value || state.speed.value < calmSpeed;
  const digits = bySteps ? Math.max(1, decimals(state.experiment.value?.dt ?? 1)) : 1;
  return (
    <span class="time" role="timer" aria-label={texts.value.time.simulated}>
      {`${fixed(state.time.value, digits)} ms`}
    </span>
  );
}

/** The place on the slider of a speed, or of the nearest one below. */
const placeOf = (speed: number): number =>
  Math.max(
    0,
    speeds.findLastIndex((one) => one <= speed),
  );

function Speed({ page }: { page: Page }) {
  const { state } = page;
  const speed = state.speed.value;
  const words = texts.value.time;
  const amount = Number.isFinite(speed) ? `${plain(speed)} ms/s` : words.fastest;
  const reached = state.pace.value.speed;
  const flashes = flashesOf(Number.isFinite(speed) ? speed : reached, state.summary.value?.highest ?? 0);
  const behind = state.running.value && reached > 0 && reached < FALLING_BEHIND * speed;
  return (
    <label class="speed">
      <span>{words.speed}</span>
      <input
        type="range"
        min={0}
        max={speeds.length - 1}
        step={1}
        value={placeOf(speed)}
        aria-valuetext={amount}
        onInput={(event) => page.chooseSpeed(speeds[event.currentTarget.valueAsNumber])}
      />
      <span class="amount">
        {amount}
        {behind && <small>{words.reaches(reached)}</small>}
        {flashes > MOST_FLASHES && <small title={words.flashesHint}>{`, ${words.flashes(flashes)}`}</small>}
      </span>
    </label>
  );
}

function Pace({ page }: { page: Page }) {
  const { state } = page;
  const adapter = state.adapter.value;
  const name = adapter && inWords(adapter.name);
  const { neuronSteps, frames } = state.pace.value;
  const words = texts.value.time;
  return (
    <dl class="pace">
      <div>
        <dt>{words.engine}</dt>
        <dd title={name}>{name}</dd>
      </div>
      <div>
        <dt>{words.neuronSteps}</dt>
        <dd>{words.many(neuronSteps)}</dd>
      </div>
      <div>
        <dt>{words.frames}</dt>
        <dd>{fixed(frames, 0)}</dd>
      </div>
      <Honesty page={page} />
    </dl>
  );
}
