import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { isCell } from './cell.ts';
import { isChannel } from './channels.ts';
import { generatorNames, otherInputs } from './injections.ts';
import { OwnTypes } from './own-types.ts';
import { isPassing, refused, textOf, whereOf } from './quantities.ts';

/** A document, and how those that it includes are found. */
export interface NeuromlSource {
  /** What it is called in messages. */
  readonly name: string;
  readonly text: string;
  /** The document that an `href` in it means. @throws InputError if it cannot be read */
  include(href: string): NeuromlSource;
}

/** What stands in a document and those that it includes. */
export interface NeuromlDocument {
  readonly channels: readonly XmlElement[];
  readonly cells: readonly XmlElement[];
  /** Generators of currents. */
  readonly inputs: readonly XmlElement[];
  readonly networks: readonly XmlElement[];
  /** Types of components that it makes itself. */
  readonly types: OwnTypes;
  /** Any element that stands on its own, by its id. */
  find(id: string): XmlElement | undefined;
}

/** Most documents that are read, and most of them inside one another. */
const MOST_DOCUMENTS = 64;
const MAX_DEPTH = 8;

/** What may stand on its own besides channels, cells and what says nothing of the dynamics. */
const parts = ['morphology', 'biophysicalProperties', 'network', ...generatorNames];

/**
 * Reads a document and what it includes, each file once.
 * @throws InputError that names what cannot be read or has no counterpart
 */
export function readDocuments(source: NeuromlSource): NeuromlDocument {
  const elements: XmlElement[] = [];
  const seen = new Set<string>();
  const read = (one: NeuromlSource, depth: number): void => {
    if (seen.has(one.name)) return;
    seen.add(one.name);
    if (seen.size > MOST_DOCUMENTS || depth > MAX_DEPTH)
      throw new InputError(
        `${one.name}: at most ${MOST_DOCUMENTS} documents are read, and ${MAX_DEPTH} inside one another`,
      );
    const root = parseXml(one.text, one.name);
    if (root.name !== 'neuroml') {
      const remedy =
        root.name === 'Lems'
          ? 'it is a LEMS simulation; import the NeuroML file that it includes'
          : 'it is no NeuroML 2';
      throw new InputError(`${root.place}: <${shown(root.name)}> where <neuroml> is expected: ${remedy}`);
    }
    for (const child of root.children) {
      if (child.name === 'include' || child.name === 'Include') read(included(one, child), depth + 1);
      else elements.push(child);
    }
  };
  read(source, 0);
  const byId = new Map<string, XmlElement>();
  for (const element of elements) {
    if (isPassing(element) || element.name === 'ComponentType') continue;
    if (!isChannel(element) && !isCell(element) && !parts.includes(element.name))
      throw refused(element, reasonOf(element));
    const id = textOf(element, 'id');
    if (byId.has(id)) throw new InputError(`${whereOf(element)} is there twice; keep one`);
    byId.set(id, element);
  }
  const named = (name: string) => elements.filter((element) => element.name === name);
  return {
    channels: elements.filter(isChannel),
    cells: elements.filter(isCell),
    inputs: elements.filter(({ name }) => generatorNames.includes(name)),
    networks: named('network'),
    types: new OwnTypes(named('ComponentType')),
    find: (id) => byId.get(id),
  };
}

function included(source: NeuromlSource, element: XmlElement): NeuromlSource {
  const href = element.attributes.get('href') ?? element.attributes.get('file');
  if (href === undefined) throw new InputError(`${whereOf(element)}: href is missing; name a file`);
  if (/^[a-z][a-z0-9+.-]*:/i.test(href))
    throw refused(element, `"${shown(href)}" is on a network; only files beside this one are read`);
  return source.include(href);
}

/** Why an element that stands on its own is not read. */
function reasonOf({ name }: XmlElement): string {
  if (/Synapse|Mechanism$/.test(name)) return 'neurons of a population know nothing of one another';
  if (/ConcentrationModel$|^decayingPool/.test(name)) return 'concentrations that change are not read';
  if (/Generator|Clamp|spike|Input/.test(name)) return otherInputs;
  if (/[cC]ell|^iaf|^izhikevich|^adEx|^fitzHugh/.test(name))
    return 'of the cells only cell and pointCellCondBased are read';
  return 'only ion channels, cells, generators of currents and network are read';
}
