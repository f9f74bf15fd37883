import { visible } from '../../input/shown.ts';

// A writer of SVG: elements as text, which is what they are kept as.

/** Values of attributes; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with what is in it, which is SVG already. */
export function element(name: string, attributes: Attributes = {}, ...content: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value!)}"`)
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

/** An element that holds words. */
export const words = (name: string, attributes: Attributes, text: string): string =>
  element(name, attributes, escaped(text));

/** A line through points; it is interrupted where one has no place. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): string {
  let pen = 'M';
  const parts: string[] = [];
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = 'M';
      continue;
    }
    parts.push(`${pen}${short(x)} ${short(y)}`);
    pen = 'L';
  }
  return parts.join('');
}

/** To a hundredth of a point, which no printer shows. Adding 0 makes 0 of -0. */
const short = (value: number): number => Math.round(value * 100) / 100 + 0;

/** The last two are no characters of XML at all. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\ufffe': '?',
  '\uffff': '?',
};

/** Text as XML writes it, in an attribute or between elements. */
export const escaped = (text: string): string =>
  visible(text).replace(/[&<>"\ufffe\uffff]/g, (character) => entities[character]!);
