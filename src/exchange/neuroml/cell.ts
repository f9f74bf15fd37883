import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { XmlElement } from '../xml.ts';
import { isPassing, quantityOf, refused, textOf, whereOf } from './quantities.ts';

// Cells of NeuroML 2 (Cells.xml) that are one compartment.

/** A population of channels in the membrane of a cell. */
export interface Density {
  readonly id: string;
  readonly channel: string;
  /** mS/cm2 */
  readonly conductance: number;
  /** mV, or the ion whose concentrations say it. */
  readonly reversal: number | { readonly ion: string; readonly inside: number; readonly outside: number };
  readonly element: XmlElement;
}

export interface Cell {
  readonly id: string;
  /** um2 */
  readonly area: number;
  /** uF/cm2 */
  readonly capacitance: number;
  /** mV */
  readonly initial: number | undefined;
  readonly threshold: number | undefined;
  readonly densities: readonly Density[];
  /** What has to be known of how it was read. */
  readonly remark?: string;
}

/** Conductance of one channel, nS, by the id of its kind. */
export type ChannelConductance = (channel: string) => number;

export const isCell = ({ name }: XmlElement): boolean => name === 'cell' || name === 'pointCellCondBased';

/** Reads a cell. @param find an element of the document by its id, where one is named */
export function cellOf(
  element: XmlElement,
  conductanceOf: ChannelConductance,
  find: (id: string) => XmlElement | undefined,
): Cell {
  return element.name === 'cell' ? wholeCell(element, find) : pointCell(element, conductanceOf);
}

/** uF/cm2 that a cell is taken to have where only its whole capacitance is known. */
const USUAL = 1;

/** A cell without a size has the area that makes its capacitance 1 uF/cm2. */
function pointCell(element: XmlElement, conductanceOf: ChannelConductance): Cell {
  const capacitance = quantityOf(element, 'C', 'capacitance');
  if (!(capacitance > 0))
    throw new InputError(`${whereOf(element)}: C = ${capacitance} pF must be greater than 0`);
  // 1 pF is 100 um2 of 1 uF/cm2, and 1 nS over 1 um2 is 100 mS/cm2.
  const area = (100 * capacitance) / USUAL;
  const densities = element.children
    .filter((child) => !isPassing(child))
    .map((child): Density => {
      if (child.name !== 'channelPopulation')
        throw refused(child, 'a pointCellCondBased has channelPopulation here');
      const channel = textOf(child, 'ionChannel');
      const count = quantityOf(child, 'number', 'none');
      if (count < 0)
        throw new InputError(`${whereOf(child)}: number = ${count} is out of range; it must be at least 0`);
      return {
        id: textOf(child, 'id'),
        channel,
        conductance: (100 * count * conductanceOf(channel)) / area,
        reversal: quantityOf(child, 'erev', 'voltage'),
        element: child,
      };
    });
  return {
    id: textOf(element, 'id'),
    area,
    capacitance: USUAL,
    initial: optional(element, 'v0'),
    threshold: optional(element, 'thresh'),
    densities,
    remark: `the cell has ${capacitance} pF and no size: its area is taken as ${area} um2, that of 1 uF/cm2`,
  };
}

const optional = (element: XmlElement, attribute: string) =>
  element.attributes.has(attribute) ? quantityOf(element, attribute, 'voltage') : undefined;

function wholeCell(element: XmlElement, find: (id: string) => XmlElement | undefined): Cell {
  const part = (name: string): XmlElement => {
    const inside = element.children.filter((child) => child.name === name);
    if (inside.length > 1) throw new InputError(`${whereOf(element)} has ${name} twice; keep one`);
    const named = element.attributes.get(name);
    const found = inside[0] ?? (named === undefined ? undefined : find(named));
    if (found) return found;
    throw new InputError(`${whereOf(element)} has no ${name}; give it one`);
  };
  const other = element.children.find(
    (child) => !isPassing(child) && !['morphology', 'biophysicalProperties'].includes(child.name),
  );
  if (other) throw refused(other, 'a cell has morphology and biophysicalProperties here');
  const area = areaOf(part('morphology'));
  const biophysical = part('biophysicalProperties');
  const only = (name: string): XmlElement | undefined => {
    const found = biophysical.children.filter((child) => child.name === name);
    if (found.length > 1) throw new InputError(`${whereOf(biophysical)} has ${name} twice; keep one`);
    return found[0];
  };
  const properties = only('membraneProperties');
  if (!properties) throw new InputError(`${whereOf(biophysical)} has no membraneProperties; give it some`);
  const species = (only('intracellularProperties')?.children ?? []).filter(({ name }) => name === 'species');
  return { id: textOf(element, 'id'), area, ...membraneProperties(properties, species) };
}

