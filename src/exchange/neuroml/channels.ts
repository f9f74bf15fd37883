import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { XmlElement } from '../xml.ts';
import type { OwnTypes } from './own-types.ts';
import { isPassing, quantityOf, refused, textOf, whereOf } from './quantities.ts';
import { fixedTime, power, q10Formula, rateFormula } from './rates.ts';

// Ion channels of NeuroML 2 (Channels.xml) as gates of a membrane.

/** What a gate is, in one of the three forms of membranes. */
export type GateForm =
  | { readonly instantaneous: string }
  | { readonly alpha: string; readonly beta: string }
  | { readonly inf: string; readonly tau: string };

export interface ChannelGate {
  readonly id: string;
  /** Power that the conductance has it in. */
  readonly instances: number;
  readonly form: GateForm;
  /** Factor on the rates, a formula. */
  readonly q10: string | undefined;
}

export interface Channel {
  readonly id: string;
  readonly gates: readonly ChannelGate[];
  /** Factor on the conductance, a formula. */
  readonly scaling: string | undefined;
  /** Conductance of one channel, nS, where it is given. */
  readonly conductance: number | undefined;
}

const channelTypes = ['ionChannel', 'ionChannelHH', 'ionChannelPassive'];

/** Whether an element is an ion channel of any kind, also of one that is refused. */
export const isChannel = ({ name }: XmlElement): boolean => /^ionChannel/.test(name);

/** Reads an ion channel. @param types that the document makes itself @throws InputError that names what has no counterpart */
export function channelOf(element: XmlElement, types: OwnTypes): Channel {
  const type = element.attributes.get('type') ?? element.name;
  if (!channelTypes.includes(type))
    throw refused(element, `type "${shown(type)}" is not one of ${channelTypes.join(', ')}`);
  const gates: ChannelGate[] = [];
  const scalings: string[] = [];
  for (const child of element.children) {
    if (isPassing(child)) continue;
    if (isGate(child)) gates.push(gateOf(child, types));
    else if (child.name === 'q10ConductanceScaling') scalings.push(power(child));
    else throw refused(child, `a channel has gates here, and q10ConductanceScaling`);
  }
  if (type === 'ionChannelPassive' && gates.length > 0)
    throw new InputError(`${whereOf(element)}: a passive channel has no gates; make it an ionChannelHH`);
  return {
    id: textOf(element, 'id'),
    gates,
    scaling: scalings.length === 0 ? undefined : scalings.join(' * '),
    conductance: element.attributes.has('conductance')
      ? quantityOf(element, 'conductance', 'conductance')
      : undefined,
  };
}

const isGate = ({ name }: XmlElement): boolean => /^gate/.test(name);

/** The types of gates, with what is made of their children. */
const gateForms: Readonly<Record<string, (parts: Parts) => GateForm>> = {
  gateHHrates: (parts) => parts.rates(),
  gateHHtauInf: (parts) => ({ inf: parts.variable(), tau: parts.time() }),
  gateHHratesTau: (parts) => {
    const { alpha, beta } = parts.rates();
    return { inf: `(${alpha}) / (${alpha} + ${beta})`, tau: parts.time({ alpha, beta }) };
  },
  gateHHratesInf: (parts) => {
    const { alpha, beta } = parts.rates();
    return { inf: parts.variable(), tau: `1 / (${alpha} + ${beta})` };
  },
  gateHHInstantaneous: (parts) => ({ instantaneous: parts.variable() }),
};

/** The formulas of the children of a gate. */
class Parts {
  constructor(
    private readonly part: (name: string) => XmlElement,
    private readonly types: OwnTypes,
  ) {}

  rates(): { readonly alpha: string; readonly beta: string } {
    const [alpha, beta] = ['forwardRate', 'reverseRate'].map((name) => {
      const element = this.part(name);
      return this.types.formula(element, 'Rate') ?? rateFormula(element, 'Rate');
    }) as [string, string];
    return { alpha, beta };
  }

  variable(): string {
    const element = this.part('steadyState');
    return this.types.formula(element, 'Variable') ?? rateFormula(element, 'Variable');
  }

  /** @param rates that a type of its own may ask for */
  time(rates?: Readonly<Record<string, string>>): string {
    const element = this.part('timeCourse');
    return this.types.formula(element, 'Time', rates) ?? String(fixedTime(element));
  }
}

function gateOf(element: XmlElement, types: OwnTypes): ChannelGate {
  // `gate` has its kind as its type.
  const type = element.name === 'gate' ? textOf(element, 'type') : element.name;
  if (!Object.hasOwn(gateForms, type))
    throw refused(element, `type "${shown(type)}" is not one of ${Object.keys(gateForms).join(', ')}`);
  const instances = quantityOf(element, 'instances', 'none');
  if (!Number.isInteger(instances) || instances < 1 || instances > 20)
    throw new InputError(`${whereOf(element)}: instances = ${instances} must be a whole number from 1 to 20`);
  const part = (name: string): XmlElement => {
    const found = element.children.filter((child) => child.name === name);
    if (found.length === 1) return found[0]!;
    throw new InputError(`${whereOf(element)} has ${found.length} of ${name}; a ${type} needs one`);
  };
  const known = ['forwardRate', 'reverseRate', 'timeCourse', 'steadyState', 'q10Settings'];
  const other = element.children.find((child) => !isPassing(child) && !known.includes(child.name));
  if (other) throw refused(other, `a ${type} has no such part`);
  return {
    id: textOf(element, 'id'),
    instances,
    form: gateForms[type]!(new Parts(part, types)),
    q10: q10Formula(element.children.filter((child) => child.name === 'q10Settings')),
  };
}

/** A form whose rates are some times as fast. @param factor a formula */
export function faster(form: GateForm, factor: string | undefined): GateForm {
  if (factor === undefined || 'instantaneous' in form) return form;
  if ('tau' in form) return { inf: form.inf, tau: `${form.tau} / (${factor})` };
  return { alpha: `${factor} * ${form.alpha}`, beta: `${factor} * ${form.beta}` };
}
