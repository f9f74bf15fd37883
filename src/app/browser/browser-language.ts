// uPlot makes a number format of the browser's language while it is loaded, and Intl throws at what is no language tag,
// such as the `en-US@posix` that Chromium reports under LC_ALL=C. index.html therefore loads this file first.
if (!isLanguageTag(navigator.language)) {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}

export {};

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
