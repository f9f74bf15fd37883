import { version } from '../../package.json';
import { type SpeedStore, Speeds } from '../engine/speed.ts';

const PREFIX = 'loligo speed: ';

/** What the browser keeps for this page, where it keeps anything. */
const store: SpeedStore = {
  get: (key) => {
    try {
      return Number(localStorage.getItem(PREFIX + key)) || undefined;
    } catch {
      return undefined;
    }
  },
  set: (key, speed) => {
    try {
      localStorage.setItem(PREFIX + key, String(speed));
    } catch {}
  },
};

export const speeds = new Speeds(store, version);
