import type fc from 'fast-check';

/** Something that people write and Loligo reads. */
export interface Kind<Read = unknown> {
  /** Files of it: from a grammar, and shipped ones with faults in them. */
  readonly inputs: fc.Arbitrary<Uint8Array>;
  /** Reads a file as a user's is read. @throws InputError if it is refused */
  read(bytes: Uint8Array): Read | Promise<Read>;
  /** Looks whether what was accepted is acceptable. @throws if it is not, an InputError too */
  check(read: Read, bytes: Uint8Array): void | Promise<void>;
}

/** A kind, among those that read something else. */
export const kind = <Read>(definition: Kind<Read>): Kind => definition as Kind;
