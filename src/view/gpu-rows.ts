import { ExternalTexture } from 'three/webgpu';
import type { Display, ShownPart } from '../engine/webgpu/display.ts';
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

/**
 * A population in GPU memory: one row of float32 for each state variable, in parts of consecutive cells.
 * @typeParam Shows where what is shown of it is kept
 */
export interface GpuSource<Shows = Display> {
  readonly cells: number;
  readonly problem: { readonly system: { readonly potential: string } };
  /** Number of the row of the states that holds the membrane potential, mV. */
  readonly potentialRow: number;
  readonly partitions: readonly {
    /** Position of its first cell. */
    readonly first: number;
    readonly cells: number;
    /** Distance between two rows of the state, in cells: whole rows of texels. */
    readonly stride: number;
    readonly state: GPUBuffer;
  }[];
  display(): Shows;
  show(display: Shows, names: readonly string[]): Promise<readonly ShownPart[]>;
}

/** Bytes of a value. */
const BYTES = 4;

/** Rows that are copied inside the GPU, from the buffers of the engine into textures. */
export class GpuRows<Shows extends Pick<Display, 'destroy'> = Display> implements Rows {
  readonly textures: Readonly<Record<TextureName, ExternalTexture>>;
  readonly #storages: ReadonlyMap<TextureName, GPUTexture>;
  readonly #chosen = new Chosen();
  readonly #display: Shows;
  #isDisposed = false;

  constructor(
    private readonly device: GPUDevice,
    /** Asked whenever values are taken over: an engine may move its population. */
    private readonly source: GpuSource<Shows>,
  ) {
    this.#display = source.display();
    this.#storages = new Map(
      textureNames.map((channel) => [
        channel,
        device.createTexture({
          label: `cells by ${channel}`,
          size: [TEXELS_PER_ROW, rowsFor(source.cells)],
          format: 'r32float',
          usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST | GPUTextureUsage.COPY_SRC,
        }),
      ]),
    );
    this.textures = Object.fromEntries(
      [...this.#storages].map(([channel, storage]) => [channel, described(new ExternalTexture(storage))]),
    ) as Record<TextureName, ExternalTexture>;
  }

  choose(channel: Channel, source: Source | undefined): void {
    this.#chosen.choose(channel, source);
  }

  hold(names: ReadonlySet<string>): void {
    this.#chosen.hold(names);
  }

  leave(): void {
    const encoder = this.device.createCommandEncoder({ label: 'rows of cells that leave' });
    const size = [TEXELS_PER_ROW, rowsFor(this.source.cells)];
    const texture = (name: TextureName) => ({ texture: this.#storages.get(name)! });
    for (const [channel, former] of formers) {
      encoder.copyTextureToTexture(texture(channel), texture(former), size);
    }
    this.device.queue.submit([encoder.finish()]);
  }

  async refresh(): Promise<void> {
    const potential = this.source.problem.system.potential;
    const { present, byNumber } = this.#chosen.take();
    const computed = [...new Set(present.map(([, name]) => name).filter((name) => name !== potential))];
    const shown = computed.length > 0 ? await this.source.show(this.#display, computed) : [];
    // Meanwhile the population may have gone, or the view that it was for.
    if (this.#isDisposed) return;
    const encoder = this.device.createCommandEncoder({ label: 'rows of cells' });
    for (const [channel, name] of present) {
      if (name === potential) {
        const { partitions, potentialRow } = this.source;
        for (const { state, ...part } of partitions) this.#copy(encoder, channel, state, part, potentialRow);
      } else {
        const row = computed.indexOf(name);
        for (const { rows, ...part } of shown) this.#copy(encoder, channel, rows, part, row);
      }
    }
    this.device.queue.submit([encoder.finish()]);
    for (const [channel, value] of byNumber) this.#write(channel, value);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#display.destroy();
    for (const texture of Object.values(this.textures)) texture.dispose();
    for (const storage of this.#storages.values()) storage.destroy();
  }

  #copy(
    encoder: GPUCommandEncoder,
    channel: Channel,
    buffer: GPUBuffer,
    { first, cells, stride }: Pick<ShownPart, 'first' | 'cells' | 'stride'>,
    row: number,
  ): void {
    const texture = this.#storages.get(channel)!;
    for (const { begin, width, height } of piecesOf(first, cells)) {
      const place = first + begin;
      encoder.copyBufferToTexture(
        { buffer, offset: BYTES * (row * stride + begin), bytesPerRow: BYTES * TEXELS_PER_ROW },
        { texture, origin: [place % TEXELS_PER_ROW, Math.floor(place / TEXELS_PER_ROW)] },
        [width, height],
      );
    }
  }

  #write(channel: Channel, value: (cell: number) => number): void {
    const rows = rowsFor(this.source.cells);
    const values = new Float32Array(rows * TEXELS_PER_ROW);
    fill(values, this.source.cells, value);
    this.device.queue.writeTexture(
      { texture: this.#storages.get(channel)! },
      values,
      { bytesPerRow: BYTES * TEXELS_PER_ROW },
      [TEXELS_PER_ROW, rows],
    );
  }
}

/** Cells that can be copied at once: what is left of the row in which the first one is, whole rows, and the beginning of the last one. */
function piecesOf(first: number, cells: number) {
  const room = (TEXELS_PER_ROW - (first % TEXELS_PER_ROW)) % TEXELS_PER_ROW;
  const head = Math.min(cells, room);
  const rows = Math.floor((cells - head) / TEXELS_PER_ROW);
  const whole = rows * TEXELS_PER_ROW;
  const pieces = [
    { begin: 0, width: head, height: 1 },
    { begin: head, width: TEXELS_PER_ROW, height: rows },
    { begin: head + whole, width: cells - head - whole, height: 1 },
  ];
  return pieces.filter(({ width, height }) => width * height > 0);
}
