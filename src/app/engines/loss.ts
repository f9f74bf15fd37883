import type { ThreadLostError } from '../../engine/cpu/threads.ts';
import { capitalised, messageOf } from '../texts/errors.ts';
import { inWords, texts } from '../texts/language.ts';

/** What the loss of a thread means to whoever looks at the page. */
export const lossOf = (error: ThreadLostError): string =>
  texts.value.news.threadLost(capitalised(inWords(messageOf(error))));
