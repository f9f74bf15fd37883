import {
  DataTexture,
  ExternalTexture,
  FloatType,
  NearestFilter,
  RedFormat,
  type Texture,
} from 'three/webgpu';
import type { PerCell } from '../engine/simulation.ts';
import { ROW as TEXELS_PER_ROW } from '../engine/webgpu/partitions.ts';

/**
 * The membrane potentials of a population as a texture that the sheet reads: one texel for each cell, in the order of
 * the cells, in rows as long as those to which the engine pads its buffers.
 */
export interface Voltages {
  readonly texture: Texture;
  dispose(): void;
}

/** A population in GPU memory: one row of float32 for each state variable, in parts of consecutive cells. */
export interface VoltageSource {
  readonly cells: number;
  /** Number of the row that holds the membrane potential, mV. */
  readonly potentialRow: number;
  readonly partitions: readonly {
    /** Position of its first cell, which begins a row of texels. */
    readonly first: number;
    readonly cells: number;
    /** Distance between two rows of the state, in cells: whole rows of texels. */
    readonly stride: number;
    readonly state: GPUBuffer;
  }[];
}

/** Membrane potentials that are copied inside the GPU, from the buffers of the engine into the texture. */
export class GpuVoltages implements Voltages {
  readonly texture: ExternalTexture;
  readonly #storage: GPUTexture;

  constructor(
    private readonly device: GPUDevice,
    /** Asked whenever potentials are taken over: an engine may move its population. */
    private readonly source: VoltageSource,
  ) {
    this.#storage = device.createTexture({
      label: 'membrane potentials',
      size: [TEXELS_PER_ROW, rowsFor(source.cells)],
      format: 'r32float',
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST,
    });
    this.texture = new ExternalTexture(this.#storage);
    describe(this.texture);
  }

  /** Takes over the present potentials; what is drawn from now on shows them. */
  refresh(): void {
    const encoder = this.device.createCommandEncoder({ label: 'membrane potentials' });
    const { partitions, potentialRow } = this.source;
    for (const { state, first, cells, stride } of partitions) {
      encoder.copyBufferToTexture(
        { buffer: state, offset: BYTES * potentialRow * stride, bytesPerRow: BYTES * TEXELS_PER_ROW },
        { texture: this.#storage, origin: [0, first / TEXELS_PER_ROW] },
        [TEXELS_PER_ROW, rowsFor(cells)],
      );
    }
    this.device.queue.submit([encoder.finish()]);
  }

  dispose(): void {
    this.texture.dispose();
    this.#storage.destroy();
  }
}

/** A population in the memory of the CPU. */
export interface PotentialSource {
  readonly cells: number;
  /** Writes the present membrane potential of every cell, mV. */
  readPotential(into: PerCell): Promise<void>;
}

/** Membrane potentials that come from the memory of the CPU. */
export class CpuVoltages implements Voltages {
  readonly texture: DataTexture;
  readonly #values: Float32Array<ArrayBuffer>;

  constructor(private readonly source: PotentialSource) {
    const rows = rowsFor(source.cells);
    this.#values = new Float32Array(rows * TEXELS_PER_ROW);
    this.texture = new DataTexture(this.#values, TEXELS_PER_ROW, rows);
    describe(this.texture);
  }

  /** Takes over the present potentials; what is drawn from now on shows them. */
  async refresh(): Promise<void> {
    await this.source.readPotential(this.#values);
    this.texture.needsUpdate = true;
  }

  dispose(): void {
    this.texture.dispose();
  }
}

/** Bytes of a potential. */
const BYTES = 4;

const rowsFor = (cells: number) => Math.ceil(cells / TEXELS_PER_ROW);

function describe(texture: Texture): void {
  texture.format = RedFormat;
  texture.type = FloatType;
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
}
