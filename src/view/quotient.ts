import type { Node } from 'three/webgpu';

/**
 * How often a whole number is in another one, as a float: a software GPU divides integers one after the other. It is exact below
 * 2^22: the quotient of floats is off by 2^-24 of itself at most, and half a step away from the next whole number.
 */
export const quotient = (of: Node<'int'> | Node<'float'>, by: Node<'float'> | number): Node<'float'> =>
  of.toFloat().add(0.5).div(by).floor();
