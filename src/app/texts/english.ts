import { controls, numbers } from './english/controls.ts';
import { curve } from './english/curve.ts';
import { equations, experiment } from './english/equations.ts';
import { help, keys } from './english/help.ts';
import { lessons } from './english/lessons.ts';
import { news } from './english/news.ts';
import { ownData } from './english/own-data.ts';
import { page, panels } from './english/page.ts';
import { scope } from './english/scope.ts';
import { figures, share } from './english/share.ts';
import { quantities, stage } from './english/stage.ts';
import { time } from './english/time.ts';
import type { Messages } from './messages.ts';

/**
 * All words of the page in English, by its rooms. Those of the data (membranes, stimuli, statistics) are English as they are, and so are the
 * messages of all code beneath the page.
 */
export const english = {
  page,
  panels,
  news,
  stage,
  quantities,
  time,
  controls,
  numbers,
  scope,
  curve,
  equations,
  experiment,
  share,
  figures,
  lessons,
  ownData,
  keys,
  help,
  terms: {} as Readonly<Record<string, string>>,
  messages: {} as Messages,
};

/** What a language has to say. */
export type Texts = typeof english;
