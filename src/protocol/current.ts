import { InputError } from '../input/schema.ts';
import type { Membrane } from '../model/membrane.ts';
import { squareMicrometres } from '../model/schema/area.ts';
import type { NumberInput } from '../system/system.ts';

// Currents into the whole cell, nA, and their densities, uA/cm2.

/** The density (uA/cm2) that 1 nA is over the area of a cell; undefined if that has none. */
function densityOf({ area }: Membrane): number | undefined {
  return area === undefined ? undefined : 1e5 / squareMicrometres(area);
}

/** Units of a whole cell, and how many of the densities of its current (uA/cm2) or conductance (mS/cm2) 1 nA over the area makes one of. */
const ofCells = {
  nA: { density: 'uA/cm2', factor: 1 },
  nS: { density: 'mS/cm2', factor: 1e-3 },
} as const;
const isOfCell = (unit: string): unit is keyof typeof ofCells => Object.hasOwn(ofCells, unit);

/**
 * The density (uA/cm2 or mS/cm2) that 1 of a stimulus's units is.
 * @throws InputError if it is of a whole cell and the membrane has no area
 */
export function densityPerUnit(membrane: Membrane, unit = 'uA/cm2'): number {
  if (!isOfCell(unit)) return 1;
  const density = densityOf(membrane);
  if (density === undefined) {
    throw new InputError(
      `stimulus.unit = "${unit}" needs the area of the cell, and model "${membrane.name}" has none; give it an "area", or the stimulus in ${ofCells[unit].density}`,
    );
  }
  return density * ofCells[unit].factor;
}

/** The other unit in which a current or a conductance can be said, where the area of the cell is known. @param unit of it */
export function otherUnit(membrane: Membrane, unit: string): NumberInput['also'] {
  const nanoampere = densityOf(membrane);
  if (nanoampere === undefined) return undefined;
  for (const [whole, { density, factor }] of Object.entries(ofCells)) {
    const one = nanoampere * factor;
    if (unit === whole) return { unit: density, factor: one };
    if (unit === density) return { unit: whole, factor: 1 / one };
  }
  return undefined;
}
