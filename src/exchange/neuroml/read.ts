import { InputError } from '../../input/schema.ts';
import { shown } from '../../input/shown.ts';
import type { MembraneInput, Parameter } from '../../model/membrane.ts';
import { parseMembrane } from '../../model/read.ts';
import { type ExperimentInput, parseExperiment } from '../../protocol/experiment.ts';
import { type Cell, cellOf, type Density } from './cell.ts';
import { type Channel, type ChannelGate, channelOf, faster } from './channels.ts';
import { type NeuromlDocument, type NeuromlSource, readDocuments } from './document.ts';
import { inputsOf, protocolOf } from './inputs.ts';
import { capital, Names, validName } from './names.ts';
import { whereOf } from './quantities.ts';

/** What a NeuroML 2 document says, as documents of Loligo. */
export interface Imported {
  readonly membrane: MembraneInput;
  /** Where the document injects something; its `model` is the membrane. */
  readonly experiment?: ExperimentInput;
  /** What should be known of how it was read, one line each. */
  readonly remarks: readonly string[];
}

/**
 * Reads a cell of one compartment from NeuroML 2, with what is injected into it.
 * @param cell id of the cell, where there are several
 * @throws InputError with one line that names what is wrong, or what a membrane cannot represent
 */
export function importNeuroml(source: NeuromlSource, cell?: string): Imported {
  const document = readDocuments(source);
  const found = theCell(document, source.name, cell);
  const channels = new Map<string, Channel>();
  const channel = (id: string, by: string): Channel => {
    const known = channels.get(id);
    if (known) return known;
    const element = document.channels.find(({ attributes }) => attributes.get('id') === id);
    if (!element)
      throw new InputError(`${by}: there is no ion channel "${shown(id)}"; add it, or include its file`);
    const read = channelOf(element, document.types);
    channels.set(id, read);
    return read;
  };
  const remarks: string[] = [];
  const conductanceOf = (id: string) => {
    const { conductance } = channel(id, whereOf(found));
    if (conductance === undefined)
      throw new InputError(`${whereOf(found)}: ion channel "${shown(id)}" has no conductance; give it one`);
    return conductance;
  };
  const read = cellOf(found, conductanceOf, document.find);
  const inputs = inputsOf(document, read.id);
  const builder = new Builder(read, inputs.temperature);
  for (const density of read.densities) {
    builder.add(density, channel(density.channel, whereOf(density.element)));
  }
  const membrane = builder.membrane(source.name);
  parseMembrane(membrane);
  if (read.remark) remarks.push(read.remark);
  remarks.push(...builder.remarks);
  const protocol = protocolOf(document, inputs);
  if (!protocol && document.inputs.length > 1)
    remarks.push(`${document.inputs.length} inputs, and no network says which one the cell gets`);
  if (!protocol) return { membrane, remarks };
  const { initial, threshold } = read;
  const experiment: ExperimentInput = {
    model: membrane,
    ...protocol,
    ...(initial === undefined ? {} : { initial: { V: initial } }),
    ...(threshold === undefined ? {} : { events: { kind: 'threshold', level: threshold } }),
    record: { spikes: true },
  };
  parseExperiment(experiment);
  return { membrane, experiment, remarks };
}

function theCell({ cells }: NeuromlDocument, name: string, wanted: string | undefined) {
  const ids = cells.map(({ attributes }) => attributes.get('id') ?? '');
  const listed = ids.map((id) => `"${shown(id)}"`).join(', ');
  if (wanted !== undefined) {
    const found = cells[ids.indexOf(wanted)];
    if (found) return found;
    throw new InputError(
      `${name} has no cell "${shown(wanted)}"${ids.length > 0 ? `; it has ${listed}` : ''}`,
    );
  }
  if (cells.length === 1) return cells[0]!;
  throw new InputError(
    cells.length === 0
      ? `${name} has no cell; a document with a cell or a pointCellCondBased can be imported`
      : `${name} has ${cells.length} cells, ${shown(listed, 200)}; name one of them with --cell`,
  );
}

type WrittenParameter = Pick<Parameter, 'value' | 'unit' | 'description'>;
type Mutable<Type> = { -readonly [K in keyof Type]: Type[K] };

/** Puts a membrane together, current by current. */
class Builder {
  readonly remarks: string[] = [];
  readonly #names = new Names();
  /** degC at which what depends on the temperature was measured. */
  readonly #usual = new Set<number>();
  readonly #parameters: Record<string, WrittenParameter> = {};
  readonly #definitions: Record<string, string> = {};
  readonly #gates: NonNullable<Mutable<MembraneInput>['gates']>[number][] = [];
  readonly #currents: MembraneInput['currents'][number][] = [];
  readonly #capacitance: string;

