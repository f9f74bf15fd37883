import { partOf } from '../problem/parts.ts';
import type { Problem } from '../problem/problem.ts';
import { allOrNone, JoinedResumable } from './joined.ts';
import type { Resumable } from './resumable.ts';
import { atOnce } from './together.ts';

/** Makes the simulation of a part of a problem. */
export type CreatePart = (part: Problem) => Promise<Resumable>;

/**
 * A population that several devices advance at the same time, each a part of it, as many neurons or one more. Devices of one kind give the
 * bytes of one alone.
 */
export class SideBySide extends JoinedResumable {
  /** @throws what the first part throws that cannot be made; the others are destroyed then */
  static async create(problem: Problem, devices: readonly CreatePart[]): Promise<SideBySide> {
    const { first, count } = problem.population;
    const used = Math.min(devices.length, count);
    const begin = (part: number) => Math.floor((part * count) / used);
    const making = devices
      .slice(0, used)
      .map((create, i) => () => create(partOf(problem, first + begin(i), begin(i + 1) - begin(i))));
    const parts = await allOrNone(making, atOnce);
    const adapters = parts.map(({ adapter }) => adapter);
    const adapter = {
      engine: adapters[0]!.engine,
      name: adapters.map(({ name }) => name).join(' and '),
      software: adapters.every(({ software }) => software),
    };
    return new SideBySide(problem, parts, adapter, atOnce);
  }
}
