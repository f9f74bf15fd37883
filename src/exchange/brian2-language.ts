import { words } from './identifiers.ts';
import type { Language } from './printing.ts';

/** What Brian2 calls otherwise, and what the script uses itself. */
export const reserved = words(`
  t dt t_in_timesteps i j N xi refractory lastspike not_refractory rates spike_time int
  exp log log10 exprel sqrt sin cos tan sinh cosh tanh arcsin arccos arctan arctan2 ceil floor abs sign clip rand randn poisson
  timestep rint round pi e inf True False and or not if else elif for while in is lambda def class return import from as with try
  except finally raise assert pass break continue global nonlocal yield del None async await
  double float long short char bool void const static auto switch case default do goto union struct enum typedef volatile
  volt amp ampere metre meter second ohm siemens farad coulomb kelvin mole molar gram hertz watt joule newton pascal liter
  mV uV kV mA uA nA pA pF nF uF nS uS mS ms us Hz kHz MHz mm cm um mM uM nM mmolar umolar kmetre mmetre umetre msecond usecond
  mvolt uvolt mamp uamp namp pamp msiemens usiemens nsiemens psiemens ufarad nfarad pfarad
  DT pick event event_time rising armed extreme V1 V2 V3 V4 peak trough linear bend cubic place rises tops lower changes inside turns height`);

/** A whole number as a real one: in C++ `clip` has the type of what it limits. */
const real = (text: string): string => text.replace(/^-?\d+$/, '$&.0');

export const language: Language = {
  name: 'Brian2',
  functions: {
    exp: 'exp',
    log: 'log',
    sqrt: 'sqrt',
    abs: 'abs',
    floor: 'floor',
    tanh: 'tanh',
    sinh: 'sinh',
    cosh: 'cosh',
    exprel: 'exprel',
  },
  clamp: (x, low, high) => `clip(${real(x)}, ${low}, ${high})`,
  power: (x, y) => `${x}**${y}`,
  select: (condition, y, z) => `pick(int(${condition}), ${y}, ${z})`,
  truth: (condition) => `int(${condition})`,
  and: 'and',
  or: 'or',
  not: (condition) => `not (${condition})`,
  other: (operation, [x = '', y = '']) => {
    switch (operation) {
      case 'minimum':
        return `clip(${real(x)}, -1e300, ${y})`;
      case 'maximum':
        return `clip(${real(x)}, ${y}, 1e300)`;
      case 'within':
        return `clip(${x}, -${y}, ${y})`;
      case 'bernoulli':
        return `(1 / exprel(${x}))`;
      case 'cbrt':
        return `(sign(${x}) * abs(${x})**(1.0 / 3.0))`;
      default:
        return undefined;
    }
  },
};
