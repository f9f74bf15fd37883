import { version } from '../../../package.json';
import { evaluate } from '../../formula/evaluate.ts';
import { type Expr, isCall, number, substitute, symbol, symbolsOf } from '../../formula/expr.ts';
import { applyPasses, canonicalPasses } from '../../formula/optimise.ts';
import { parse } from '../../formula/parse.ts';
import { InputError } from '../../input/schema.ts';
import { visible } from '../../input/shown.ts';
import type { Gate } from '../../model/membrane.ts';
import { conductanceName, POTENTIAL } from '../../model/names.ts';
import { squareMicrometres } from '../../model/schema/area.ts';
import type { Exported, Exporter } from '../exporter.ts';
import { LIMITED, type Neurons, valueAt } from '../neurons.ts';
import { numberText } from '../printing.ts';
import { formOf } from './forms.ts';
import { generators } from './generators.ts';
import { componentType } from './lems.ts';

/** Area of a cell that has none, um2. */
const AREA = 1000;
/** Level of spikes where an experiment finds them by prominence, mV. */
const LEVEL = 0;

/** A document in NeuroML 2: channels, a cell of one compartment, and what is injected into it. */
export const neuroml: Exporter = {
  title: 'NeuroML',
  single: true,
  write: (neurons) => new Document(neurons).exported(),
};

class Document {
  /** Algebraic values as formulas of the potential and the other states, with all numbers put in. */
  readonly #closed = new Map<string, Expr>();
  readonly #gates: ReadonlySet<string>;
  readonly #types: string[] = [];
  readonly #remarks: string[] = [];

