import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { type SpeedStore, Speeds } from '../engine/speed.ts';

const file = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'loligo', 'speeds.json');

/** Speeds that were measured before; none where the file cannot be read. */
function read(): Record<string, unknown> {
  try {
    const speeds: unknown = JSON.parse(readFileSync(file(), 'utf8'));
    return typeof speeds === 'object' && speeds !== null ? { ...speeds } : {};
  } catch {
    return {};
  }
}

/** A file that all runs of a user share. */
const store: SpeedStore = {
  get: (key) => {
    const speed = read()[key];
    return typeof speed === 'number' && speed > 0 ? speed : undefined;
  },
  // A speed that cannot be written is measured again the next time.
  set: (key, speed) => {
    try {
      mkdirSync(dirname(file()), { recursive: true });
      const whole = `${file()}.${process.pid}`;
      writeFileSync(whole, `${JSON.stringify({ ...read(), [key]: speed }, undefined, 2)}\n`);
      renameSync(whole, file());
    } catch {}
  },
};

export const speeds = new Speeds(store, version);
