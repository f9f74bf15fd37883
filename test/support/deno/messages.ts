import { parse, stringify } from 'devalue';

// Node and Deno need not have the same version of V8's own format, so what they tell each other goes as text. Vitest's
// messages refer to themselves and hold maps, regular expressions and errors, which JSON cannot.

const reducers = {
  Error: (value: unknown) => {
    if (!(value instanceof Error)) return false;
    const { name, message, stack, cause } = value;
    return { ...value, name, message, stack, cause };
  },
};

const revivers = {
  Error: ({ message, ...others }: { message: string }) => Object.assign(new Error(message), others),
};

export function toText(message: unknown): string {
  return stringify(message, reducers);
}

/** @throws Error if the text is none of `toText` */
export function fromText(text: string): unknown {
  return parse(text, revivers);
}