  /** @param temperature degC, where it is said */
  constructor(
    private readonly cell: Cell,
    private readonly temperature: number | undefined,
  ) {
    this.#capacitance = this.#parameter('C', cell.capacitance, 'uF/cm2', 'Membrane capacitance');
  }

  add(density: Density, channel: Channel): void {
    const words = `${validName(channel.id)}, channel density ${validName(density.id)}`;
    const [short, long] = [capital(channel.id), capital(density.id)];
    const conductance = this.#parameter(
      this.#names.give(`g${short}`, `g${long}`),
      density.conductance,
      'mS/cm2',
      `Maximal conductance of ${words}`,
      true,
    );
    const gates = channel.gates.map((gate) => this.#gate(gate, channel));
    const factors = [
      ...(channel.scaling === undefined ? [] : [this.#warm(`scale_${short}`, channel.scaling)]),
      conductance,
      ...gates,
    ];
    this.#currents.push({
      name: this.#names.give(`I${short}`, `I${long}`),
      description: `Current of ${words}`,
      conductance: factors.join(' * '),
      reversal: this.#reversal(density, short, long, words),
    });
  }

  membrane(source: string): MembraneInput {
    const [taken, ...others] = this.#usual;
    if (this.temperature === undefined && taken !== undefined) {
      const were =
        others.length > 0
          ? `some rates were measured, others at ${others.join(', ')} degC`
          : 'rates were measured';
      this.remarks.push(`no network says the temperature; ${taken} degC is taken, at which ${were}`);
    }
    const { id, area } = this.cell;
    const name = validName(id);
    return {
      name: name.slice(0, 60),
      title: `${name}, from NeuroML 2`,
      source: `NeuroML 2: ${shown(source, 300)}`,
      parameters: this.#parameters,
      definitions: this.#definitions,
      capacitance: this.#capacitance,
      gates: this.#gates,
      currents: this.#currents,
      area: `${area} um2`,
    };
  }

  /** @returns the gate in the power that the conductance has it in */
  #gate({ id, instances, form, q10 }: ChannelGate, channel: Channel): string {
    const name = this.#names.give(id, `${id}_${validName(channel.id)}`);
    const factor = q10 === undefined ? undefined : this.#warm(`q10_${name}`, q10);
    this.#gates.push({
      name,
      description: `Gate ${validName(id)} of ${validName(channel.id)}`,
      ...faster(form, factor),
    });
    return instances === 1 ? name : `${name}^${instances}`;
  }

  #reversal({ reversal }: Density, short: string, long: string, words: string): string {
    if (typeof reversal === 'number')
      return this.#parameter(
        this.#names.give(`E${short}`, `E${long}`),
        reversal,
        'mV',
        `Reversal potential of ${words}`,
        true,
      );
    const { ion, inside, outside } = reversal;
    const charge = ({ na: 1, k: 1, ca: 2, mg: 2, cl: -1 } as Record<string, number>)[ion.toLowerCase()];
    if (charge === undefined)
      throw new InputError(`the charge of the ion "${shown(ion)}" is not known; known: na, k, ca, mg, cl`);
    const name = capital(ion);
    const concentration = (side: string, value: number) =>
      this.#parameter(this.#names.give(`${name}${side}`), value, 'mM', `${name} ${side}side`, true);
    const [i, o] = [concentration('in', inside), concentration('out', outside)];
    return `nernst(${i}, ${o}, ${charge}, ${this.#temperature(undefined)})`;
  }

  /** A factor that depends on the temperature, as a definition. */
  #warm(wish: string, formula: string): string {
    const there = /\(temperature ([+-]) ([\d.eE+-]+)\)/.exec(formula);
    if (there) {
      const usual = Number(`${there[1] === '-' ? '' : '-'}${there[2]}`);
      this.#usual.add(usual);
      this.#temperature(usual);
    }
    const name = this.#names.give(wish);
    this.#definitions[name] = formula;
    return name;
  }

  /** @param usual degC that formulas were measured at */
  #temperature(usual: number | undefined): string {
    const name = 'temperature';
    if (Object.hasOwn(this.#parameters, name)) return name;
    const value = this.temperature ?? usual;
    if (value === undefined)
      throw new InputError(
        'a channelDensityNernst needs the temperature; make the network a networkWithTemperature',
      );
    return this.#parameter(name, value, 'degC', 'Temperature', true);
  }

  #parameter(wish: string, value: number, unit: string, description: string, named = false): string {
    const name = named ? wish : this.#names.give(wish);
    this.#parameters[name] = { value, unit, description };
    return name;
  }
}
