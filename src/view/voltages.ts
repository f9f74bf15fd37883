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

/** GPU memory that begins with the membrane potentials (float32, mV) of consecutive cells. */
export interface VoltageBuffer {
  /** Begins a row of texels. */
  readonly firstCell: number;
  readonly cells: number;
  /** Long enough for whole rows of texels. */
  readonly state: GPUBuffer;
}

/** Membrane potentials that are copied inside the GPU, from the buffers of the engine into the texture. */
export class GpuVoltages implements Voltages {
  readonly texture: ExternalTexture;
  readonly #storage: GPUTexture;

  constructor(
    private readonly device: GPUDevice,
    private readonly buffers: readonly VoltageBuffer[],
  ) {
    const cells = buffers.reduce((sum, buffer) => sum + buffer.cells, 0);
    this.#storage = device.createTexture({
      label: 'membrane potentials',
      size: [TEXELS_PER_ROW, rowsFor(cells)],
      format: 'r32float',
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST,
    });
    this.texture = new ExternalTexture(this.#storage);
    describe(this.texture);
  }

  /** Takes over the present potentials; what is drawn from now on shows them. */
  refresh(): void {
    const encoder = this.device.createCommandEncoder({ label: 'membrane potentials' });
    for (const { state, firstCell, cells } of this.buffers) {
      encoder.copyBufferToTexture(
        { buffer: state, bytesPerRow: TEXELS_PER_ROW * 4 },
        { texture: this.#storage, origin: [0, firstCell / TEXELS_PER_ROW] },
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

/** Membrane potentials that come from the memory of the CPU. */
export class CpuVoltages implements Voltages {
  readonly texture: DataTexture;
  readonly #values: Float32Array<ArrayBuffer>;

  constructor(cells: number) {
    this.#values = new Float32Array(rowsFor(cells) * TEXELS_PER_ROW);
    this.texture = new DataTexture(this.#values, TEXELS_PER_ROW, rowsFor(cells));
    describe(this.texture);
  }

  /** @param values membrane potential of each cell, mV */
  write(values: PerCell): void {
    this.#values.set(values);
    this.texture.needsUpdate = true;
  }

  dispose(): void {
    this.texture.dispose();
  }
}

const rowsFor = (cells: number) => Math.ceil(cells / TEXELS_PER_ROW);

function describe(texture: Texture): void {
  texture.format = RedFormat;
  texture.type = FloatType;
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
}
