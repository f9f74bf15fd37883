/**
 * The experiment in a document: the one that a `run.json` or the output of `loligo fi --json` was made from, whose other
 * entries only tell how, or else the document itself.
 */
export function experimentIn(document: unknown): unknown {
  return isRecord(document) ? document.experiment : document;
}

/** No experiment has any of these keys. */
function isRecord(document: unknown): document is { readonly experiment: unknown } {
  return (
    typeof document === 'object' &&
    document !== null &&
    ['version', 'adapter', 'experiment'].every((key) => Object.hasOwn(document, key))
  );
}
