import { InputError } from '../input/schema.ts';
import type { Membrane } from '../model/membrane.ts';
import { squareMicrometres } from '../model/schema/area.ts';
import type { NumberInput } from '../system/system.ts';
import type { OneStimulus } from './stimulus.ts';

// Currents into the whole cell, nA, and their densities, uA/cm2.

/** The density (uA/cm2) that 1 nA is over the area of a cell; undefined if that has none. */
function densityOf({ area }: Membrane): number | undefined {
  return area === undefined ? undefined : 1e5 / squareMicrometres(area);
}

/**
 * The density (uA/cm2) that 1 of a stimulus's units is.
 * @throws InputError if it is in nA and the membrane has no area
 */
export function densityPerUnit(membrane: Membrane, { unit = 'uA/cm2' }: Pick<OneStimulus, 'unit'>): number {
  if (unit === 'uA/cm2') return 1;
  const density = densityOf(membrane);
  if (density === undefined) {
    throw new InputError(
      `stimulus.unit = "nA" needs the area of the cell, and model "${membrane.name}" has none; give it an "area", or the stimulus in uA/cm2`,
    );
  }
  return density;
}

/** The other unit in which a current can be said, where the area of the cell is known. @param unit of the current */
export function otherUnit(membrane: Membrane, unit: string): NumberInput['also'] {
  const density = densityOf(membrane);
  if (density === undefined) return undefined;
  return unit === 'nA' ? { unit: 'uA/cm2', factor: density } : { unit: 'nA', factor: 1 / density };
}
