/** A message, with a caret under the place that is at fault. */
export function Said({ text, caret }: { text: string; caret?: number | undefined }) {
  if (caret === undefined) return <>{text}</>;
  return (
    <span class="pointed">
      {text.slice(0, caret)}
      <span class="fault">{text.slice(caret, caret + 1) || ' '}</span>
      {text.slice(caret + 1)}
    </span>
  );
}
