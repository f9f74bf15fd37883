import { signal } from '@preact/signals';
import { same } from '../../input/same.ts';

/** Changes of the same numbers that follow one another within this time are one step, ms. */
const TOGETHER = 1000;
/** Steps that are remembered. */
const MOST = 200;

/** What was before and after, one step after another. */
export class History<Content extends Readonly<Record<string, unknown>>> {
  /** Whether there is something to go back to, or to go forward to again. */
  readonly canUndo = signal(false);
  readonly canRedo = signal(false);
  #past: Content[] = [];
  #future: Content[] = [];
  #present: Content | undefined;
  /** What the latest change was of, and when it came. */
  #latest: { readonly of: string; readonly at: number } | undefined;

  /** Something is now; the first time it is what all goes back to. @param now ms of any clock */
  note(content: Content, now: number): void {
    const former = this.#present;
    if (former !== undefined && same(former, content)) return;
    this.#present = content;
    if (former === undefined) return;
    const of = changes(former, content).join('\n');
    const together = this.#latest?.of === of && now - this.#latest.at < TOGETHER;
    if (!together) this.#past = [...this.#past, former].slice(-MOST);
    // Back where it began.
    else if (same(this.#past.at(-1), content)) this.#past.pop();
    this.#latest = { of, at: now };
    this.#future = [];
    this.#tell();
  }

  /** It is again what it was before, since the latest change failed: that was no step. */
  revert(content: Content): void {
    const failed = this.#present;
    this.#present = content;
    // The first one, where nothing has failed.
    if (failed === undefined || same(failed, content)) return;
    const at = this.#past.findLastIndex((former) => same(former, content));
    if (at >= 0) this.#past.length = at;
    else
      this.#forget(
        Object.keys(failed).filter((key) => !same(failed[key], content[key])),
        failed,
      );
    if (same(this.#future.at(-1), content)) this.#future.pop();
    this.#latest = undefined;
    this.#tell();
  }

  /** Something else was done meanwhile, which stays; what failed is no step of it. */
  #forget(keys: readonly string[], failed: Content): void {
    this.#past = this.#past.filter((former) => !keys.some((key) => same(former[key], failed[key])));
  }

  /** @returns what to go back to, if there is something */
  undo(): Content | undefined {
    return this.#move(this.#past, this.#future);
  }

  /** @returns what to go forward to, if there is something */
  redo(): Content | undefined {
    return this.#move(this.#future, this.#past);
  }

  #move(from: Content[], to: Content[]): Content | undefined {
    const next = from.pop();
    if (next === undefined) return undefined;
    to.push(this.#present!);
    this.#present = next;
    this.#latest = undefined;
    this.#tell();
    return next;
  }

  #tell(): void {
    this.canUndo.value = this.#past.length > 0;
    this.canRedo.value = this.#future.length > 0;
  }
}

/** The paths at which two values differ; a list of numbers is one. */
function changes(a: unknown, b: unknown, path = ''): string[] {
  if (same(a, b)) return [];
  const [inA, inB] = [entriesOf(a), entriesOf(b)];
  if (!inA || !inB) return [path];
  return [...new Set([...Object.keys(inA), ...Object.keys(inB)])].flatMap((key) =>
    changes(inA[key], inB[key], `${path}/${key}`),
  );
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && typeof value[0] === 'number') return undefined;
  return value as Readonly<Record<string, unknown>>;
}
