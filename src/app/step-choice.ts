/** An experiment that is asked for, and whether its step is to be chosen by what runs. */
export interface Asked {
  readonly document: unknown;
  readonly chosen: boolean;
}

/**
 * Whoever changes something else has not asked for the step that the page shows: one that was chosen is chosen anew. One that
 * differs is asked for, and none at all is to be chosen.
 * @param document what is asked for
 * @param former the experiment before, and whether its step was chosen
 */
export function stepOf(document: unknown, former: { dt: number; chosen: boolean } | undefined): Asked {
  const { dt, ...rest } = document as { readonly dt?: unknown };
  const chosen = dt === undefined || (former?.chosen === true && dt === former.dt);
  return { document: chosen ? rest : document, chosen };
}
