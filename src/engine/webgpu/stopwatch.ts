/** Two timestamps of 8 bytes. */
const BYTES = 16;

/** What measures one compute pass. */
interface Watch {
  readonly queries: GPUQuerySet;
  /** The timestamps where the device can write them, and where the host can read them. */
  readonly resolved: GPUBuffer;
  readonly readable: GPUBuffer;
}

/** The measurement of one compute pass. */
export interface Lap {
  /** For `beginComputePass`. */
  readonly pass: GPUComputePassDescriptor;
  /** Call after the end of the pass, with the encoder that it was recorded in. */
  resolve(encoder: GPUCommandEncoder): void;
  /** Call after the submission; resolves when the pass is done, with its duration on the device in ms. */
  duration(): Promise<number>;
}

/** What timestamps are rounded to in browsers, ms. */
const RESOLUTION = 0.1;
/** No pass that the host waits so long for takes no time on the device, ms. */
const LONG = 100;

/** Tells how long passes took. Some drivers leave all timestamps at 0; then it is by the clock of the host. */
export class Durations {
  /** Whether timestamps tell anything; not known until one does, or does not where it must. */
  #tell: boolean | undefined;

  /**
   * @param onDevice by timestamps, ms; undefined where there are none
   * @param onHost from the submission or the end of the pass before to its own end, ms
   */
  of(onDevice: number | undefined, onHost: number): number {
    if (onDevice !== undefined && onDevice > 0) {
      this.#tell = true;
      return onDevice;
    }
    if (onDevice !== undefined && onHost > LONG) this.#tell ??= false;
    const isShort = onDevice !== undefined && this.#tell !== false;
    return isShort ? RESOLUTION : Math.max(0, onHost);
  }
}

/** Measures compute passes by timestamps of the device, without what the host does before and after them. */
export class Stopwatch {
  readonly #all: Watch[] = [];
  #idle: Watch[] = [];

  private constructor(private readonly device: GPUDevice) {}

  /** A stopwatch, or undefined if the device has no timestamps. */
  static on(device: GPUDevice): Stopwatch | undefined {
    return device.features.has('timestamp-query') ? new Stopwatch(device) : undefined;
  }

  lap(): Lap {
    const watch = this.#idle.pop() ?? this.#create();
    const { queries, resolved, readable } = watch;
    return {
      pass: {
        timestampWrites: { querySet: queries, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 },
      },
      resolve: (encoder) => {
        encoder.resolveQuerySet(queries, 0, 2, resolved, 0);
        encoder.copyBufferToBuffer(resolved, 0, readable, 0, BYTES);
      },
      duration: async () => {
        await readable.mapAsync(GPUMapMode.READ);
        const [begin = 0n, end = 0n] = new BigUint64Array(readable.getMappedRange());
        readable.unmap();
        this.#idle.push(watch);
        return Number(end - begin) / 1e6;
      },
    };
  }

  destroy(): void {
    for (const { queries, resolved, readable } of this.#all) {
      queries.destroy();
      resolved.destroy();
      readable.destroy();
    }
    this.#idle = [];
  }

  #create(): Watch {
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    const buffer = (usage: number) => this.device.createBuffer({ label: 'timestamps', size: BYTES, usage });
    const watch = {
      queries: this.device.createQuerySet({ type: 'timestamp', count: 2 }),
      resolved: buffer(QUERY_RESOLVE | COPY_SRC),
      readable: buffer(COPY_DST | MAP_READ),
    };
    this.#all.push(watch);
    return watch;
  }
}
