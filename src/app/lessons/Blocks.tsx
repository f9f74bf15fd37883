import type { Block, Inline } from '../../lessons/text.ts';
import type { Value } from '../../lessons/values.ts';
import { localised, prose, unit } from '../format.ts';

export interface BlocksProps {
  readonly blocks: readonly Block[];
  /** The numbers that the text states. */
  readonly values: readonly Value[];
}

/** A part of a lesson's text. */
export function Blocks({ blocks, values }: BlocksProps) {
  return (
    <>
      {blocks.map((block, i) => (
        <BlockView key={i} block={block} values={values} />
      ))}
    </>
  );
}

function BlockView({ block, values }: { block: Block; values: readonly Value[] }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.children, values)}</p>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list': {
      const items = block.items.map((item, i) => (
        <li key={i}>
          <Blocks blocks={item} values={values} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table': {
      const [header, ...rows] = block.rows;
      return (
        <table>
          <thead>
            <tr>
              {header?.map((cell, i) => (
                <th key={i}>{inlines(cell, values)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j}>{inlines(cell, values)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    }
  }
}

const inlines = (children: readonly Inline[], values: readonly Value[]) =>
  children.map((inline, i) => <InlineView key={i} inline={inline} values={values} />);

function InlineView({ inline, values }: { inline: Inline; values: readonly Value[] }) {
  switch (inline.kind) {
    case 'text':
      return <>{prose(inline.text)}</>;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return <strong>{inlines(inline.children, values)}</strong>;
    case 'emphasis':
      return <em>{inlines(inline.children, values)}</em>;
    case 'link':
      return (
        <a href={inline.href} target="_blank" rel="noreferrer">
          {inlines(inline.children, values)}
        </a>
      );
    case 'value':
      return <span class="value">{stated(values.find(({ name }) => name === inline.name))}</span>;
  }
}

/** A number as it is stated, in one line with its unit. */
const stated = (value: Value | undefined): string =>
  value ? `${localised(value.text).replace('-', '−')}\u00a0${unit(value.unit)}`.trim() : '';
