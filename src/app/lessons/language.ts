import { type ReadonlySignal, signal } from '@preact/signals';
import type { Language } from '../../lessons/language.ts';

/** The language in which shipped lessons are shown. */
export const lessonLanguage: ReadonlySignal<Language> = signal('en');
