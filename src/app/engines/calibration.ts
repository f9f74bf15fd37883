import { version } from '../../../package.json';
import { type SpeedStore, Speeds } from '../../engine/speed.ts';
import { keep, kept } from '../browser/kept.ts';

const PREFIX = 'loligo speed: ';

const store: SpeedStore = {
  get: (key) => Number(kept(PREFIX + key)) || undefined,
  set: (key, speed) => keep(PREFIX + key, String(speed)),
};

export const speeds = new Speeds(store, version);
