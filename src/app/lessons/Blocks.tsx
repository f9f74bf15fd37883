import { writtenIn } from '../../lessons/language.ts';
import type { Lesson } from '../../lessons/read.ts';
import type { Block, Inline } from '../../lessons/text.ts';
import { unit } from '../numbers/format.ts';
import type { Page } from '../page.ts';
import { PictureView } from './PictureView.tsx';
import { Prose } from './Prose.tsx';

export interface BlocksProps {
  readonly page: Page;
  readonly blocks: readonly Block[];
  /** The lesson that they are of, with the numbers that they state. */
  readonly lesson: Lesson;
}

/** A part of a lesson's text. */
export function Blocks({ page, blocks, lesson }: BlocksProps) {
  return (
    <>
      {blocks.map((block, i) => (
        <BlockView key={i} page={page} block={block} lesson={lesson} />
      ))}
    </>
  );
}

function BlockView({ page, block, lesson }: Omit<BlocksProps, 'blocks'> & { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.children, lesson)}</p>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'picture':
      return <PictureView page={page} name={block.name} says={block.says} />;
    case 'list': {
      const items = block.items.map((item, i) => (
        <li key={i}>
          <Blocks page={page} blocks={item} lesson={lesson} />
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
                <th key={i}>{inlines(cell, lesson)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j}>{inlines(cell, lesson)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    }
  }
}

const inlines = (children: readonly Inline[], lesson: Lesson) =>
  children.map((inline, i) => <InlineView key={i} inline={inline} lesson={lesson} />);

function InlineView({ inline, lesson }: { inline: Inline; lesson: Lesson }) {
  switch (inline.kind) {
    case 'text':
      return <Prose text={inline.text} />;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return <strong>{inlines(inline.children, lesson)}</strong>;
    case 'emphasis':
      return <em>{inlines(inline.children, lesson)}</em>;
    case 'link':
      return (
        <a href={inline.href} target="_blank" rel="noreferrer">
          {inlines(inline.children, lesson)}
        </a>
      );
    case 'value':
      return <span class="value">{stated(inline.name, lesson)}</span>;
  }
}

/** A number as it is stated, in one line with its unit. */
function stated(name: string, { values, language }: Lesson): string {
  const value = values.find((one) => one.name === name);
  return value ? `${writtenIn(language, value.text)}\u00a0${unit(value.unit)}`.trim() : '';
}
