import type { Current, Gate, Membrane, Parameter, Variable } from '../../model/membrane.ts';

/** What a membrane is made of, by kinds. */
export type Kind = 'parameter' | 'definition' | 'gate' | 'state' | 'current' | 'capacitance';

/** The capacitance has no name in formulas. In lines it goes by this one. */
export const CAPACITANCE = 'capacitance';

/** Rates of a gate, or where it goes and how fast. */
export const gateParts = ['alpha', 'beta', 'inf', 'tau'] as const;
export type GatePart = (typeof gateParts)[number];

/** An equation of a membrane: of a gate, all of it or a part. */
export interface Place {
  readonly kind: Kind;
  readonly name: string;
  readonly part?: GatePart | undefined;
}

/** One thing of a membrane, as its document says it. */
export interface Entry extends Omit<Place, 'part'> {
  /** A formula, or an object with formulas and a description. */
  readonly value: string | Readonly<Record<string, unknown>>;
}

/** Everything in a membrane that can be written as a line, in the order of the document. */
export function entriesOf(membrane: Membrane): readonly Entry[] {
  const { parameters, definitions, gates, states, currents, capacitance } = membrane;
  const listed = (kind: Kind, list: readonly (Gate | Variable | Current)[]): Entry[] =>
    list.map((value) => ({ kind, name: value.name, value: { ...value } }));
  return [
    ...Object.entries(parameters).map(
      ([name, value]: [string, Parameter]): Entry => ({ kind: 'parameter', name, value: { ...value } }),
    ),
    ...Object.entries(definitions).map(([name, value]): Entry => ({ kind: 'definition', name, value })),
    { kind: 'capacitance', name: CAPACITANCE, value: capacitance },
    ...listed('gate', gates),
    ...listed('state', states),
    ...listed('current', currents),
  ];
}

/** The document of a membrane with other entries, which may be wrong. */
export function withEntries(
  membrane: Membrane,
  entries: readonly Entry[],
): Readonly<Record<string, unknown>> {
  const of = (kind: Kind) => entries.filter((entry) => entry.kind === kind);
  const values = (kind: Kind) => of(kind).map(({ value }) => value);
  const byName = (kind: Kind) => Object.fromEntries(of(kind).map(({ name, value }) => [name, value]));
  return {
    ...membrane,
    parameters: byName('parameter'),
    definitions: byName('definition'),
    capacitance: values('capacitance')[0],
    gates: values('gate'),
    states: values('state'),
    currents: values('current'),
  };
}

/** Where the document keeps a formula of an entry, as messages name it. */
export function pathOf(entries: readonly Entry[], entry: Entry, key: string): string {
  const { kind, name } = entry;
  if (kind === 'capacitance') return kind;
  if (kind === 'definition') return `definitions.${name}`;
  if (kind === 'parameter') return `parameters.${name}.${key}`;
  return `${kind}s.${entries.filter((other) => other.kind === kind).indexOf(entry)}.${key}`;
}
