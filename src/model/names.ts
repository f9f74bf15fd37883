import { functionNames } from '../formula/parse.ts';

/** The name of the membrane potential in formulas. */
export const POTENTIAL = 'V';
/** The name of what is injected. */
export const STIMULUS = 'stimulus';
/** The name of the sum of all currents. */
export const IONIC = 'ionic';

/** `gNa_open` of the current `INa`: what of its conductance is open. */
export const conductanceName = (current: string): string => `g${current.replace(/^I(?=.)/, '')}_open`;

/** Longest name. */
const LONGEST = 40;

/** Symbols that engines and statistics put into formulas. */
const symbols = [POTENTIAL, STIMULUS, IONIC, 'step', 'stage', 'span', 'taken', 'onset', 'moment', 'event'];
const further = [
  'events',
  'window',
  'origin',
  'before',
  'seen',
  'turns',
  'V_before',
  'V_after',
  'before1',
  'before2',
  'after1',
  'after2',
];

/** What every object of JavaScript has under a name. */
const inherited = Object.getOwnPropertyNames(Object.prototype);

/** Keywords and reserved words of WGSL (W3C, 2025). */
const wgsl =
  `alias break case const const_assert continue continuing default diagnostic discard else enable false fn for if let
  loop override requires return struct switch true var while
  NULL Self abstract active alignas alignof as asm asm_fragment async attribute auto await become cast catch class co_await
  co_return co_yield coherent column_major common compile compile_fragment concept const_cast consteval constexpr constinit
  crate debugger decltype delete demote demote_to_helper do dynamic_cast enum explicit export extends extern external
  fallthrough filter final finally friend from fxgroup get goto groupshared highp impl implements import inline instanceof
  interface layout lowp macro macro_rules match mediump meta mod module move mut mutable namespace new nil noexcept noinline
  nointerpolation non_coherent noncoherent noperspective null nullptr of operator package packoffset partial pass patch
  pixelfragment precise precision premerge priv protected pub public readonly ref regardless register reinterpret_cast require
  resource restrict self set shared sizeof smooth snorm static static_assert static_cast std subroutine super target template
  this thread_local throw trait try type typedef typeid typename typeof union unless unorm unsafe unsized use using varying
  virtual volatile wgsl where with writeonly yield
  array atomic bool f16 f32 i32 u32 mat2x2 mat3x3 mat4x4 ptr sampler texture vec2 vec3 vec4`.split(/\s+/);

const kept = new Map<string, string>([
  ...wgsl.map((name) => [name, 'WGSL reserves it'] as const),
  ...inherited.map((name) => [name, 'every object of JavaScript has it'] as const),
  ...functionNames.map((name) => [name, 'it is a function'] as const),
  ...[...symbols, ...further].map((name) => [name, 'it has a meaning of its own'] as const),
]);

/** Shapes of names that generated code has. */
const generated = /^c\d+$|^(stimulus|moment|onset|random)_|_residue$|^V_\d+$/;

/** Why something cannot have a name; undefined if it can. */
export function nameFault(name: string): string | undefined {
  if (name.length > LONGEST) return `a name has at most ${LONGEST} characters`;
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    return 'a name is made of letters, digits and _, and begins with a letter';
  if (name.includes('__')) return 'no name has __ in it';
  const reason = kept.get(name) ?? (generated.test(name) ? 'generated code uses such names' : undefined);
  return reason && `${reason}; choose another name`;
}
