import type { Texts } from './english.ts';
import { controls, numbers } from './german/controls.ts';
import { curve } from './german/curve.ts';
import { equations, experiment } from './german/equations.ts';
import { help, keys } from './german/help.ts';
import { lessons } from './german/lessons.ts';
import { messages } from './german/messages.ts';
import { news } from './german/news.ts';
import { ownData } from './german/own-data.ts';
import { page, panels } from './german/page.ts';
import { scope } from './german/scope.ts';
import { figures, share } from './german/share.ts';
import { quantities, stage } from './german/stage.ts';
import { terms } from './german/terms.ts';
import { time } from './german/time.ts';

/** All words of the page in German. They speak to nobody in particular: commands are infinitives. */
export const german = {
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
  terms,
  messages,
} satisfies Texts;
