import { batch } from '@preact/signals';
import { same } from '../../input/same.ts';
import { closed, describeIssues, InputError } from '../../input/schema.ts';
import type { Page } from '../page.ts';
import type { State } from '../state.ts';
import type { Content } from './part.ts';
import { parts } from './parts.ts';

const contentSchema = closed(Object.fromEntries(parts.map(({ key, schema }) => [key, schema.optional()])));

/** What of the state belongs into links. */
export const contentOf = (state: State): Content =>
  Object.fromEntries(
    parts.map(({ key, read, fits }) => {
      const value = read(state);
      return [key, value === undefined || (fits && !fits(value)) ? undefined : value];
    }),
  );

/** What differs from another content. */
export const differing = (content: Content, from: Content): Content =>
  Object.fromEntries(
    Object.entries(content).filter(([key, value]) => value !== undefined && !same(value, from[key])),
  );

/**
 * The content of a link that was read.
 * @throws InputError that names what is wrong
 */
export function checkedContent(content: unknown): Content {
  const parsed = contentSchema.safeParse(content, { reportInput: true });
  if (!parsed.success) throw new InputError(describeIssues(parsed.error, 'what it holds'));
  return parsed.data;
}

/**
 * Makes the page what a content says.
 * @throws InputError if its experiment cannot be run; then nothing has changed
 */
export function applyContent(page: Page, content: Content): void {
  batch(() => {
    for (const { key, apply } of parts) apply(page, content[key]);
  });
}

/** What of the state can be undone. */
export const workIn = (state: State): Content =>
  Object.fromEntries(parts.filter(({ undone }) => undone).map(({ key, read }) => [key, read(state)]));

/** Makes of the page what differs from such a work. */
export function applyWork(page: Page, work: Content): void {
  batch(() => {
    for (const { key, read, apply } of parts)
      if (Object.hasOwn(work, key) && !same(read(page.state), work[key])) apply(page, work[key]);
  });
}
