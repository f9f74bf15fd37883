import { signal } from '@preact/signals';

/** The locale of all numbers that are seen: that of the words of the page. */
export const locale = signal('en');
