// Files that come with Loligo, to put faults into.

const texts = (files: Record<string, unknown>): string[] => Object.values(files) as string[];

export const membraneTexts = texts(
  import.meta.glob('../../../src/model/membranes/*.json', { query: '?raw', import: 'default', eager: true }),
);
export const experimentTexts = texts(
  import.meta.glob('../../../examples/*.json', { query: '?raw', import: 'default', eager: true }),
);
export const lessonTexts = texts(
  import.meta.glob('../../../src/lessons/texts/en/*.md', { query: '?raw', import: 'default', eager: true }),
);
const tables = import.meta.glob('../../../examples/*.csv', { query: '?raw', import: 'default', eager: true });
export const tableTexts = texts(tables);

/** The table beside the examples that an experiment names. */
export const tableBeside = (file: string): string | undefined =>
  tables[`../../../examples/${file}`] as string | undefined;
