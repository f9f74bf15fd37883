import type { Membrane } from '../../model/membrane.ts';

/** A file that is taken away: the membrane, what is in it, and its kind, such as `hodgkin-huxley-f-i-curve.svg`. */
export function fileName({ name }: Pick<Membrane, 'name'>, what: string, kind: string): string {
  const plain = `${name} ${what}`
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `${plain}.${kind}`;
}
