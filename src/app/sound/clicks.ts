import { effect } from '@preact/signals';
import { followed } from '../cells/probes.ts';
import type { State } from '../state.ts';
import { Listener } from './heard.ts';

/** How long a click lasts, s. */
const LENGTH = 0.012;
const LOUDNESS = 0.2;

/** Pitch of the first of the cells that are followed, Hz; each one more is a major third higher. */
const PITCH = 500;
const THIRD = 2 ** (4 / 12);

/** A click for each spike of the cells that are followed, as slow as their time goes. @returns what ends it */
export function soundSpikes({ course, pace, speed, selected, probes }: State): () => void {
  const audio = new AudioContext();
  const listener = new Listener();
  const end = effect(() => {
    const latest = course.value;
    if (!latest) {
      listener.forget();
      return;
    }
    const numbers = new Map(
      followed(selected.peek(), probes.peek()).map(({ cell, number }) => [cell, number]),
    );
    const passing = pace.peek().speed || speed.peek();
    for (const { cell, after } of listener.look(latest.spikes, latest.now, passing)) {
      click(audio, audio.currentTime + after, PITCH * THIRD ** ((numbers.get(cell) ?? 1) - 1));
    }
  });
  return () => {
    end();
    void audio.close();
  };
}

function click(audio: AudioContext, at: number, pitch: number): void {
  const tone = new OscillatorNode(audio, { frequency: pitch });
  const fading = new GainNode(audio, { gain: 0 });
  fading.gain.setValueAtTime(LOUDNESS, at);
  fading.gain.exponentialRampToValueAtTime(LOUDNESS / 100, at + LENGTH);
  tone.connect(fading).connect(audio.destination);
  tone.start(at);
  tone.stop(at + LENGTH);
}
