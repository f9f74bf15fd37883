import { suggestion } from '../../input/nearest.ts';
import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import { cellPlots, drawers, populationPlots } from '../panels/catalogue.ts';
import type { Panel } from '../panels/panel.ts';
import { english } from '../texts/english.ts';
import { type Piece, pieces } from './pieces.ts';

// What the query of the address hides, for a class or another page: `?hide=controls,json`, `?embed`.

/** A panel is called by its name in links, or by what its tab says in English, for a link means the same to everybody. */
const namesOf = ({ id }: Panel): string[] => [
  id,
  english.panels[id].title.toLowerCase().replaceAll(' ', '-'),
];

export class Hidden {
  readonly #names: ReadonlySet<string>;
  /** Whether the page is a frame in another one, with room for little. */
  readonly embedded: boolean;

  /** @param query of the address, with its ? @param others names that a lesson hides */
  constructor(query: string, others: readonly string[] = []) {
    const asked = new URLSearchParams(query);
    this.embedded = asked.has('embed');
    const names = asked.getAll('hide').flatMap((list) => list.toLowerCase().split(','));
    this.#names = new Set([...names.map((name) => name.trim()).filter(Boolean), ...others]);
  }

  has(piece: Piece): boolean {
    if (this.#names.has(piece)) return true;
    if (piece === 'plots')
      return this.embedded || ![populationPlots, cellPlots].some((slot) => this.shown(slot).length > 0);
    return this.embedded && ['title', 'undo', 'lessons', 'speed', 'pace'].includes(piece);
  }

  /** Whether there is no panel for the column at the left. */
  get drawer(): boolean {
    return this.embedded || this.shown(drawers).length === 0;
  }

  /** The panels among some that are not hidden. */
  shown(panels: readonly Panel[]): readonly Panel[] {
    return panels.filter((panel) => !namesOf(panel).some((name) => this.#names.has(name)));
  }

  /** What is hidden, as words for the style sheet. */
  get words(): string {
    const hidden = pieces.filter((piece) => this.has(piece));
    return [...hidden, this.drawer && 'drawer', this.embedded && 'frame'].filter(Boolean).join(' ');
  }

  /** @throws InputError that names what is not there to be hidden */
  check(): void {
    const known = [...pieces, ...[...drawers, ...populationPlots, ...cellPlots].flatMap(namesOf)];
    const unknown = [...this.#names].find((name) => !known.includes(name));
    if (unknown === undefined) return;
    throw new InputError(`hide: nothing is called "${shown(unknown)}"${suggestion(unknown, known)}`);
  }
}
