import { FloatType, NearestFilter, RedFormat, type Texture } from 'three/webgpu';
import { ROW as TEXELS_PER_ROW } from '../engine/webgpu/partitions.ts';

/** What a drawing reads of every cell: what colours it, and what it stands by. */
export type Channel = 'colour' | 'x' | 'y';
/** Where what it stood by is when it leaves for another arrangement. */
export const formers = [
  ['x', 'formerX'],
  ['y', 'formerY'],
] as const satisfies readonly (readonly [Channel, string])[];
/** What there is a texture of. */
export const textureNames = ['colour', 'x', 'y', 'formerX', 'formerY'] as const;
export type TextureName = (typeof textureNames)[number];

/** A name of what engines show (`presentNames`), or a value by the number of the cell. */
export type Source = string | ByNumber;
type ByNumber = (cell: number) => number;

/**
 * Values of all cells as textures, one for each channel: a texel for each cell, in the order of the cells, in rows as long as those to
 * which the engine pads its buffers.
 */
export interface Rows {
  readonly textures: Readonly<Record<TextureName, Texture>>;
  /** What a channel holds, where that is in the memory of the CPU. */
  values?(channel: Channel): Float32Array;
  /** Keeps what cells stand by, as it is now, for those on their way from there. */
  leave(): void;
  /** Chooses what a channel holds after the next refresh, if anything. */
  choose(channel: Channel, source: Source | undefined): void;
  /** Values, by name, that channels keep once they have them, until they are held no longer. */
  hold(names: ReadonlySet<string>): void;
  /** Takes over what cells are like now; what is drawn from now on shows it. Calls must not overlap. */
  refresh(): Promise<void>;
  dispose(): void;
}

/** Channels that are to be written. */
interface Due {
  /** With what cells are like now, by its name. */
  readonly present: readonly (readonly [Channel, string])[];
  /** With values by number. */
  readonly byNumber: readonly (readonly [Channel, ByNumber])[];
}

/** What each channel holds: what cells are like now, or values by number, which are written once. */
export class Chosen {
  readonly #sources = new Map<Channel, Source>();
  readonly #unwritten = new Set<Channel>();
  #held: ReadonlySet<string> = new Set();

  choose(channel: Channel, source: Source | undefined): void {
    if (source === this.#sources.get(channel)) return;
    if (source === undefined) this.#sources.delete(channel);
    else this.#sources.set(channel, source);
    this.#unwritten.add(channel);
  }

  hold(names: ReadonlySet<string>): void {
    this.#held = names;
  }

  /** What is to be written now; all of it is taken to be there afterwards. */
  take(): Due {
    const present: (readonly [Channel, string])[] = [];
    const byNumber: (readonly [Channel, ByNumber])[] = [];
    for (const [channel, source] of this.#sources) {
      const isThere = !this.#unwritten.has(channel);
      if (typeof source === 'function') {
        if (!isThere) byNumber.push([channel, source]);
      } else if (!isThere || !this.#held.has(source)) present.push([channel, source]);
    }
    this.#unwritten.clear();
    return { present, byNumber };
  }
}

/** Rows of texels that so many cells take. */
export const rowsFor = (cells: number): number => Math.ceil(cells / TEXELS_PER_ROW);

/** Writes the value of every cell. */
export function fill(values: Float32Array, cells: number, value: ByNumber): void {
  for (let cell = 0; cell < cells; cell++) values[cell] = value(cell);
}

/** A texture of one number for each texel. */
export function described<Described extends Texture>(texture: Described): Described {
  texture.format = RedFormat;
  texture.type = FloatType;
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  return texture;
}
