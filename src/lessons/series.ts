/** The lessons that are shipped, in the order of a course. A lesson is a file in `texts/` and an entry here: a test holds each to the other. */
export const series = [{ name: 'threshold', title: 'Threshold', summary: '' }] as const satisfies readonly {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
}[];

/** The texts come one at a time, when they are read. */
const texts = import.meta.glob<string>('./texts/*.md', { query: '?raw', import: 'default' });

/** The text of a shipped lesson; undefined if there is none of the name. */
export async function lessonText(name: string): Promise<string | undefined> {
  const load = texts[`./texts/${name}.md`];
  return load && (await load());
}
