import { identifier } from '../../../formula/wgsl.ts';
import { STEP } from '../../../system/system.ts';
import { seen } from '../../looks.ts';
import { BEFORE, type RecordField, TAKEN } from '../../measuring.ts';

/** The WGSL of a symbol where a function is, or undefined if it does not see it. */
export type Symbols = (name: string) => string | undefined;

/** Symbols that have a name each. */
export const fixed =
  (symbols: Readonly<Record<string, string>>): Symbols =>
  (name) =>
    symbols[name];

/** The first of these that knows a symbol. */
export const either =
  (...all: readonly Symbols[]): Symbols =>
  (name) =>
    all.reduce<string | undefined>((known, symbols) => known ?? symbols(name), undefined);

/** Members of a structure, or variables if `of` is empty. */
export function members(names: readonly string[], of: string): Symbols {
  return (name) => (names.includes(name) ? `${of}${identifier(name)}` : undefined);
}

export const fieldsOf = (fields: readonly RecordField[], of: string): Symbols =>
  members(
    fields.map(({ name }) => name),
    of,
  );

/** In a step that begins. */
export const now = fixed({ [STEP]: 'step' });
/** Where records begin, at a step. */
export const atStart = fixed({ [TAKEN]: 'step' });
/** After a step. */
export const afterwards = fixed({ [STEP]: 'step', [TAKEN]: '(step + 1u)', [BEFORE]: 'before' });
/** Between steps, where all that is kept is in memory. @param before WGSL of the potential before the last step */
export const betweenSteps = (before: string): Symbols =>
  fixed({ [STEP]: 'step', [TAKEN]: 'step', origin: 'step', [BEFORE]: before });
/** When the measuring window has begun. */
export const windowStart = fixed({ 'window.step': 'schedule.window_start' });
/** What a look sees. */
export const ofLook = fixed(
  Object.fromEntries(Object.entries(seen).map(([name, symbolOf]) => [symbolOf, `s.${name}`])),
);
/** Where an event has been placed. */
export const atEvent: Symbols = (name) =>
  name.startsWith('event.') ? `e.${name.slice('event.'.length)}` : undefined;
/** The potentials one to six steps ago. */
export const potentialByAge: Symbols = (name) => (/^V_\d$/.test(name) ? name : undefined);
