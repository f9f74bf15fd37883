/** Time that a browser has to begin with a file, ms. */
const PATIENCE = 60_000;

/** Hands a file to the browser, which puts it where downloads go. */
export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}