/** The area of the only segment, um2: a sphere where both ends are one point, else the side of a frustum of a cone. */
function areaOf(morphology: XmlElement): number {
  const segments = morphology.children.filter(({ name }) => name === 'segment');
  if (segments.length !== 1)
    throw refused(
      morphology,
      `it has ${segments.length} segments, and a membrane is one compartment; leave one segment`,
    );
  const [segment] = segments as [XmlElement];
  const [proximal, distal] = ['proximal', 'distal'].map((end) => {
    const found = segment.children.find(({ name }) => name === end);
    if (!found) throw new InputError(`${whereOf(segment)} has no ${end} end; give it one`);
    return ['x', 'y', 'z', 'diameter'].map((name) => quantityOf(found, name, 'none'));
  }) as [number[], number[]];
  const length = Math.hypot(...[0, 1, 2].map((i) => proximal[i]! - distal[i]!));
  const [r, s] = [proximal[3]! / 2, distal[3]! / 2];
  const area = length === 0 ? 4 * Math.PI * s * s : Math.PI * (r + s) * Math.hypot(r - s, length);
  if (!(area > 0) || !Number.isFinite(area) || Math.min(r, s) < 0)
    throw new InputError(`${whereOf(segment)}: its area is ${area} um2; give it diameters greater than 0`);
  return area;
}

/** What is written of a membrane, by name; the last one holds. */
const values = {
  specificCapacitance: 'specificCapacitance',
  spikeThresh: 'voltage',
  initMembPotential: 'voltage',
} as const;

function membraneProperties(
  properties: XmlElement,
  species: readonly XmlElement[],
): Omit<Cell, 'id' | 'area'> {
  const found = new Map<string, number>();
  const densities: Density[] = [];
  for (const child of properties.children) {
    if (isPassing(child)) continue;
    if (Object.hasOwn(values, child.name)) {
      const value = quantityOf(child, 'value', values[child.name as keyof typeof values]);
      if (found.has(child.name) && found.get(child.name) !== value)
        throw refused(child, 'it has another value elsewhere, and a membrane is one compartment');
      found.set(child.name, value);
    } else if (child.name === 'channelDensity' || child.name === 'channelDensityNernst') {
      densities.push(densityOf(child, species));
    } else {
      throw refused(child, 'a membrane has channelDensity or channelDensityNernst here');
    }
  }
  const capacitance = found.get('specificCapacitance');
  if (capacitance === undefined)
    throw new InputError(`${whereOf(properties)} has no specificCapacitance; give it one`);
  if (!(capacitance > 0))
    throw new InputError(
      `${whereOf(properties)}: specificCapacitance = ${capacitance} uF/cm2 must be greater than 0`,
    );
  return {
    capacitance,
    initial: found.get('initMembPotential'),
    threshold: found.get('spikeThresh'),
    densities,
  };
}

function densityOf(element: XmlElement, species: readonly XmlElement[]): Density {
  const inner = element.children.find((child) => !isPassing(child));
  if (inner) throw refused(inner, 'a conductance that differs over the cell needs more than one compartment');
  const ion = element.attributes.get('ion') ?? '';
  const conductance = quantityOf(element, 'condDensity', 'conductanceDensity');
  if (conductance < 0)
    throw new InputError(
      `${whereOf(element)}: condDensity = ${conductance} mS/cm2 is out of range; it must be at least 0`,
    );
  return {
    id: textOf(element, 'id'),
    channel: textOf(element, 'ionChannel'),
    conductance,
    reversal:
      element.name === 'channelDensity'
        ? quantityOf(element, 'erev', 'voltage')
        : concentrations(element, ion, species),
    element,
  };
}

/** The concentrations of an ion, where nothing changes them. */
function concentrations(element: XmlElement, ion: string, species: readonly XmlElement[]) {
  const found = species.find(({ attributes }) => (attributes.get('ion') ?? attributes.get('id')) === ion);
  if (!found)
    throw new InputError(
      `${whereOf(element)}: there is no species for its ion "${shown(ion)}"; give its concentrations in intracellularProperties`,
    );
  const model = found.attributes.get('concentrationModel');
  if (model !== undefined)
    throw refused(
      found,
      `concentrationModel "${shown(model)}" changes it; only concentrations that stay are read`,
    );
  const [inside, outside] = ['initialConcentration', 'initialExtConcentration'].map((name) =>
    quantityOf(found, name, 'concentration'),
  ) as [number, number];
  if (!(inside > 0 && outside > 0))
    throw new InputError(`${whereOf(found)}: concentrations must be greater than 0`);
  return { ion, inside, outside };
}
