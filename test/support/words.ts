import { en } from '../../src/i18n/en.ts';
import { es } from '../../src/i18n/es.ts';
import type { Language, Messages } from '../../src/i18n/index.ts';

/** All words of a language, at once; the program loads them when it knows which are wanted. */
export const messages = (language: Language): Messages => (language === 'en' ? en : es);
