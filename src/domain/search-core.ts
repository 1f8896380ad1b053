import type { Product } from './product.ts';

/** What a posting says about the word in its product: `slot * 4 + place`. */
export const PLACE = { firstWord: 0, otherWord: 1, code: 2, category: 3 } as const;

/** Sorted words and, for each, its postings: the stretch `offsets[i]..offsets[i + 1]` of one flat array. */
export interface Core {
  readonly words: readonly string[];
  readonly offsets: Int32Array;
  readonly postings: Int32Array;
  /** Product id to slot. */
  readonly slots: ReadonlyMap<number, number>;
  /** Order among equals by slot: frequent ones first, then by name. */
  readonly rank: Int32Array;
  /** Words in the name, by slot. */
  readonly nameWords: Uint8Array;
  readonly frequentFlag: Uint8Array;
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

export const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/** A code as one word, whatever it is punctuated with. */
export const codeWord = (code: string): string => {
  const folded = fold(code);
  return /^[a-z0-9]*$/.test(folded) ? folded : folded.replace(/[^\p{L}\p{N}]+/gu, '');
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const rankOf = (products: readonly Product[], names: readonly string[]): Int32Array => {
  const frequency = (slot: number): number => products[slot]?.frequent ?? Number.MAX_SAFE_INTEGER;
  const order = Array.from(products, (_, slot) => slot).sort(
    (a, b) => frequency(a) - frequency(b) || byText(names[a] ?? '', names[b] ?? ''),
  );
  const rank = new Int32Array(products.length);
  for (const [place, slot] of order.entries()) rank[slot] = place;
  return rank;
};

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

/** Words in the order of their first appearance, and the postings of each, still apart. */
class Vocabulary {
  readonly numbers = new Map<string, number>();
  readonly ofPosting: number[] = [];
  readonly postings: number[] = [];

  add(word: string, posting: number): void {
    if (word === '') return;
    let number = this.numbers.get(word);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(word, number);
    }
    this.ofPosting.push(number);
    this.postings.push(posting);
  }

  sorted(): { words: string[]; offsets: Int32Array; postings: Int32Array } {
    const words = [...this.numbers.keys()].sort();
    const place = new Int32Array(words.length);
    for (const [at, word] of words.entries()) place[this.numbers.get(word) ?? 0] = at;
    const offsets = new Int32Array(words.length + 1);
    const raise = (counts: Int32Array, at: number, by: number): void => {
      counts[at] = (counts[at] ?? 0) + by;
    };
    for (const number of this.ofPosting) raise(offsets, (place[number] ?? 0) + 1, 1);
    for (let at = 0; at < words.length; at += 1) raise(offsets, at + 1, offsets[at] ?? 0);
    const next = offsets.slice();
    const postings = new Int32Array(this.postings.length);
    for (const [at, number] of this.ofPosting.entries()) {
      const to = place[number] ?? 0;
      postings[next[to] ?? 0] = this.postings[at] ?? 0;
      raise(next, to, 1);
    }
    return { words, offsets, postings };
  }
}

/** Builds the prefix index; some tenths of a second for 100,000 products. */
export const buildCore = (products: readonly Product[]): Core => {
  const vocabulary = new Vocabulary();
  const names = products.map((product) => fold(product.name));
  const nameWords = new Uint8Array(products.length);
  const categories = new Map<string, readonly string[]>();
  const categoryWords = (category: string): readonly string[] => {
    const known = categories.get(category) ?? wordsOf(fold(category));
    categories.set(category, known);
    return known;
  };
  for (const [slot, product] of products.entries()) {
    const words = wordsOf(names[slot] ?? '');
    nameWords[slot] = Math.min(255, words.length);
    for (const [at, word] of words.entries()) {
      vocabulary.add(word, slot * 4 + (at === 0 ? PLACE.firstWord : PLACE.otherWord));
    }
    for (const code of [product.code, ...product.barcodes]) {
      vocabulary.add(codeWord(code), slot * 4 + PLACE.code);
    }
    for (const word of categoryWords(product.category)) vocabulary.add(word, slot * 4 + PLACE.category);
  }
  return {
    ...vocabulary.sorted(),
    slots: new Map(products.map((product, slot) => [product.id, slot])),
    rank: rankOf(products, names),
    nameWords,
    frequentFlag: Uint8Array.from(products, (product) => (product.frequent === null ? 0 : 1)),
    frequent: products.flatMap((product, slot) => (product.frequent === null ? [] : [slot])),
  };
};
