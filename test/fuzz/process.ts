import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { kinds } from './kinds/catalogue.ts';
import type { Order, Part } from './part.ts';
import { judge } from './verdict.ts';

// Files of one kind in a process of its own, one part after the other, until it is ended.

/** Longest time that a fault is made smaller for, ms. */
const SHRINKING = 20_000;

process.on('message', (order: Order) => {
  void taken(order).then((part) => process.send!(part));
});

/** Has some files read. */
async function taken({ name, seed, inputs, underTest }: Order): Promise<Part> {
  const kind = kinds[name]!;
  // From the first file that is taken wrongly on others are only made smaller.
  let wrong = false;
  let [judged, accepted, slowest, heap] = [0, 0, 0, 0];
  mkdirSync(dirname(underTest), { recursive: true });
  const property = fc.asyncProperty(kind.inputs, async (bytes) => {
    // If this process does not come back it is known from what.
    writeFileSync(underTest, bytes);
    if (!wrong) judged++;
    const verdict = await judge(kind, bytes).catch((error) => {
      wrong = true;
      throw error;
    });
    if (verdict.accepted && !wrong) accepted++;
    slowest = Math.max(slowest, verdict.time);
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    seed,
    numRuns: inputs,
    interruptAfterTimeLimit: SHRINKING,
  });
  const fault = failed
    ? { seed, message: described(errorInstance), input: shownBytes(counterexample?.[0] ?? new Uint8Array()) }
    : undefined;
  return {
    judged,
    accepted,
    slowest,
    heap: heap / 1e6,
    resident: process.resourceUsage().maxRSS / 1e3,
    ...(fault && { fault }),
  };
}

/** What was thrown, and where. */
const described = (error: unknown): string =>
  error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n    ')
    : String(error);

const shownBytes = (bytes: Uint8Array): string =>
  JSON.stringify(new TextDecoder().decode(bytes.slice(0, 1500)));
