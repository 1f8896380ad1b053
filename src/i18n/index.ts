import { en } from './en.ts';
import { es, type Messages } from './es.ts';

export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type { Messages };

export const messages = (language: Language): Messages => (language === 'en' ? en : es);
