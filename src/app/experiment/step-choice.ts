/** An experiment that is asked for, and whether its step is to be chosen by what runs. */
export interface Asked {
  readonly document: unknown;
  readonly chosen: boolean;
}

interface Former {
  readonly dt: number;
  readonly integrator?: string;
  readonly bands?: readonly unknown[] | undefined;
  readonly chosen: boolean;
}

/**
 * Whoever changes something else has not asked for the step that the page shows: one that was chosen is chosen anew. One that
 * differs is asked for, and none at all is to be chosen. The same is true of an integrator that an accuracy has chosen. Bands have
 * steps and integrators of their own.
 * @param document what is asked for
 * @param former the experiment before, and whether its step was chosen
 */
export function stepOf(document: unknown, former: Former | undefined): Asked {
  const { dt, ...rest } = document as { readonly dt?: unknown; readonly bands?: unknown };
  if (rest.bands !== undefined) return { document: without(rest, 'integrator'), chosen: true };
  const wasChosen = former?.chosen === true && !former.bands;
  const chosen = dt === undefined || (wasChosen && dt === former.dt);
  return { document: chosen ? withoutMethod(rest, former) : document, chosen };
}

function withoutMethod(document: object, former: Former | undefined): unknown {
  const { integrator, accuracy } = document as { readonly integrator?: unknown; readonly accuracy?: unknown };
  const isChosen = accuracy !== undefined && integrator === former?.integrator;
  return isChosen ? without(document, 'integrator') : document;
}

const without = (document: object, key: string): object =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));
