import type { CdcParts } from './cdc.ts';

/** Rejections that stand in the CDC itself: whatever is mended, the document gets another one. */
const IN_THE_CDC: readonly string[] = [
  '1000',
  '1002',
  '1003',
  '1050',
  '1105',
  '1106',
  '1109',
  '1150',
  '1151',
  '1156',
  '1250',
  '1253',
];

/** The number is spent already: by an approved document, or because it was reported as unused. */
const SPENT: readonly string[] = ['1002', '1109'];

export type Correction =
  /** Mended and sent again as the same document. */
  | { readonly kind: 'same_cdc' }
  /** A new number is issued; `reportOld`: the old one is to be reported as unused. */
  | { readonly kind: 'new_number'; readonly reportOld: boolean };

/** What a CDC is made of, but the security code, which a mended document keeps. */
const identity = (parts: CdcParts): string =>
  [
    parts.type,
    parts.ruc,
    parts.establishment,
    parts.point,
    parts.number,
    parts.taxpayerType,
    parts.day,
    parts.emission,
  ].join('|');

/**
 * Whether a rejected document can be mended under its CDC. A rejected document is not kept by the service, so the same
 * CDC may come again as often as it must.
 * @param code of the rejection
 */
export const correctionOf = (code: string, before: CdcParts, after: CdcParts): Correction =>
  IN_THE_CDC.includes(code) || identity(before) !== identity(after)
    ? { kind: 'new_number', reportOld: !SPENT.includes(code) }
    : { kind: 'same_cdc' };
