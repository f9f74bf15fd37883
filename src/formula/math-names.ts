import { type MathNode, mi, mo, node, row } from './math-node.ts';

// Names as they are set in print: gNa is g with the subscript Na, tau_m is the Greek letter with the subscript m.

const greek: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
};

/** A letter of Greek and a short ending, such as tauCa. */
const greekBeginning = new RegExp(`^(${Object.keys(greek).join('|')})(.{1,4})$`);
/** Calcium inside, outside, at rest. */
const concentration = /^(Ca|Na|Cl|Mg)(i|o|inf)$/;
const ion = /^(Ca|Na|Cl|Mg)$/;
const steady = /^([A-Za-z]{1,2})(inf)$/;
/** Potentials and currents of anything: EK, Eleak, INa, Iapp. */
const ofSomething = /^([EI])(.+)$/;
/** One letter, and what tells it from others: gNa, mT, gd, Q10. */
const lettered = /^([A-Za-z])(.|[A-Z\d].*|leak)$/;

/** A name in formulas, typeset; with an exponent, if it has one. */
export function nameMath(name: string, exponent?: MathNode): MathNode {
  const [head = '', ...marks] = name.split('_');
  const [base, mark] = parted(head);
  const letter = mi(greek[base] ?? base);
  const below = [...(mark === undefined ? [] : [mark]), ...marks].filter((part) => part !== '');
  if (below.length === 0) return exponent ? node('msup', [letter, exponent]) : letter;
  const subscript = row(below.flatMap((part, i) => (i === 0 ? [markMath(part)] : [mo(','), markMath(part)])));
  return exponent ? node('msubsup', [letter, subscript, exponent]) : node('msub', [letter, subscript]);
}

/** The letter of a name, and what stands below it. */
function parted(head: string): readonly [base: string, mark?: string] {
  if (Object.hasOwn(greek, head) || ion.test(head)) return [head];
  for (const form of [steady, concentration, greekBeginning, ofSomething, lettered]) {
    const [, base, mark] = form.exec(head) ?? [];
    if (base !== undefined) return [base, mark!];
  }
  return [head];
}

/** One letter in a subscript is a name too, and in italics; `inf` is where something ends up. */
function markMath(mark: string): MathNode {
  if (mark === 'inf') return mi('∞');
  if (/^\d+$/.test(mark)) return node('mn', [mark]);
  return Object.hasOwn(greek, mark) ? mi(greek[mark]!) : mi(mark);
}
