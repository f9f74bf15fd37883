import { texts } from '../texts/language.ts';

/**
 * Puts a text into the clipboard.
 * @param remedy what else can be done
 * @throws Error if the browser does not allow it
 */
export async function copyText(text: string, remedy: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error(texts.value.news.clipboardClosed(remedy));
  }
}
