// Functions by which units of artificial networks and rate models turn a current into a rate. Each is written so that a rate
// (Hz) and a current of any unit come in by its parameters.

/** A number of a function. */
export interface FunctionParameter {
  readonly name: string;
  /** What it is, in words. */
  readonly words: string;
  /** Its unit, where currents have the unit `current`. */
  unit(current: string): string;
  /** Whether it can only be positive. */
  readonly positive: boolean;
}

/** How the currents and rates of a curve were scaled: I = from + span x, f = highest y. */
export interface Scales {
  readonly from: number;
  readonly span: number;
  readonly highest: number;
}

/** A rate of a current and some parameters. */
export interface ActivationFunction {
  /** In names of columns. */
  readonly name: string;
  /** In a sentence. */
  readonly words: string;
  readonly formula: string;
  readonly source: string;
  readonly parameters: readonly FunctionParameter[];
  /** The rate at a current. */
  value(parameters: readonly number[], current: number): number;
  /** Derivatives by the parameters. */
  gradient(parameters: readonly number[], current: number): readonly number[];
  /** Where a fit may begin if firing begins at `threshold` and rises to `y` at x = 1, in scaled currents and rates. */
  starts(threshold: number, y: number): readonly (readonly number[])[];
  /** Parameters of the curve from those of the scaled one. */
  unscaled(parameters: readonly number[], scales: Scales): readonly number[];
}

const threshold: FunctionParameter = {
  name: 'threshold',
  words: 'current at which it begins',
  unit: (current) => current,
  positive: false,
};
const middle: FunctionParameter = { ...threshold, words: 'current of half the highest rate' };
const width: FunctionParameter = {
  name: 'width',
  words: 'currents over which it bends',
  unit: (current) => current,
  positive: true,
};
const gain: FunctionParameter = {
  name: 'gain',
  words: 'slope',
  unit: (current) => `Hz/(${current})`,
  positive: true,
};
const amplitude: FunctionParameter = {
  name: 'amplitude',
  words: 'highest rate',
  unit: () => 'Hz',
  positive: true,
};

/** ln(1 + exp(x)) and 1 / (1 + exp(-x)), without overflow. */
const softly = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

const relu: ActivationFunction = {
  name: 'relu',
  words: 'the rectifier (ReLU)',
  formula: 'gain [I - threshold]+',
  source: 'V. Nair and G. E. Hinton, Proc. 27th Int. Conf. Machine Learning (2010) 807-814',
  parameters: [gain, threshold],
  value: ([g, at], I) => g! * Math.max(0, I - at!),
  gradient: ([g, at], I) => (I > at! ? [I - at!, -g!] : [0, 0]),
  starts: (at, y) => [[y / (1 - at), at]],
  unscaled: ([g, at], { from, span, highest }) => [(g! * highest) / span, from + span * at!],
};

const softplus: ActivationFunction = {
  name: 'softplus',
  words: 'softplus',
  formula: 'gain width ln(1 + exp((I - threshold) / width))',
  source: 'C. Dugas et al., Adv. Neural Inf. Process. Syst. 13 (2001) 472-478',
  parameters: [gain, threshold, width],
  value: ([g, at, w], I) => g! * w! * softly((I - at!) / w!),
  gradient: ([g, at, w], I) => {
    const u = (I - at!) / w!;
    return [w! * softly(u), -g! * logistic(u), g! * (softly(u) - u * logistic(u))];
  },
  starts: (at, y) => [0.02, 0.2].map((w) => [y / (1 - at), at, w]),
  unscaled: ([g, at, w], { from, span, highest }) => [(g! * highest) / span, from + span * at!, span * w!],
};

const sigmoid: ActivationFunction = {
  name: 'sigmoid',
  words: 'the sigmoid',
  formula: 'amplitude / (1 + exp(-(I - threshold) / width))',
  source: 'H. R. Wilson and J. D. Cowan, Biophys. J. 12 (1972) 1-24',
  parameters: [amplitude, middle, width],
  value: ([a, at, w], I) => a! * logistic((I - at!) / w!),
  gradient: ([a, at, w], I) => {
    const u = (I - at!) / w!;
    const p = logistic(u);
    const slope = a! * p * (1 - p);
    return [p, -slope / w!, (-slope * u) / w!];
  },
  starts: (at, y) => [0.02, 0.2].flatMap((w) => [y, 2 * y].map((a) => [a, at, w])),
  unscaled: ([a, at, w], { from, span, highest }) => [a! * highest, from + span * at!, span * w!],
};

const power: ActivationFunction = {
  name: 'power',
  words: 'the power law',
  formula: 'factor [I - threshold]+^exponent',
  source: 'K. D. Miller and T. W. Troyer, J. Neurophysiol. 87 (2002) 653-659',
  parameters: [
    {
      name: 'factor',
      words: 'rate one unit of current above the threshold',
      unit: (current) => `Hz/(${current})^exponent`,
      positive: true,
    },
    threshold,
    { name: 'exponent', words: 'power', unit: () => '1', positive: true },
  ],
  value: ([k, at, p], I) => (I > at! ? k! * (I - at!) ** p! : 0),
  gradient: ([k, at, p], I) => {
    if (!(I > at!)) return [0, 0, 0];
    const u = I - at!;
    const x = u ** p!;
    return [x, (-k! * p! * x) / u, k! * x * Math.log(u)];
  },
  starts: (at, y) => [0.3, 0.6, 1, 2].map((p) => [y / (1 - at) ** p, at, p]),
  unscaled: ([k, at, p], { from, span, highest }) => [(k! * highest) / span ** p!, from + span * at!, p!],
};

const refractory: ActivationFunction = {
  name: 'refractory',
  words: 'the line with a refractory time',
  formula: '1 / (refractory + 1 / (gain [I - threshold]+)), 0 below the threshold',
  source: 'C. Koch, Biophysics of Computation, Oxford University Press (1999), ch. 14',
  parameters: [
    gain,
    threshold,
    {
      name: 'refractory',
      words: 'shortest interval between two spikes',
      unit: () => 'ms',
      positive: true,
    },
  ],
  value: ([g, at, t], I) => {
    const line = g! * Math.max(0, I - at!);
    return line / (1 + (t! / 1000) * line);
  },
  gradient: ([g, at, t], I) => {
    if (!(I > at!)) return [0, 0, 0];
    const line = g! * (I - at!);
    const squeezed = (1 + (t! / 1000) * line) ** -2;
    return [(I - at!) * squeezed, -g! * squeezed, (-line * line * squeezed) / 1000];
  },
  // The slope at the threshold is larger than that of the whole: y = line / (1 + t line).
  starts: (at, y) => [0.1, 0.5, 0.9].map((part) => [y / (1 - part) / (1 - at), at, (1000 * part) / y]),
  unscaled: ([g, at, t], { from, span, highest }) => [(g! * highest) / span, from + span * at!, t! / highest],
};

/** The functions that are fitted to an f-I curve. */
export const activationFunctions: readonly ActivationFunction[] = [
  relu,
  softplus,
  sigmoid,
  power,
  refractory,
];
