import type { Reason } from '../domain/invoice/reply.ts';
import { isServiceCode } from '../domain/invoice/service-codes.ts';
import { isPrintFault } from '../domain/print-fault.ts';
import type { Messages } from './es.ts';
import type { Language } from './language.ts';

export { LANGUAGES, type Language } from './language.ts';
export type { Messages };

/** All words of a language. Nobody speaks two at once, so the others are not read. */
export const loadMessages = async (language: Language): Promise<Messages> =>
  language === 'en' ? (await import('./en.ts')).en : (await import('./es.ts')).es;

/** The sentence for the cause of a print job; a code that this version does not know stands for itself. */
export const faultText = (words: Messages, fault: string | null): string => {
  if (fault === null) return '';
  return isPrintFault(fault) ? words.printing.faults[fault] : fault;
};

/** What the tax authority said: our own words for its code, or code and sentence as they came where we have none. */
export const reasonText = (words: Messages, { code, message }: Reason): string =>
  isServiceCode(code) ? words.sifen.codes[code] : `${code}: ${message}`;

/** Why a document is where it is: the authority's word, or what kept it from being asked; empty: nothing to tell. */
export const whyText = (
  words: Messages,
  { reason, trouble }: { readonly reason: Reason | null; readonly trouble: string | null },
): string => {
  if (reason) return reasonText(words, reason);
  const troubles: Readonly<Record<string, string>> = words.sifen.troubles;
  return trouble === null ? '' : (troubles[trouble] ?? trouble);
};
