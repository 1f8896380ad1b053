import type { Product } from './product.ts';
import { type Core, codeWord, type Layer, lowerBound, PLACE, prefixRange } from './search-core.ts';

/** What a match costs, least first; what does not fit one place never outweighs the next. */
const COST = { typo: 4096, category: 512, notWholeName: 256, notFrequent: 128, place: 4, prefix: 1 } as const;
const NO_MATCH = 0;
/** More than any rank. */
const RANKS = 2 ** 24;
/** Words shorter than this in the catalogue are not guessed at. */
const TYPO_MIN_LETTERS = 4;

/**
 * Stretches of the sorted words that begin with `word` but for one mistake: a letter more, less, other, or two swapped.
 * In three letters only one that is missing (`jgo`), which makes four.
 */
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
    const enough = word.length >= TYPO_MIN_LETTERS;
    const swapped = `${rest.charAt(1)}${rest.charAt(0)}${rest.slice(2)}`;
    if (enough && rest.length > 0) look(head + rest.slice(1), from, to);
    if (enough && rest.length > 1 && swapped !== rest) look(head + swapped, from, to);
    // Every letter that really follows this beginning, not the whole alphabet.
    let next = lowerBound(words, `${head}\u0000`, from, to);
    while (next < to) {
      const letter = (words[next] as string).charAt(at);
      const end = lowerBound(words, `${head}${letter}\uffff`, next, to);
      if (enough && rest.length > 0) look(head + letter + rest.slice(1), next, end);
      if (rest.length > 0) look(head + letter + rest, next, end);
      next = Math.max(end, next + 1);
    }
    [from, to] = prefixRange(words, word.slice(0, at + 1), from, to);
  }
  return ranges;
};

/** A code's beginning says something from here on; and of those that share it, so many are enough. */
const CODE_MIN_CHARACTERS = 3;
const CODE_MAX_MATCHES = 500;

/** One word of the query against the vocabulary. */
interface Wanted {
  readonly ranges: readonly (readonly [number, number])[];
  /** By word of the vocabulary: one more than what it costs to take it for the wanted one, or NO_MATCH. */
  readonly costs: Uint16Array;
  /** The least of those costs. */
  readonly least: number;
  /** Products in the ranges, some perhaps counted twice. */
  readonly count: number;
}

const wantedOf = (core: Core, word: string, typos: boolean): Wanted => {
  const costs = new Uint16Array(core.words.length);
  const near = typos && word.length >= TYPO_MIN_LETTERS - 1 && /^\p{L}+$/u.test(word);
  const exact = prefixRange(core.words, word);
  const ranges = near ? [...typoRanges(core.words, word), exact] : [exact];
  let count = 0;
  // The exact stretch comes last and so has the last word.
  for (const range of ranges) {
    costs.fill(1 + COST.prefix + (range === exact ? 0 : COST.typo), range[0], range[1]);
    count += (core.offsets[range[1]] ?? 0) - (core.offsets[range[0]] ?? 0);
  }
  const whole = core.words[exact[0]] === word;
  if (whole) costs[exact[0]] = 1;
  const nearest = exact[0] < exact[1] ? COST.prefix : COST.prefix + COST.typo;
  return { ranges, costs, count, least: whole ? 0 : nearest };
};

const placeCosts = new Uint16Array(4);
placeCosts[PLACE.otherWord] = COST.place;
placeCosts[PLACE.category] = COST.category;

/** What the product's best word for the wanted one costs; infinite when it has none. */
const costIn = (core: Core, slot: number, costs: Uint16Array): number => {
  let least = Number.POSITIVE_INFINITY;
  const end = core.slotOffsets[slot + 1] ?? 0;
  for (let each = core.slotOffsets[slot] ?? 0; each < end; each += 1) {
    const entry = core.slotWords[each] ?? 0;
    const cost = costs[entry >>> 2] ?? NO_MATCH;
    if (cost === NO_MATCH) continue;
    const total = cost - 1 + (placeCosts[entry & 3] ?? 0);
    if (total < least) least = total;
  }
  return least;
};