  constructor(private readonly neurons: Neurons) {
    const { numbers, algebraic, membrane } = neurons;
    for (const { symbol: name, values } of numbers) this.#closed.set(name, number(valueAt(values, 0)));
    this.#closed.set(LIMITED, symbol(POTENTIAL));
    this.#gates = new Set(membrane.gates.map(({ name }) => name));
    for (const { name, formula } of algebraic) {
      // A gate that follows at once is a gate here too.
      if (!this.#gates.has(name)) this.#closed.set(name, this.#simple(formula));
    }
  }

  exported(): Exported {
    const { membrane, experiment, states, capacitance } = this.neurons;
    const [state] = membrane.states;
    if (state)
      throw new InputError(
        `model "${membrane.name}" cannot be exported to NeuroML: its state "${state.name}" is no gate; take Brian2, NEURON or XPP`,
      );
    const area = membrane.area === undefined ? AREA : squareMicrometres(membrane.area);
    if (membrane.area === undefined)
      this.#remarks.push(`the membrane has no area; the cell has ${AREA} um2, and its current is in nA`);
    if (experiment.events.kind === 'prominence')
      this.#remarks.push(`NeuroML finds spikes at a level; ${LEVEL} mV is written as spikeThresh`);
    const name = membrane.name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, 'cell_');
    const channels = membrane.currents.map((_, i) => this.#channel(i));
    const start = states.find((one) => one.name === POTENTIAL)!.start;
    const injected = generators(this.neurons, area, (i) => `input_${i}`);
    const diameter = numberText(Math.sqrt(area / Math.PI));
    const point = `x="0" y="0" z="0" diameter="${diameter}"`;
    const level = experiment.events.kind === 'threshold' ? experiment.events.level : LEVEL;
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="${name}_document">`,
      `  <notes>${escaped(`${membrane.title}, written by Loligo ${version}. ${membrane.source}`)}</notes>`,
      ...this.#types,
      ...channels.flatMap(({ element }) => element),
      `  <cell id="${name}">`,
      `    <morphology id="${name}_morphology">`,
      '      <segment id="0" name="soma">',
      `        <proximal ${point}/>`,
      `        <distal ${point}/>`,
      '      </segment>',
      '    </morphology>',
      `    <biophysicalProperties id="${name}_properties">`,
      '      <membraneProperties>',
      ...channels.map(({ density }) => `        ${density}`),
      `        <spikeThresh value="${numberText(level)} mV"/>`,
      `        <specificCapacitance value="${numberText(this.#number(capacitance, 'capacitance'))} uF_per_cm2"/>`,
      `        <initMembPotential value="${numberText(valueAt(start, 0))} mV"/>`,
      '      </membraneProperties>',
      '      <intracellularProperties>',
      '        <resistivity value="0.1 kohm_cm"/>',
      '      </intracellularProperties>',
      '    </biophysicalProperties>',
      '  </cell>',
      ...injected,
      '  <network id="network">',
      `    <population id="population" component="${name}" size="1"/>`,
      ...injected.map((_, i) => `    <explicitInput target="population[0]" input="input_${i}"/>`),
      '  </network>',
      '</neuroml>',
    ];
    return { text: `${lines.join('\n')}\n`, remarks: this.#remarks };
  }

  /** Numbers and definitions put in, and quotients with a limit known. */
  #simple(expr: Expr): Expr {
    return applyPasses(new Map([['', substitute(expr, this.#closed)]]), canonicalPasses).get('')!;
  }

  #number(expr: Expr, what: string): number {
    const simple = this.#simple(expr);
    const changing = [...symbolsOf(simple)][0];
    if (changing !== undefined) throw this.#refused(`${what} depends on "${changing}"`);
    return evaluate(simple, {});
  }

  #refused(reason: string): InputError {
    return new InputError(
      `model "${this.neurons.membrane.name}" cannot be exported to NeuroML: ${reason}; take Brian2, NEURON or XPP`,
    );
  }

  /** The channel and the density of a current. */
  #channel(i: number): { readonly element: string[]; readonly density: string } {
    const { membrane } = this.neurons;
    const current = membrane.currents[i]!;
    if ('density' in current)
      throw this.#refused(`the current "${current.name}" is no conductance times a driving force`);
    const { name } = current;
    const { factor, powers } = this.#monomial(this.#closed.get(conductanceName(name))!, name);
    const reversal = this.#number(parse(current.reversal), `the reversal potential of "${name}"`);
    const gates = [...powers].map(([gate, instances]) => {
      const written = membrane.gates.find((one) => one.name === gate)!;
      return this.#gate(written, instances, name);
    });
    const type = gates.length === 0 ? 'ionChannelPassive' : 'ionChannelHH';
    return {
      element: [
        `  <${type} id="${name}" conductance="10 pS">`,
        ...gates.flat().map((line) => `    ${line}`),
        `  </${type}>`,
      ],
      density: `<channelDensity id="${name}_density" ionChannel="${name}" condDensity="${numberText(factor)} mS_per_cm2" erev="${numberText(reversal)} mV" ion="non_specific"/>`,
    };
  }

  /** A conductance as a number times powers of gates. */
  #monomial(expr: Expr, current: string): { factor: number; powers: Map<string, number> } {
    const powers = new Map<string, number>();
    let factor = 1;
    const refuse = (): never => {
      throw this.#refused(`the conductance of "${current}" is no product of powers of gates`);
    };
    const take = (part: Expr, power: number): void => {
      if (part.kind === 'number') factor *= part.value ** power;
      else if (part.kind === 'symbol' && this.#gates.has(part.name))
        powers.set(part.name, (powers.get(part.name) ?? 0) + power);
      else if (isCall(part, 'multiply')) for (const arg of part.args) take(arg, power);
      else if (isCall(part, 'power') && part.args[1].kind === 'number')
        take(part.args[0], power * part.args[1].value);
      else if (isCall(part, 'divide') && part.args[1].kind === 'number') {
        take(part.args[0], power);
        take(part.args[1], -power);
      } else refuse();
    };
    take(expr, 1);
    if ([...powers.values()].some((power) => !Number.isInteger(power) || power < 1)) refuse();
    return { factor, powers };
  }

  #gate(gate: Gate, instances: number, current: string): string[] {
    const { name } = gate;
    const part = (element: string, key: string, text: string, dimension: Dimension) =>
      `  ${this.#part(element, `${current}_${name}_${key}`, this.#ofV(text, name, key), dimension)}`;
    const open = (type: string) => `<${type} id="${name}" instances="${instances}">`;
    if ('instantaneous' in gate)
      return [
        open('gateHHInstantaneous'),
        part('steadyState', 'inf', gate.instantaneous, 'Variable'),
        '</gateHHInstantaneous>',
      ];
    if ('alpha' in gate)
      return [
        open('gateHHrates'),
        part('forwardRate', 'alpha', gate.alpha, 'Rate'),
        part('reverseRate', 'beta', gate.beta, 'Rate'),
        '</gateHHrates>',
      ];
    return [
      open('gateHHtauInf'),
      part('timeCourse', 'tau', gate.tau, 'Time'),
      part('steadyState', 'inf', gate.inf, 'Variable'),
      '</gateHHtauInf>',
    ];
  }

  /** A formula of the document as one of V alone. */
  #ofV(text: string, gate: string, key: string): Expr {
    const expr = this.#simple(parse(text));
    const other = [...symbolsOf(expr)].find((name) => name !== POTENTIAL);
    if (other !== undefined) throw this.#refused(`"${key}" of the gate "${gate}" depends on "${other}"`);
    return expr;
  }

  /** A rate, a time or a variable, in one of the forms of NeuroML or by a type of its own. */
  #part(element: string, name: string, expr: Expr, dimension: Dimension): string {
    if (dimension === 'Time' && expr.kind === 'number')
      return `<${element} type="fixedTimeCourse" tau="${numberText(expr.value)} ms"/>`;
    const form = dimension === 'Time' ? undefined : formOf(expr);
    if (form) {
      const rate = `${numberText(form.rate)}${dimension === 'Rate' ? ' per_ms' : ''}`;
      return `<${element} type="${form.kind}${dimension}" rate="${rate}" midpoint="${numberText(form.midpoint)} mV" scale="${numberText(form.scale)} mV"/>`;
    }
    this.#types.push(...componentType(name, `baseVoltageDep${dimension}`, expr));
    return `<${element} type="${name}"/>`;
  }
}

type Dimension = 'Rate' | 'Time' | 'Variable';

const escaped = (text: string): string =>
  visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
