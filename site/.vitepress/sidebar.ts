import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

/** Guides in the order in which one reads them; any other file of the folder follows. */
const guides = [
  'page',
  'command-line',
  'library',
  'python-and-r',
  'membranes',
  'statistics',
  'lessons',
  'fit',
  'exchange',
  'cluster',
  'others',
];

/** All pages in their order. @param root folder of the repository */
export function sidebar(root: string): DefaultTheme.SidebarItem[] {
  const title = (file: string) => /^# (.*)$/m.exec(readFileSync(join(root, file), 'utf8'))![1]!;
  const page = (file: string, text = title(`docs/${file}.md`)) => ({ text, link: `/${file}` });
  const lecture = 'protocols';
  const all = readdirSync(join(root, 'docs/guide'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => basename(file, '.md'));
  const ordered = [
    ...guides.filter((name) => all.includes(name)),
    ...all.filter((name) => !guides.includes(name)),
  ];
  return [
    { text: 'Start here', link: '/' },
    page(`guide/${lecture}`, 'The lecture in commands'),
    {
      text: 'Guides',
      items: ordered.filter((name) => name !== lecture).map((name) => page(`guide/${name}`)),
    },
    {
      text: 'How exact, how fast',
      items: [page('numerics'), page('work-precision'), page('speed')],
    },
    { text: 'Reference of the library', collapsed: true, link: '/reference/', items: reference(root) },
    {
      text: 'For developers',
      items: [
        page('architecture'),
        { text: 'Contributing', link: '/contributing' },
        { text: 'Changes', link: '/changes' },
      ],
    },
  ];
}

/** What the generator of the reference has written. */
function reference(root: string): DefaultTheme.SidebarItem[] {
  const file = join(root, 'docs/reference/typedoc-sidebar.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}
