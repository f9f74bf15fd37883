import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fault, Order, Part } from './part.ts';

/** Files in a part. A process is made anew only where one has not come back. */
export const INPUTS = 50;
/** Longest time without another file after which a process is ended, ms: on a busy machine 2 s of the CPU are many. */
const HANGING = 60_000;
/** Memory that a process may have for JavaScript, and in all, MB. */
const MOST_HEAP = 512;
const MOST_RESIDENT = 1500;

/** What came of all files of a kind. */
export interface Sum extends Omit<Part, 'fault'> {
  readonly faults: readonly Fault[];
}

/** What a process says of a part, or that it has not come back. */
type Answer = Part & { readonly lost?: boolean };

/** Files of a kind that are read in a process of their own; one that hangs or has no more memory costs the rest of a part. */
export class Share {
  sum: Sum = { judged: 0, accepted: 0, slowest: 0, heap: 0, resident: 0, faults: [] };
  #child: ChildProcess | undefined;
  #parts = 0;

  /** @param inputs how many files */
  constructor(
    readonly name: string,
    private readonly inputs: number,
    private readonly seed: number,
  ) {}

  /** Whether there are files that were not taken. */
  get hasMore(): boolean {
    return this.#parts * INPUTS < this.inputs;
  }

  /** Has the files of the next part read. */
  async takePart(): Promise<void> {
    this.#child ??= begun();
    const seed = this.seed + this.#parts;
    const inputs = Math.min(INPUTS, this.inputs - this.#parts * INPUTS);
    const order = { name: this.name, seed, inputs, underTest: `test-results/fuzz/${this.name}` };
    const answer = await answerOf(this.#child, order);
    if (answer.lost) this.#child = undefined;
    this.sum = added(this.sum, answer, seed);
    this.#parts++;
  }

  end(): void {
    this.#child?.kill();
  }
}

function begun(): ChildProcess {
  return fork(fileURLToPath(new URL('./process.js', import.meta.url)), {
    execArgv: [`--max-old-space-size=${MOST_HEAP}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function answerOf(child: ChildProcess, order: Order): Promise<Answer> {
  const { promise, resolve } = withResolvers<Answer>();
  const sent = Date.now();
  const died = (code: number | null, signal: string | null) =>
    resolve(lost(order, `the process ended with ${signal ?? code}; it may have ${MOST_HEAP} MB`));
  const watch = setInterval(() => {
    if (Date.now() - Math.max(sent, lastFile(order)) < HANGING) return;
    resolve(lost(order, `it takes more than ${HANGING} ms`));
    child.kill('SIGKILL');
  }, 1000);
  child.once('exit', died);
  child.once('message', resolve);
  child.send(order);
  return promise.finally(() => {
    clearInterval(watch);
    child.off('exit', died);
    child.off('message', resolve);
  });
}

function withResolvers<Value>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** When the file was begun that is being read, ms. */
const lastFile = ({ underTest }: Order): number => (existsSync(underTest) ? statSync(underTest).mtimeMs : 0);

/** The fault of the file after which a process has not come back. */
function lost({ seed, underTest }: Order, message: string): Answer {
  const input = existsSync(underTest) ? JSON.stringify(readFileSync(underTest, 'utf8')).slice(0, 4000) : '';
  const fault = { seed, message, input };
  return { judged: 1, accepted: 0, slowest: 0, heap: 0, resident: 0, fault, lost: true };
}

function added(sum: Sum, { fault, ...part }: Answer, seed: number): Sum {
  const grown = part.resident > MOST_RESIDENT && sum.resident <= MOST_RESIDENT;
  const message = `the process has had ${part.resident.toFixed(0)} MB; it may have ${MOST_RESIDENT} MB`;
  return {
    judged: sum.judged + part.judged,
    accepted: sum.accepted + part.accepted,
    slowest: Math.max(sum.slowest, part.slowest),
    heap: Math.max(sum.heap, part.heap),
    resident: Math.max(sum.resident, part.resident),
    faults: [...sum.faults, ...(fault ? [fault] : []), ...(grown ? [{ seed, message, input: '' }] : [])],
  };
}
