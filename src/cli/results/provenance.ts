import type { AdapterDescription } from '../../engine/simulation.ts';
import type { Provenance } from '../formats/format.ts';
import type { Part } from '../part.ts';

/** What is known of a run. */
interface Origin {
  readonly version: string;
  readonly adapter: AdapterDescription;
  /** What was run on before the run was gone on with. */
  readonly resumed?: readonly { readonly adapter: AdapterDescription }[] | undefined;
  readonly kernel: string;
  readonly part?: Part | undefined;
  readonly experiment: unknown;
}

/**
 * Where a table comes from, for files that have room to say so. Nothing is in it that differs between runs with the same results: neither
 * when they were, nor on how many cores, nor whether they were broken off. All that is in `run.json`.
 */
export function provenanceOf({
  version,
  adapter,
  resumed = [],
  kernel,
  part,
  experiment,
}: Origin): Provenance {
  const engines = new Set([...resumed.map((one) => one.adapter), adapter].map(engineOf));
  return {
    'loligo.version': version,
    'loligo.engine': [...engines].join(', '),
    'loligo.kernel': kernel,
    ...(part && { 'loligo.part': `${part.part}/${part.of}` }),
    'loligo.experiment': JSON.stringify(experiment),
  };
}

/** The name of the CPU engine tells how many threads there were. */
const engineOf = ({ engine, name }: AdapterDescription): string =>
  engine === 'webgpu' ? `${engine} (${name})` : engine;
