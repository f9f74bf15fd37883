import { posix } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';
import { sourceOf } from './source.ts';

// What code says to people, as templates: {} stands for what is put in, and a text with a choice in it is several.

type Program = ESTree.Program;

/** Every module that runs when one does, in threads as well, by its path from the root of the repository. What brings types alone does not run. */
export function modulesFrom(entry: string): ReadonlyMap<string, Program> {
  const found = new Map<string, Program>();
  const wanted = [entry];
  for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
    if (found.has(file)) continue;
    const { program } = parseSync(file, sourceOf(file));
    found.set(file, program);
    for (const specifier of specifiersIn(program))
      if (/^\..*\.tsx?$/.test(specifier)) wanted.push(posix.join(posix.dirname(file), specifier));
  }
  return found;
}

function specifiersIn(program: Program): string[] {
  const found: string[] = [];
  const add = (source: ESTree.Node | null | undefined) => {
    if (source?.type === 'Literal' && typeof source.value === 'string') found.push(source.value);
  };
  new Visitor({
    ImportDeclaration: ({ importKind, specifiers, source }) => {
      const isType = (one: (typeof specifiers)[number]) =>
        one.type === 'ImportSpecifier' && one.importKind === 'type';
      if (importKind !== 'type' && !(specifiers.length > 0 && specifiers.every(isType))) add(source);
    },
    ExportNamedDeclaration: ({ exportKind, source }) => {
      if (exportKind !== 'type') add(source);
    },
    ExportAllDeclaration: ({ exportKind, source }) => {
      if (exportKind !== 'type') add(source);
    },
    ImportExpression: ({ source }) => add(source),
    NewExpression: ({ callee, arguments: [argument] }) => {
      if (callee.type === 'Identifier' && callee.name === 'URL') add(argument);
    },
  }).visit(program);
  return found;
}

/** Words by which an English sentence is known from code and from names of things. */
const english =
  /\b(the|an?|is|are|of|has|have|no|not|give|must|needs?|least|most|cannot|known|unknown|found|missing|there|it|and|or|than|before|by|more|beyond|neurons?|line|Expected)\b/;
/** What code for other programs has and sentences have not: further lines, indentation, comments, declarations, calculations. */
const code =
  /\n|^\s{2,}|^[#@:]|(?<!:)\/\/| {2}#|"""|[?&|]{2}| [?] |[<>]=? [\d{]|[[{;]$|\w\(\w|<\w+>|^\S+ = ['\w{}.]+( =|$|, )/;

/** Whether people read it, as far as that can be seen. */
export const isSaid = (template: string): boolean =>
  /\s/.test(template) && english.test(template.replaceAll(HOLE, ' ')) && !code.test(template);

/** Properties and calls that describe fields and columns: such words belong to the data. */
const describing = new Set(['words', 'description', 'title', 'source', 'describe', 'meta']);

/** Templates of all texts in a code, each once, except what describes data and what is in attributes of elements. */
export function templatesIn(program: Program): ReadonlySet<string> {
  const found = new Set<string>();
  /** Parts of larger texts, and what describes. */
  const taken = new Set<ESTree.Node>();
  const take = (node: ESTree.Node) => {
    if (taken.has(node)) return;
    // What stands before something else, as a name before what is wrong with it, is the name.
    for (const template of templatesOf(node, taken)) found.add(template.replace(/: $/, ''));
  };
  const leave = (node: ESTree.Node | null | undefined) => {
    if (node) for (const one of textsIn(node)) taken.add(one);
  };
  new Visitor({
    JSXAttribute: ({ value }) => leave(value),
    Property: ({ key, value }) => {
      if (key.type === 'Identifier' && describing.has(key.name)) leave(value);
    },
    CallExpression: ({ callee, arguments: all }) => {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (describing.has(callee.property.name)) for (const one of all) leave(one);
      const [separator] = all;
      if (callee.property.name !== 'join' || separator?.type !== 'Literal') return;
      taken.add(separator);
      found.add(`${HOLE}${separator.value}${HOLE}`);
    },
    BinaryExpression: take,
    TemplateLiteral: take,
    Literal: take,
  }).visit(program);
  return found;
}

/** The texts in a part of a code. */
function textsIn(node: ESTree.Node): ESTree.Node[] {
  const found: ESTree.Node[] = [];
  const program = { type: 'Program', body: [{ type: 'ExpressionStatement', expression: node }] };
  new Visitor({
    Literal: (one) => found.push(one),
    TemplateLiteral: (one) => found.push(one),
    BinaryExpression: (one) => found.push(one),
  }).visit(program as unknown as Program);
  return found;
}

/** A text with all its choices. @param taken gets its parts */
function templatesOf(node: ESTree.Node, taken: Set<ESTree.Node>): string[] {
  const part = (one: ESTree.Node): string[] => {
    const all = templatesOf(one, taken);
    if (all[0] !== HOLE || all.length > 1) taken.add(one);
    return all;
  };
  switch (node.type) {
    case 'Literal':
      return [typeof node.value === 'string' ? node.value : HOLE];
    case 'TemplateLiteral':
      return joined(
        node.quasis.flatMap(({ value }, i) => {
          const hole = node.expressions[i];
          return hole ? [[value.cooked ?? ''], part(hole)] : [[value.cooked ?? '']];
        }),
      );
    case 'BinaryExpression':
      return isText(node) ? joined([part(node.left), part(node.right)]) : [HOLE];
    case 'ConditionalExpression':
      return [...new Set([...part(node.consequent), ...part(node.alternate)])];
    default:
      return [HOLE];
  }
}

const HOLE = '{}';

const isText = (node: ESTree.Node): boolean =>
  node.type === 'TemplateLiteral' ||
  (node.type === 'Literal' && typeof node.value === 'string') ||
  (node.type === 'BinaryExpression' && node.operator === '+' && (isText(node.left) || isText(node.right)));

/** Everything that stands one behind the other, with all choices. */
const joined = (parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((all, next) => all.flatMap((one) => next.map((other) => one + other)), ['']);
