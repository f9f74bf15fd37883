import { keep, kept } from '../browser/kept.ts';
import { type EngineChoice, engineChoices } from './engines.ts';

const NAME = 'loligo engine';

/** The engine that was chosen in this browser before; the fastest if none was. */
export const rememberedEngine = (): EngineChoice =>
  engineChoices.find((choice) => choice === kept(NAME)) ?? 'auto';

export const rememberEngine = (choice: EngineChoice): void => keep(NAME, choice);
