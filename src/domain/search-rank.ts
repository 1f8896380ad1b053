import type { Product } from './product.ts';
import { codeWord, type Layer, lowerBound, PLACE, prefixRange } from './search-core.ts';

/** What a match costs, least first; what does not fit one place never outweighs the next. */
const COST = { typo: 4096, category: 512, notWholeName: 256, notFrequent: 128, place: 4, prefix: 1 } as const;
const NO_MATCH = 0;
const TYPO_MIN_LETTERS = 4;

/** Stretches of the sorted words that hold one edit of `word` as a prefix: a letter more, less, other, or two swapped. */
export const typoRanges = (words: readonly string[], word: string): (readonly [number, number])[] => {
  const ranges: (readonly [number, number])[] = [];
  const look = (prefix: string, from: number, to: number): void => {
    const range = prefixRange(words, prefix, from, to);
    if (range[0] < range[1]) ranges.push(range);
  };
  let from = 0;
  let to = words.length;
  for (let at = 0; at <= word.length && from < to; at += 1) {
    const head = word.slice(0, at);
    const rest = word.slice(at);
    const swapped = `${rest.charAt(1)}${rest.charAt(0)}${rest.slice(2)}`;
    if (rest.length > 0) look(head + rest.slice(1), from, to);
    if (rest.length > 1 && swapped !== rest) look(head + swapped, from, to);
    // Every letter that really follows this beginning, not the whole alphabet.
    let next = lowerBound(words, `${head}\u0000`, from, to);
    while (next < to) {
      const letter = (words[next] as string).charAt(at);
      const end = lowerBound(words, `${head}${letter}\uffff`, next, to);
      if (rest.length > 0) look(head + letter + rest.slice(1), next, end);
      if (rest.length > 0) look(head + letter + rest, next, end);
      next = Math.max(end, next + 1);
    }
    [from, to] = prefixRange(words, word.slice(0, at + 1), from, to);
  }
  return ranges;
};

/** Cost of the cheapest place where a word of the product matches, plus one; NO_MATCH where none does. */
const costsOf = (layer: Layer, word: string, typos: boolean): { costs: Uint16Array; touched: number[] } => {
  const { words, offsets, postings } = layer.core;
  const costs = new Uint16Array(layer.products.length);
  const touched: number[] = [];
  const mark = (low: number, high: number, extra: number): void => {
    for (let at = low; at < high; at += 1) {
      const inexact = words[at] === word ? 0 : COST.prefix;
      const end = offsets[at + 1] as number;
      for (let each = offsets[at] as number; each < end; each += 1) {
        const posting = postings[each] as number;
        const slot = posting >>> 2;
        const place = posting & 3;
        const where = place === PLACE.category ? COST.category : place === PLACE.firstWord ? 0 : COST.place;
        const cost = 1 + extra + inexact + where;
        const before = costs[slot] as number;
        if (before === NO_MATCH) touched.push(slot);
        if (before === NO_MATCH || cost < before) costs[slot] = cost;
      }
    }
  };
  const [low, high] = prefixRange(words, word);
  mark(low, high, 0);
  if (typos && word.length >= TYPO_MIN_LETTERS && /^\p{L}+$/u.test(word)) {
    for (const range of typoRanges(words, word)) mark(range[0], range[1], COST.typo);
  }
  return { costs, touched };
};

/** Keeps the `limit` smallest keys, in order. */
class Best {
  readonly found: { key: number; product: Product }[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  wants(key: number): boolean {
    return this.found.length < this.#limit || key < (this.found.at(-1)?.key ?? 0);
  }

  add(key: number, product: Product): void {
    let at = this.found.length;
    while (at > 0 && (this.found[at - 1]?.key ?? 0) > key) at -= 1;
    this.found.splice(at, 0, { key, product });
    if (this.found.length > this.#limit) this.found.pop();
  }
}

const rankLayer = (layer: Layer, words: readonly string[], typos: boolean, best: Best): void => {
  const { core, live, products } = layer;
  if (products.length === 0) return;
  const matches = words.map((word) => costsOf(layer, word, typos));
  const rarest = matches.reduce((least, each) => (each.touched.length < least.touched.length ? each : least));
  for (const slot of rarest.touched) {
    if (live[slot] === 0) continue;
    let cost = 0;
    let whole = core.nameWords[slot] === words.length;
    for (const { costs } of matches) {
      const each = costs[slot] as number;
      if (each === NO_MATCH) {
        cost = Number.POSITIVE_INFINITY;
        break;
      }
      cost += each - 1;
      if (each - 1 !== 0 && each - 1 !== COST.place) whole = false;
    }
    if (!whole) cost += COST.notWholeName;
    if (core.frequentFlag[slot] === 0) cost += COST.notFrequent;
    const key = cost * 2 ** 24 + (core.rank[slot] as number);
    if (cost < Number.POSITIVE_INFINITY && best.wants(key)) best.add(key, products[slot] as Product);
  }
};

/** The best products over all layers for these folded words, best first. */
export const bestOf = (
  layers: readonly Layer[],
  words: readonly string[],
  limit: number,
  typos: boolean,
): readonly Product[] => {
  const best = new Best(limit);
  for (const layer of layers) rankLayer(layer, words, typos, best);
  return best.found.map(({ product }) => product);
};

/** Spellings of one bar code: a scanner may send UPC-A with or without the leading zero of EAN-13. */
const spellings = (code: string): string[] => {
  if (/^\d{12}$/.test(code)) return [code, `0${code}`];
  return /^0\d{12}$/.test(code) ? [code, code.slice(1)] : [code];
};

/** Products of exactly this code, inactive ones too. */
export const exactCode = (layer: Layer, code: string): readonly Product[] => {
  const { words, offsets, postings } = layer.core;
  return spellings(codeWord(code)).flatMap((word) => {
    const at = lowerBound(words, word);
    if (word === '' || words[at] !== word) return [];
    return [...postings.subarray(offsets[at], offsets[at + 1])]
      .filter((posting) => (posting & 3) === PLACE.code && layer.owned[posting >>> 2] === 1)
      .map((posting) => layer.products[posting >>> 2] as Product);
  });
};
