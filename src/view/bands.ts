import type { Display } from '../engine/webgpu/display.ts';
import type { CpuSource } from './cpu-rows.ts';
import type { GpuSource } from './gpu-rows.ts';

// A population in bands, each in the memory of its own engine, as one that is drawn.

/** A band of it, and the position of its first cell. */
export interface DrawnBand<Source> {
  readonly first: number;
  readonly source: Source;
}

/** Where what is shown of each band is kept. */
type Displays = Pick<Display, 'destroy'> & { readonly of: readonly Display[] };

/** @param bands at least one, in the order of their cells */
export function gpuBands(bands: readonly DrawnBand<GpuSource>[]): GpuSource<Displays> {
  const { problem, potentialRow } = bands[0]!.source;
  return {
    cells: cellsOf(bands),
    problem,
    potentialRow,
    get partitions() {
      return bands.flatMap(({ first, source }) => moved(source.partitions, first));
    },
    display: () => {
      const of = bands.map(({ source }) => source.display());
      return { of, destroy: () => of.forEach((one) => void one.destroy()) };
    },
    show: async ({ of }, names) => {
      const shown = [];
      for (const [i, { first, source }] of bands.entries())
        shown.push(...moved(await source.show(of[i]!, names), first));
      return shown;
    },
  };
}

/** @param bands at least one, in the order of their cells */
export function cpuBands(bands: readonly DrawnBand<CpuSource>[]): CpuSource {
  return {
    cells: cellsOf(bands),
    show: async (names, into) => {
      const showing = bands.map(({ first, source }) =>
        source.show(
          names,
          into.map((values) => values.subarray(first, first + source.cells)),
        ),
      );
      await Promise.all(showing);
    },
  };
}

const cellsOf = (bands: readonly DrawnBand<{ readonly cells: number }>[]): number =>
  bands.reduce((sum, { source }) => sum + source.cells, 0);

const moved = <Part extends { readonly first: number }>(parts: readonly Part[], by: number): Part[] =>
  parts.map((part) => ({ ...part, first: part.first + by }));
