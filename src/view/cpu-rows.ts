import { DataTexture } from 'three/webgpu';
import { ROW as TEXELS_PER_ROW } from '../engine/webgpu/partitions.ts';
import {
  type Channel,
  Chosen,
  described,
  fill,
  formers,
  type Rows,
  rowsFor,
  type Source,
  type TextureName,
  textureNames,
} from './rows.ts';

/** A population in the memory of the CPU. */
export interface CpuSource {
  readonly cells: number;
  /** Writes what all cells are like now into arrays, one for each name. */
  show(names: readonly string[], into: readonly Float32Array[]): Promise<void>;
}

/** Rows that come from the memory of the CPU. */
export class CpuRows implements Rows {
  readonly textures: Readonly<Record<TextureName, DataTexture>>;
  readonly #values: ReadonlyMap<TextureName, Float32Array<ArrayBuffer>>;
  readonly #chosen = new Chosen();

  constructor(private readonly source: CpuSource) {
    const rows = rowsFor(source.cells);
    this.#values = new Map(
      textureNames.map((channel) => [channel, new Float32Array(rows * TEXELS_PER_ROW)] as const),
    );
    this.textures = Object.fromEntries(
      [...this.#values].map(([channel, values]) => {
        return [channel, described(new DataTexture(values, TEXELS_PER_ROW, rows))];
      }),
    ) as Record<TextureName, DataTexture>;
    for (const texture of Object.values(this.textures)) texture.needsUpdate = true;
  }

  choose(channel: Channel, source: Source | undefined): void {
    this.#chosen.choose(channel, source);
  }

  hold(names: ReadonlySet<string>): void {
    this.#chosen.hold(names);
  }

  leave(): void {
    for (const [channel, former] of formers) {
      this.#values.get(former)!.set(this.#values.get(channel)!);
      this.textures[former].needsUpdate = true;
    }
  }

  values(channel: Channel): Float32Array {
    return this.#values.get(channel)!;
  }

  async refresh(): Promise<void> {
    const { present, byNumber } = this.#chosen.take();
    await this.source.show(
      present.map(([, name]) => name),
      present.map(([channel]) => this.#values.get(channel)!),
    );
    for (const [channel, value] of byNumber) fill(this.#values.get(channel)!, this.source.cells, value);
    for (const [channel] of [...present, ...byNumber]) this.textures[channel].needsUpdate = true;
  }

  dispose(): void {
    for (const texture of Object.values(this.textures)) texture.dispose();
  }
}