/** Keeps the `limit` smallest keys, in order. */
class Best {
  readonly found: { key: number; product: Product }[] = [];
  /** Keys from here on are not wanted any more. */
  worst = Number.POSITIVE_INFINITY;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(key: number, product: Product): void {
    let at = this.found.length;
    while (at > 0 && (this.found[at - 1]?.key ?? 0) > key) at -= 1;
    this.found.splice(at, 0, { key, product });
    if (this.found.length > this.#limit) this.found.pop();
    if (this.found.length === this.#limit) this.worst = this.found.at(-1)?.key ?? 0;
  }
}

const rankWords = (
  layer: Layer,
  words: readonly string[],
  typos: boolean,
  best: Best,
  seen: Uint8Array,
): void => {
  const { core, live, products } = layer;
  const wanted = words.map((word) => wantedOf(core, word, typos));
  const rarest = wanted.reduce((least, each) => (each.count < least.count ? each : least));
  const least = wanted.reduce((sum, each) => sum + each.least, 0);
  const judge = (slot: number): void => {
    seen[slot] = 1;
    const rank = core.rank[slot] ?? 0;
    let whole = core.nameWords[slot] === words.length;
    let cost = rank >= core.frequent.length ? COST.notFrequent : 0;
    // Most are already beaten before their words are looked at.
    if ((least + cost + (whole ? 0 : COST.notWholeName)) * RANKS + rank >= best.worst) return;
    for (const { costs } of wanted) {
      const each = costIn(core, slot, costs);
      if (each !== 0 && each !== COST.place) whole = false;
      cost += each;
    }
    if (!whole) cost += COST.notWholeName;
    const key = cost * RANKS + rank;
    if (key < best.worst) best.add(key, products[slot] as Product);
  };
  for (const [low, high] of rarest.ranges) {
    const end = core.offsets[high] ?? 0;
    for (let each = core.offsets[low] ?? 0; each < end; each += 1) {
      const slot = core.postings[each] ?? 0;
      if (seen[slot] === 0 && live[slot] === 1) judge(slot);
    }
  }
};

/** Products whose code begins with the word, where no word of theirs did. */
const rankCodes = (layer: Layer, word: string, best: Best, seen: Uint8Array): void => {
  const { codes, codeSlots, rank, frequent } = layer.core;
  const [low, high] = prefixRange(codes, word);
  for (let at = low; at < Math.min(high, low + CODE_MAX_MATCHES); at += 1) {
    const slot = codeSlots[at] ?? 0;
    if (seen[slot] === 1 || layer.live[slot] === 0) continue;
    seen[slot] = 1;
    const place = rank[slot] ?? 0;
    const often = place < frequent.length ? 0 : COST.notFrequent;
    const key = (COST.prefix + COST.place + COST.notWholeName + often) * RANKS + place;
    if (key < best.worst) best.add(key, layer.products[slot] as Product);
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
  for (const layer of layers) {
    const seen = new Uint8Array(layer.products.length);
    rankWords(layer, words, typos, best, seen);
    const only = words.length === 1 ? words[0] : undefined;
    if (only !== undefined && only.length >= CODE_MIN_CHARACTERS) rankCodes(layer, only, best, seen);
  }
  return best.found.map(({ product }) => product);
};

/** Spellings of one bar code: a scanner may send UPC-A with or without the leading zero of EAN-13. */
const spellings = (code: string): string[] => {
  if (/^\d{12}$/.test(code)) return [code, `0${code}`];
  return /^0\d{12}$/.test(code) ? [code, code.slice(1)] : [code];
};

/** Products of exactly this code, inactive ones too. */
export const exactCode = (layer: Layer, code: string): readonly Product[] => {
  const { codes, codeSlots } = layer.core;
  const found: Product[] = [];
  for (const word of spellings(codeWord(code))) {
    if (word === '') continue;
    for (let at = lowerBound(codes, word); codes[at] === word; at += 1) {
      const slot = codeSlots[at] ?? 0;
      if (layer.owned[slot] === 1) found.push(layer.products[slot] as Product);
    }
  }
  return found;
};
