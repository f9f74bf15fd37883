import { afterEach, describe, expect, it, vi } from 'vitest';

describe('the language that the browser reports', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const taken = async (language: string | undefined): Promise<string> => {
    vi.stubGlobal('navigator', { language });
    await import('../../../src/app/browser/browser-language.ts');
    // What libraries do while they are loaded; it throws at what is no language tag.
    new Intl.NumberFormat(navigator.language);
    return navigator.language;
  };

  it.each(['en-US', 'de-CH-1996', 'ar-u-nu-arab', 'en-US-u-ca-gregory-hc-h23', 'xx-invalid'])(
    'stays where Intl takes it: %s',
    async (language) => expect(await taken(language)).toBe(language),
  );

  it.each(['C', 'POSIX.1', 'en_US', 'en-US@posix', 'de_DE.UTF-8', '', undefined])(
    'is that of the words of the page where Intl does not: %s',
    async (language) => expect(await taken(language)).toBe('en'),
  );
});
