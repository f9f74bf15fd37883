import { add, call, divide, type Expr, multiply, number, subtract } from './expr.ts';

// What concentrations on both sides of a membrane do, written with the operations of formulas.

/** Faraday's constant, C/mol. */
const FARADAY = 96485.33212;
/** Gas constant, J/(mol K). */
const GAS = 8.31446261815324;
/** What is written where the last arguments are left out: calcium, in a cell at 36 degC. */
const CALCIUM = number(2);
const CELSIUS = number(36);

/** RT/F, mV. */
const thermal = (celsius: Expr): Expr =>
  celsius.kind === 'number'
    ? number((1000 * GAS * (celsius.value + 273.15)) / FARADAY)
    : multiply(number((1000 * GAS) / FARADAY), add(celsius, number(273.15)));

/**
 * Nernst's potential RT/(zF) log(outside / inside), mV, of two concentrations in the same unit.
 * @param charge z, 2 if it is not given
 * @param celsius temperature, degC, 36 if it is not given
 */
export function nernst(inside: Expr, outside: Expr, charge?: Expr, celsius?: Expr): Expr {
  const scale = divide(thermal(celsius ?? CELSIUS), charge ?? CALCIUM);
  return multiply(scale, call('log', divide(outside, inside)));
}

/**
 * Goldman's, Hodgkin's and Katz's current density of an ion for a permeability of 1 cm/s, uA/cm2:
 * z^2 F (V F/RT) (inside - outside exp(-u)) / (1 - exp(-u)) with u = zVF/RT, V in mV and concentrations in mM. With Bernoulli's
 * function B(u) = u / (exp(u) - 1), which is 1 at 0, it is z F (inside u + (inside - outside) B(u)).
 */
export function ghk(V: Expr, inside: Expr, outside: Expr, charge?: Expr, celsius?: Expr): Expr {
  const z = charge ?? CALCIUM;
  const u = multiply(divide(z, thermal(celsius ?? CELSIUS)), V);
  const driven = add(multiply(inside, u), multiply(subtract(inside, outside), call('bernoulli', u)));
  return multiply(multiply(z, number(FARADAY)), driven);
}
