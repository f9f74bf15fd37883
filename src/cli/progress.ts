import { SingleBar } from 'cli-progress';
import type { Progress } from '../engine/run.ts';
import { onInterrupt } from './interrupt.ts';

/** What shows the progress of a run. */
export interface ProgressDisplay {
  update(progress: Progress): void;
  /** Takes the display away. */
  stop(): void;
}

const nothing: ProgressDisplay = { update: () => {}, stop: () => {} };

/** A bar with steps done, speed and time left where the stream is a terminal, else nothing. */
export function showProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  if (!stream.isTTY) return nothing;
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage}% | {value}/{total} steps | {speed} neuron-steps/s | {left} left',
    barsize: 20,
    clearOnComplete: true,
    // Its handlers would take the place of the default ones, which end the process.
    gracefulExit: false,
  });
  let started = false;
  const stop = () => {
    callOff();
    if (started) bar.stop();
  };
  const callOff = onInterrupt(stop);
  return {
    update({ stepsDone, steps, neuronStepsPerSecond, secondsLeft }) {
      const payload = { speed: formatCount(neuronStepsPerSecond), left: formatDuration(secondsLeft) };
      if (!started) bar.start(steps, stepsDone, payload);
      else bar.update(stepsDone, payload);
      started = true;
    },
    stop,
  };
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** A large number for people, such as `41.3M`. */
export function formatCount(value: number): string {
  return compact.format(value);
}

/** A time for people, such as `3 min 20 s`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  if (seconds < 10) return `${Number(seconds.toPrecision(2))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
