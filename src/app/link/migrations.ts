import { InputError } from '../../input/schema.ts';

/** Makes the content of a version that of the next one. It must not trust what it gets: it is checked only at the end. */
export type Migration = (content: unknown) => unknown;

/** From version 1 to 2, from 2 to 3, and so on. They stay for ever: a link that worked once works always. */
const migrations: readonly Migration[] = [severalViews];

/** Of one view without a name links told arrangement and colour beside everything else. */
function severalViews(content: unknown): unknown {
  if (typeof content !== 'object' || content === null) return content;
  const { arranged = { id: 'sheet' }, colour = { of: 'V' }, ...rest } = content as Record<string, unknown>;
  const isOpening = !('arranged' in content || 'colour' in content);
  return isOpening ? rest : { ...rest, views: [{ arranged, colour }] };
}

/** The version of links that are made now. It grows where the meaning of a part changes, not where parts are added. */
export const VERSION = migrations.length + 1;

/**
 * The content of a link of any version, as one of the present version would say it.
 * @throws InputError if there is no such version
 */
export function migrated(
  { version, content }: { readonly version: number; readonly content: unknown },
  chain: readonly Migration[] = migrations,
): unknown {
  const newest = chain.length + 1;
  if (version > newest)
    throw new InputError(
      `it is of version ${version}, and this page knows links up to version ${newest}: reload the page, or open the link where it was made`,
    );
  if (version < 1) throw new InputError(`there is no version ${version} of links; they begin with v1`);
  return chain.slice(version - 1).reduce((former, migrate) => migrate(former), content);
}
