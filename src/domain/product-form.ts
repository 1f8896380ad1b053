import { type PosError, posError } from './errors.ts';
import { type Gs, isGs } from './money.ts';
import type { Allergen, Product } from './product.ts';

/*
 * What a product may be, for the form, the command line and files alike. The routines check the same again
 * (sp_validar_producto).
 */

/** What a person decides about a product; its stock moves by documents only. */
export interface ProductDraft {
  readonly code: string;
  readonly barcodes: readonly string[];
  readonly name: string;
  readonly description: string | null;
  readonly categoryId: number;
  /** Of purchase. */
  readonly cost: Gs;
  readonly price: Gs;
  /** IVA, whole per cent. */
  readonly taxRate: number;
  readonly minStock: number;
  readonly sellsBelowZero: boolean;
  readonly frequent: number | null;
  /** Allergen ids. */
  readonly allergens: readonly number[];
}

/** A product as it is edited: with what the till does not need to know. */
export interface ProductRecord extends Product {
  readonly description: string | null;
  readonly cost: Gs;
  /** Grows when anything but the stock changes: an edit names the one it began from. */
  readonly edition: number;
}

export interface Category {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly active: boolean;
  /** Active products in it. */
  readonly products: number;
}

export interface AllergenRecord extends Allergen {
  /** Added by the store; the 14 of EU 1169/2011 are fixed. */
  readonly own: boolean;
  readonly products: number;
  readonly restrictions: number;
}

/** One change of a product's prices, from the audit. */
export interface PriceChange {
  readonly id: number;
  /** Store-local. */
  readonly date: string;
  readonly person: string | null;
  readonly costBefore: Gs | null;
  readonly costAfter: Gs;
  readonly priceBefore: Gs | null;
  readonly priceAfter: Gs;
}

export const LONGEST = { code: 40, name: 120, description: 500, category: 80, categoryNote: 300 } as const;
/** Bar codes of one product. */
export const MOST_BARCODES = 100;
/** The largest stock, positive or negative, that is believed. */
export const MOST_STOCK = 9_999_999;
const MOST_FREQUENT = 9_999;

/** One line of text as it is stored: composed, without spaces around or doubled. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Control, direction and unfinished characters have no place in a name. */
const UNFIT = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const CODE = /^[^\s\p{C}*]+$/u;

const lengthOf = (text: string): number => [...text].length;
const shown = (text: string): string => (lengthOf(text) > 40 ? `${[...text].slice(0, 40).join('')}…` : text);

/** The refusal of a value, or null. */
export const wrongText = (field: string, text: string, most: number, least = 1): PosError | null => {
  if (lengthOf(text) < least) return posError('DATO_REQUERIDO', { campo: field });
  if (lengthOf(text) > most) return posError('TEXTO_LARGO', { campo: field, maximo: most });
  return UNFIT.test(text) ? posError('VALOR_INVALIDO', { campo: field, valor: '' }) : null;
};

/** Codes are scanned or typed in one word; `*` separates a quantity from a code. */
const wrongCode = (field: string, code: string): PosError | null =>
  wrongText(field, code, LONGEST.code) ??
  (CODE.test(code) ? null : posError('CODIGO_INVALIDO', { campo: field, valor: shown(code) }));

export const wrongNumber = (field: string, value: number, least: number, most: number): PosError | null =>
  Number.isInteger(value) && value >= least && value <= most
    ? null
    : posError('VALOR_INVALIDO', { campo: field, valor: String(value), opciones: `${least}-${most}` });

/** A field of a draft and what is wrong with it. */
export interface WrongField {
  readonly field: keyof ProductDraft;
  readonly error: PosError;
}

/** The draft as it is stored: text tidied, codes without repeats. */
export const tidyProduct = (draft: ProductDraft): ProductDraft => {
  const code = draft.code.trim();
  const description = draft.description === null ? '' : tidy(draft.description);
  return {
    ...draft,
    code,
    name: tidy(draft.name),
    description: description || null,
    barcodes: [...new Set(draft.barcodes.map((barcode) => barcode.trim()))].filter(
      (barcode) => barcode !== '' && barcode !== code,
    ),
    allergens: [...new Set(draft.allergens)].sort((a, b) => a - b),
  };
};

/** The first thing that is wrong with a tidied draft; null when it can be stored. */
export const wrongProduct = (draft: ProductDraft): WrongField | null => {
  const of = (field: keyof ProductDraft, error: PosError | null): WrongField | null =>
    error && { field, error };
  const barcode = draft.barcodes.map((each) => wrongCode('codigo_barra', each)).find(Boolean) ?? null;
  return (
    of('code', wrongCode('codigo', draft.code)) ??
    of('name', wrongText('nombre', draft.name, LONGEST.name)) ??
    of('description', wrongText('descripcion', draft.description ?? '', LONGEST.description, 0)) ??
    of('categoryId', draft.categoryId > 0 ? null : posError('DATO_REQUERIDO', { campo: 'categoria' })) ??
    of('cost', isGs(draft.cost) ? null : posError('VALOR_INVALIDO', { campo: 'precio_compra' })) ??
    of('price', isGs(draft.price) && draft.price > 0 ? null : posError('PRECIO_REQUERIDO')) ??
    of('taxRate', wrongNumber('tasa_iva', draft.taxRate, 0, 100)) ??
    of('minStock', wrongNumber('stock_minimo', draft.minStock, 0, MOST_STOCK)) ??
    of(
      'frequent',
      draft.frequent === null ? null : wrongNumber('frecuente', draft.frequent, 1, MOST_FREQUENT),
    ) ??
    of(
      'barcodes',
      barcode ??
        (draft.barcodes.length > MOST_BARCODES
          ? posError('VALOR_INVALIDO', {
              campo: 'codigos_barra',
              valor: draft.barcodes.length,
              opciones: `0-${MOST_BARCODES}`,
            })
          : null),
    )
  );
};

/** Whole per cent by which a price changes, rounded up; 0 for a product that had none. */
export const priceChangePercent = (before: number, after: number): number =>
  before === 0 ? 0 : Number((BigInt(Math.abs(after - before)) * 100n + BigInt(before) - 1n) / BigInt(before));

/**
 * True for a code of 8, 12, 13 or 14 digits whose last one is not the check digit of GS1 (General Specifications 7.9):
 * a misread or mistyped one, or a code of the store's own. Said, never refused.
 */
export const hasWrongCheckDigit = (code: string): boolean => {
  if (!/^(\d{8}|\d{12,14})$/.test(code)) return false;
  const digits = [...code].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 !== 0;
};
