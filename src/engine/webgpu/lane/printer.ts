import type { Formulas } from '../../../formula/passes/pass.ts';
import {
  largestInvariants,
  largestPaired,
  largestWithout,
  type Schedule,
  schedule,
  type ValueType,
} from '../../../formula/schedule.ts';
import { identifier, printNodes, type WgslSources, wgslTypes } from '../../../formula/wgsl.ts';
import { SPAN } from '../../../system/system.ts';
import { changingSymbols, type Program } from '../../program.ts';
import { type Bindings, literal, numberExpression } from './bindings.ts';
import { ages, byAge } from './plan.ts';
import type { Symbols } from './symbols.ts';
import { construct, orNone, statement } from './text.ts';

/** A function of the generated part. */
export interface Body {
  /** What it computes, by the names of the plan, and the types that the values shall have. */
  readonly roots: readonly string[];
  readonly types?: readonly ValueType[];
  /** WGSL of the symbols that it sees besides constants. */
  readonly symbols: Symbols;
  /** Whether it gets what changes with every second step. */
  readonly draws?: boolean;
  /** Whether it gets what looks alone change. */
  readonly limits?: boolean;
  /** Lines before what it computes. */
  readonly first?: readonly string[];
  /** Its last lines, made of the values. */
  result(expressions: readonly string[]): readonly string[];
}

/** Prints functions that compute formulas of a plan, and those that compute what several of them share. */
export class LanePrinter {
  readonly #values: Schedule;
  /** What does not change from step to step, each with the name that it is stored under. */
  readonly #constants: ReadonlyMap<number, string>;
  /** What changes with every second step alone, in the same way. */
  readonly #drawn: ReadonlyMap<number, string>;
  /** What potentials are held against to see whether they have to be looked at, which looks alone change, in the same way. */
  readonly #limits: ReadonlyMap<number, string>;

  /** @param rows names of the states with what rounding leaves out of them */
  constructor(
    program: Program,
    plan: Formulas,
    rows: readonly string[],
    private readonly bindings: Bindings,
  ) {
    const changing = changingSymbols(program);
    const potentials = new Set([...ages, 1, 6].map(byAge));
    for (const name of [...rows, SPAN, 'window.step', 'origin', ...potentials]) changing.add(name);
    this.#values = schedule(plan, changing, program.types);
    this.#constants = constantsOf(this.#values, (name) => literal(name, bindings) !== undefined);
    const steps = rows.map((name) => this.#output(`next:${name}`));
    this.#drawn = new Map([...largestPaired(this.#values, steps)].map((id) => [id, `d${id}`]));
    const due = ages.map((age) => this.#output(`due:${age}`));
    this.#limits = new Map([...largestWithout(this.#values, due, potentials)].map((id, i) => [id, `l${i}`]));
  }

  /** The structure of what does not change, and the function that computes it. */
  constants(): string[] {
    return this.#apart(
      'What does not change from step to step.',
      'Constants',
      this.#constants,
      'load_constants(index: u32)',
      {
        symbol: (name) => numberExpression(name, this.bindings),
        stored: () => undefined,
      },
    );
  }

  /** The structure of what changes with every second step, and the function that computes it. */
  draws(symbols: Symbols): string[] {
    return [
      `const DRAWS = ${this.#drawn.size > 0};`,
      '',
      ...this.#apart(
        'What changes with every second step alone: random numbers.',
        'Drawn',
        this.#drawn,
        'draw(c: Constants, step: u32)',
        {
          shiftless: this.bindings.shiftless,
          symbol: (name) => symbols(name) ?? literal(name, this.bindings) ?? unknown(name, 'draw'),
          stored: (id) => this.#constant(id),
        },
      ),
    ];
  }

  /** The structure of what potentials are held against, and the function that computes it. */
  limits(symbols: Symbols): string[] {
    const about =
      'What potentials are held against to see whether they have to be looked at: looks alone change it.';
    return this.#apart(about, 'Limits', this.#limits, 'limits_of(r: Record)', {
      symbol: (name) => symbols(name) ?? literal(name, this.bindings) ?? unknown(name, 'limits_of'),
      stored: () => undefined,
    });
  }

  define(
    signature: string,
    { roots, types = [], symbols, draws = false, limits = false, first = [], result }: Body,
  ): string[] {
    const outputs = roots.map((root) => this.#output(root));
    const { lines, expression } = printNodes(this.#values, outputs, {
      shiftless: this.bindings.shiftless,
      symbol: (name) => symbols(name) ?? literal(name, this.bindings) ?? unknown(name, signature),
      stored: (id) =>
        this.#constant(id) ??
        (draws && this.#drawn.has(id) ? `d.${this.#drawn.get(id)}` : undefined) ??
        (limits && this.#limits.has(id) ? `l.${this.#limits.get(id)}` : undefined),
    });
    const last = result(outputs.map((id, i) => expression(id, types[i])));
    return [`fn ${signature} {`, ...[...first, ...lines, ...last].map(statement), '}', ''];
  }

  #output(name: string): number {
    return this.#values.outputs.get(name)!;
  }

  #constant(id: number): string | undefined {
    return this.#constants.has(id) ? `c.${this.#constants.get(id)}` : undefined;
  }

  /** Values that are computed apart from the rest: their structure, and the function that computes it. */
  #apart(
    about: string,
    type: string,
    values: ReadonlyMap<number, string>,
    signature: string,
    sources: WgslSources,
  ): string[] {
    const { lines, expression } = printNodes(this.#values, [...values.keys()], sources);
    const members = orNone([...values.keys()].map((id) => expression(id)));
    return [
      `// ${about}`,
      ...this.#structure(type, values),
      `fn ${signature} -> ${type} {`,
      ...[...lines, ...construct(type)(members)].map(statement),
      '}',
      '',
    ];
  }

  #structure(name: string, members: ReadonlyMap<number, string>): string[] {
    const lines = [...members].map(
      ([id, member]) => `  ${member}: ${wgslTypes[this.#values.nodes[id]!.type]},`,
    );
    return [`struct ${name} {`, ...(lines.length === 0 ? ['  none: f32,'] : lines), '}', ''];
  }
}

function constantsOf(values: Schedule, isLiteral: (symbol: string) => boolean): Map<number, string> {
  const ids = largestInvariants(values, values.outputs.values(), isLiteral);
  return new Map(
    [...ids].map((id) => {
      const node = values.nodes[id]!;
      return [id, node.kind === 'symbol' ? identifier(node.name) : `c${id}`] as const;
    }),
  );
}

function unknown(symbol: string, where: string): never {
  throw new Error(`the formulas of "${where}" use "${symbol}", which has no value there`);
}
