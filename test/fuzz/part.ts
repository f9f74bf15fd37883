/** Files that a process is to take. */
export interface Order {
  /** Of the kind. */
  readonly name: string;
  readonly seed: number;
  readonly inputs: number;
  /** Where the file is kept that is being read. */
  readonly underTest: string;
}

/** A file that was taken wrongly. */
export interface Fault {
  /** Gives the file again, with as many files as a part has. */
  readonly seed: number;
  readonly message: string;
  /** The file, as small as it could be made, as a text of JavaScript. */
  readonly input: string;
}

/** What came of some files. */
export interface Part {
  readonly judged: number;
  readonly accepted: number;
  /** Longest time for one file, ms of the CPU. */
  readonly slowest: number;
  /** Most memory after a file, MB: what JavaScript holds, and all that the process has had. */
  readonly heap: number;
  readonly resident: number;
  readonly fault?: Fault;
}
