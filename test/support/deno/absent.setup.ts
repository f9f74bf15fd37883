import { beforeEach } from 'vitest';
import { findDeno } from './executable.ts';

// Where Deno is missing, its tests stand in the report all the same, as skipped.
const deno = findDeno();
beforeEach(({ skip }) => {
  if ('missing' in deno) skip(deno.missing);
});
