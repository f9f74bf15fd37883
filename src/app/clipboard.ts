/**
 * Puts a text into the clipboard.
 * @param remedy what else can be done
 * @throws Error if the browser does not allow it
 */
export async function copyText(text: string, remedy: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error(`The browser keeps the clipboard closed: ${remedy}.`);
  }
}
