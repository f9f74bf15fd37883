import { findDeno } from './executable.ts';

/** Says once for the whole run why the tests in Deno are skipped. */
export function setup(): void {
  const deno = findDeno();
  if ('missing' in deno) console.warn(`The GPU tests are skipped in Deno: ${deno.missing}`);
}
