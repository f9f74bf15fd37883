import { DuckDBConnection } from '@duckdb/node-api';
import { expect } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { withFiles } from '../../src/cli/document.ts';
import { headerSchema } from '../../src/lessons/header.ts';
import { readLesson } from '../../src/lessons/read.ts';
import { lessonText } from '../../src/lessons/series.ts';
import { translated } from '../../src/lessons/translation.ts';
import { membranes } from '../../src/model/catalogue.ts';
import { membraneInFile } from '../../src/model/read.ts';
import { parseExperiment } from '../../src/protocol/experiment.ts';
import { prepare } from '../../src/protocol/prepare.ts';
import { provideTables, put, unsaid } from './besides.ts';
import { linesOf } from './commands.ts';
import { type Block, isThere } from './markdown.ts';
import { missing } from './printed.ts';
import { python, r, scriptOfShell } from './programs.ts';
import { examine, type Shell } from './shell.ts';
import { long, notCompared } from './unchecked.ts';

/** Why a block is not checked in full; undefined where it is. */
type Left = string | undefined;
type Check = (text: string, shell: Shell, folder: string) => Left | Promise<Left>;

/**
 * Checks a block in the folder where a document's commands are typed.
 * @throws Error that says what is wrong with it
 */
export async function checkBlock({ language, text }: Block, shell: Shell, folder: string): Promise<Left> {
  const check = checks[language];
  if (!check) throw new Error(`no check is known for blocks of "${language}"`);
  return check(text, shell, folder);
}

const terminal: Check = (text, shell, folder) => {
  if (text.startsWith('$ ')) return session(text, shell);
  return /^src\/$/m.test(text) ? drawing(text) : output(text, shell, folder);
};

const typed: Check = async (text, shell) => {
  if (text.startsWith('#!')) return scriptOfShell(text);
  for (const line of linesOf(text)) await shell.type(line);
  return undefined;
};

/** What the packed library is checked by and what runs on it is in test/hosts/package.test.ts. */
const program: Check = () => undefined;

const checks: Readonly<Record<string, Check>> = {
  '': terminal,
  text: terminal,
  console: terminal,
  sh: typed,
  bash: typed,
  js: program,
  ts: program,
  python: (text) => python(text, () => provideTables(text)),
  r: (text) => r(text, () => provideTables(text)),
  sql: parseSql,
  json: (text) => {
    const document = JSON.parse(text) as object;
    if ('currents' in document) membraneInFile(Buffer.from(text), 'the block');
    else prepare(parseExperiment(withFiles(document, '-')));
    return undefined;
  },
  markdown: async (text) => {
    if (/^experiment:/m.test(text)) readLesson(`${text}\n`, 'the block');
    else translated((await lessonText('frequency-not-size', 'en'))!, `${text}\n`, 'de', 'the block');
    return undefined;
  },
  yaml: (text) => {
    // test/cli/cluster-guide.test.ts reads it.
    if (text.startsWith('apiVersion: batch/v1')) return undefined;
    for (const [key, value] of Object.entries(parseYaml(text) as object))
      headerSchema.shape[key as keyof typeof headerSchema.shape].parse(value);
    return undefined;
  },
  html: (text) => {
    const [, name] = /\bsrc="https:[^"]*\?embed#model=([\w-]+)"/.exec(text) ?? [];
    expect(Object.keys(membranes)).toContain(name);
    return undefined;
  },
};

/** Whether statements are of the language of DuckDB; what they read need not be there. */
async function parseSql(text: string): Promise<undefined> {
  const connection = await DuckDBConnection.create();
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [text]);
  connection.closeSync();
  const { error, error_message } = JSON.parse(String(reader.getRows()[0]![0]));
  if (error) throw new Error(error_message);
}

/** Commands after `$` and what they print. */
async function session(text: string, shell: Shell): Promise<Left> {
  const reason = entry(notCompared, text);
  let left = reason;
  for (const part of text.split(/^\$ /m).slice(1)) {
    const [command = '', ...shown] = part.split('\n');
    const printed: string[] = [];
    for (const line of linesOf(command)) {
      if (reason) {
        for (const words of line.pipeline) await examine(words);
        continue;
      }
      const print = await shell.type(line);
      if (print === undefined) left ??= `it takes long: ${line.text}`;
      else printed.push(print);
    }
    if (printed.length > 0) expectPrinted(shown.join('\n'), printed.join('\n'));
  }
  return left;
}

/** What is printed by a command that stands elsewhere in the document, or is not said. */
async function output(text: string, shell: Shell, folder: string): Promise<Left> {
  const reason = entry(notCompared, text);
  if (reason) return reason;
  const commands = entry(unsaid(), text);
  if (commands) {
    const printed: string[] = [];
    for (const { command, file } of commands) {
      if (file) put(folder, ...file);
      printed.push(await shell.print(command));
    }
    expectPrinted(text, printed.join('\n'));
    return undefined;
  }
  const lines = shell.printed.map((printed) => missing(text, printed));
  if (lines.includes(undefined)) return undefined;
  const [slow] = Object.entries(long).find(([, shown]) => shown.some((one) => text.startsWith(one))) ?? [];
  if (slow && shell.left.has(slow)) return `it takes long: ${slow}`;
  throw new Error(`no command of the document prints this: ${lines.at(-1) ?? text}`);
}

function expectPrinted(shown: string, printed: string): void {
  const line = missing(shown, printed);
  if (line !== undefined) throw new Error(`not printed: ${line}\nbut\n${printed.slice(-3000)}`);
}

/** The entry for a text that begins so. */
const entry = <T>(entries: Readonly<Record<string, T>>, text: string): T | undefined =>
  Object.entries(entries).find(([beginning]) => text.startsWith(beginning))?.[1];

/** Folders and files of the repository, each two spaces further in than the folder that it is in. */
function drawing(text: string): Left {
  const folders: string[] = [];
  for (const line of text.split('\n')) {
    const [, space = '', name = ''] = /^( *)(\S+)/.exec(line)!;
    folders.splice(space.length / 2, folders.length, name);
    expect(isThere(folders.join('')), folders.join('')).toBe(true);
  }
  return undefined;
}
