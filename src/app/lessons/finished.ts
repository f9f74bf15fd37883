import { keep, kept } from '../browser/kept.ts';

const NAME = 'loligo lessons';

/** Names of the lessons whose goals were reached in this browser. */
export const finishedLessons = (): ReadonlySet<string> =>
  new Set((kept(NAME) ?? '').split(' ').filter(Boolean));

export const rememberFinished = (names: ReadonlySet<string>): void => keep(NAME, [...names].join(' '));
