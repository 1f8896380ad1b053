import type { Product } from './product.ts';

/** Where in its product a word is. */
export const PLACE = { firstWord: 0, otherWord: 1, category: 2 } as const;

/** Sorted words, the products of each, and the words of each product. */
export interface Core {
  readonly words: readonly string[];
  /** The slots with word `i` are `postings[offsets[i]] .. postings[offsets[i + 1] - 1]`. */
  readonly offsets: Int32Array;
  readonly postings: Int32Array;
  /** The words of a slot, likewise, each as `word * 4 + place`. */
  readonly slotOffsets: Int32Array;
  readonly slotWords: Int32Array;
  /** Sorted codes and bar codes, and the slot of each. */
  readonly codes: readonly string[];
  readonly codeSlots: Int32Array;
  /** Product id to slot. */
  readonly slots: ReadonlyMap<number, number>;
  /** Order among equals by slot: frequent ones first, then by name. */
  readonly rank: Int32Array;
  /** Words in the name, by slot. */
  readonly nameWords: Uint8Array;
  /** Slots of the frequent products, in no particular order. */
  readonly frequent: readonly number[];
}

/** Products with their words and who of them counts. */
export interface Layer {
  /** By slot, as they are now. */
  readonly products: readonly Product[];
  readonly core: Core;
  /** 1: may be found; 0: inactive, or a newer layer has it. */
  readonly live: Uint8Array;
  /** 1: this layer still answers for the product (also an inactive one). */
  readonly owned: Uint8Array;
}

const ASCII = /^[\x20-\x7e]*$/;

/** Lower case without accents: `Ñandutí` and `nanduti` are the same. */
export const fold = (text: string): string =>
  (ASCII.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')).toLowerCase();

export const wordsOf = (folded: string): string[] =>
  folded.match(ASCII.test(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];

/** A code as one word, whatever it is punctuated with. */
export const codeWord = (code: string): string =>
  /^[a-z0-9]*$/.test(code) ? code : wordsOf(fold(code)).join('');

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** First `i` for which the word is not below `text`. */
export const lowerBound = (words: readonly string[], text: string, from = 0, to = words.length): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The stretch of words that begin with `prefix`, inside `from..to`. */
export const prefixRange = (
  words: readonly string[],
  prefix: string,
  from = 0,
  to = words.length,
): readonly [number, number] => {
  const low = lowerBound(words, prefix, from, to);
  return [low, lowerBound(words, `${prefix}\uffff`, low, to)];
};

const raise = (counts: Int32Array, at: number, by: number): void => {
  counts[at] = (counts[at] ?? 0) + by;
};

type WordTables = Pick<Core, 'words' | 'offsets' | 'postings' | 'slotOffsets' | 'slotWords'>;

/** Words as they come, slot after slot; then sorted and turned both ways. */
class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #entries: number[] = [];
  readonly #slotOffsets: number[] = [0];

  add(word: string, place: number): void {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(word, number);
    }
    this.#entries.push(number * 4 + place);
  }

  endSlot(): void {
    this.#slotOffsets.push(this.#entries.length);
  }

  tables(): WordTables {
    const words = [...this.#numbers.keys()].sort();
    const sorted = new Int32Array(words.length);
    for (const [at, word] of words.entries()) sorted[this.#numbers.get(word) ?? 0] = at;
    const slotOffsets = Int32Array.from(this.#slotOffsets);
    const slotWords = Int32Array.from(this.#entries, (entry) => (sorted[entry >>> 2] ?? 0) * 4 + (entry & 3));
    const offsets = new Int32Array(words.length + 1);
    for (const entry of slotWords) raise(offsets, (entry >>> 2) + 1, 1);
    for (let at = 0; at < words.length; at += 1) raise(offsets, at + 1, offsets[at] ?? 0);
    const next = offsets.slice();
    const postings = new Int32Array(slotWords.length);
    for (let slot = 0; slot + 1 < slotOffsets.length; slot += 1) {
      for (let each = slotOffsets[slot] ?? 0; each < (slotOffsets[slot + 1] ?? 0); each += 1) {
        const word = (slotWords[each] ?? 0) >>> 2;
        postings[next[word] ?? 0] = slot;
        raise(next, word, 1);
      }
    }
    return { words, offsets, postings, slotOffsets, slotWords };
  }
}

const wordTables = (
  products: readonly Product[],
  names: readonly string[],
  nameWords: Uint8Array,
): WordTables => {
  const vocabulary = new Vocabulary();
  const categories = new Map<string, readonly string[]>();
  for (const [slot, product] of products.entries()) {
    const words = wordsOf(names[slot] ?? '');
    nameWords[slot] = Math.min(255, words.length);
    let place: number = PLACE.firstWord;
    for (const word of words) {
      vocabulary.add(word, place);
      place = PLACE.otherWord;
    }
    const known = categories.get(product.category) ?? wordsOf(fold(product.category));
    categories.set(product.category, known);
    for (const word of known) vocabulary.add(word, PLACE.category);
    vocabulary.endSlot();
  }
  return vocabulary.tables();
};

const codesOf = (products: readonly Product[]): { codes: string[]; codeSlots: Int32Array } => {
  // Short codes first, then bar codes: catalogues come in the order of one of them, and a sorted run sorts fast.
  const pairs = products.map((product, slot) => ({ code: codeWord(product.code), slot }));
  for (const [slot, product] of products.entries()) {
    for (const code of product.barcodes) pairs.push({ code: codeWord(code), slot });
  }
  pairs.sort((a, b) => byText(a.code, b.code));
  return { codes: pairs.map(({ code }) => code), codeSlots: Int32Array.from(pairs, ({ slot }) => slot) };
};

const rankOf = (products: readonly Product[], names: readonly string[], frequent: number[]): Int32Array => {
  const rank = new Int32Array(products.length);
  const often = new Set(frequent);
  const rest: { name: string; slot: number }[] = [];
  for (const [slot, name] of names.entries()) if (!often.has(slot)) rest.push({ name, slot });
  rest.sort((a, b) => byText(a.name, b.name));
  const first = frequent.toSorted((a, b) => (products[a]?.frequent ?? 0) - (products[b]?.frequent ?? 0));
  let place = 0;
  for (const slot of first) rank[slot] = place++;
  for (const { slot } of rest) rank[slot] = place++;
  return rank;
};

/** Builds the prefix index; some tenths of a second for 100,000 products. */
export const buildCore = (products: readonly Product[]): Core => {
  const names = products.map((product) => fold(product.name));
  const nameWords = new Uint8Array(products.length);
  const frequent = products.flatMap((product, slot) => (product.frequent === null ? [] : slot));
  return {
    ...wordTables(products, names, nameWords),
    ...codesOf(products),
    slots: new Map(products.map((product, slot) => [product.id, slot])),
    rank: rankOf(products, names, frequent),
    nameWords,
    frequent,
  };
};
