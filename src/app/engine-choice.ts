import { type EngineChoice, engineChoices } from './engines.ts';

const KEY = 'loligo engine';

/** The engine that was chosen in this browser before; the fastest if none was. */
export function rememberedEngine(): EngineChoice {
  try {
    const chosen = localStorage.getItem(KEY);
    return engineChoices.find((choice) => choice === chosen) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export function rememberEngine(choice: EngineChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // It is chosen for this visit only.
  }
}
