/**
 * The words at the beginning of the memory of a part of a population, by their addresses. Behind them are the samples, the
 * groups of neurons, the list of events, and tables.
 */
export const header = {
  /** Events found, whether they fitted into the list or not; how many fit into it, and where it is. */
  events: 0,
  capacity: 4,
  list: 8,
  /** Number of the last neuron. */
  last: 24,
  /** Where the tables are that formulas look numbers up in. */
  tables: 28,
  /** Whether a neuron has diverged; the number of the first neuron of its vector, and the steps taken then. */
  diverged: 12,
  divergedCell: 16,
  divergedStep: 20,
  /** Potentials of that vector two steps before, one step before, and then. */
  divergedV: 32,
  /** Two vectors. */
  scratch: 80,
  /** Numbers that can be changed without a new module. */
  numbers: 128,
} as const;

/** Numbers that there is room for: pulses alone have some 300. */
export const MOST_NUMBERS = 1024;
export const NUMBER_BYTES = 8;
export const SAMPLES = header.numbers + NUMBER_BYTES * MOST_NUMBERS;
/** Bytes of the samples that wait in memory. */
export const SAMPLES_BYTES = 1 << 18;
export const GROUPS = SAMPLES + SAMPLES_BYTES;

/** An event: number of the neuron and step (u32), fraction of a step (f64). */
export const EVENT_BYTES = 16;
export const PAGE_BYTES = 65536;
/** What 32 bits can address. */
export const MOST_PAGES = 65536;
