import type { Product } from './product.ts';
import { buildCore, fold, type Layer, wordsOf } from './search-core.ts';
import { bestOf, exactCode } from './search-rank.ts';

/**
 * The catalogue in memory, searched at every key. A value: `update` gives a new one that shares what did not change.
 * The common libraries need ten to a thousand times as long at 100,000 products, or miss codes and second words.
 */
export interface SearchIndex {
  readonly base: Layer;
  /** Products whose words changed since `base` was built; looked up first. */
  readonly recent: Layer;
}

/** More changed words than this and one new index is cheaper than two old ones. */
const MAX_RECENT = 2000;

const layerOf = (products: readonly Product[]): Layer => ({
  products,
  core: buildCore(products),
  live: Uint8Array.from(products, (product) => (product.active ? 1 : 0)),
  owned: new Uint8Array(products.length).fill(1),
});

export const buildIndex = (products: readonly Product[]): SearchIndex => ({
  base: layerOf(products),
  recent: layerOf([]),
});

const sameWords = (a: Product, b: Product): boolean =>
  a.name === b.name &&
  a.code === b.code &&
  a.category === b.category &&
  a.frequent === b.frequent &&
  a.barcodes.length === b.barcodes.length &&
  a.barcodes.every((code, place) => code === b.barcodes[place]);

/** The layer with these products in place of their older selves; those with other words go to `moved`. */
const replaced = (
  layer: Layer,
  changes: ReadonlyMap<number, Product>,
  moved: Map<number, Product>,
): Layer => {
  const products = [...layer.products];
  const live = layer.live.slice();
  const owned = layer.owned.slice();
  for (const [id, product] of changes) {
    const slot = layer.core.slots.get(id);
    const before = slot === undefined ? undefined : products[slot];
    if (slot === undefined || before === undefined || owned[slot] === 0) continue;
    if (sameWords(before, product)) {
      products[slot] = product;
      live[slot] = product.active ? 1 : 0;
      moved.delete(id);
    } else {
      live[slot] = 0;
      owned[slot] = 0;
    }
  }
  return { products, core: layer.core, live, owned };
};

/** The index after these products changed or appeared (the last of two with one id counts). */
export const update = (index: SearchIndex, products: readonly Product[]): SearchIndex => {
  if (products.length === 0) return index;
  const changes = new Map(products.map((product) => [product.id, product]));
  const moved = new Map(changes);
  const base = replaced(index.base, changes, moved);
  const recent = replaced(index.recent, changes, moved);
  if (moved.size === 0) return { base, recent };
  const newer = [...owners(recent).filter((product) => !moved.has(product.id)), ...moved.values()];
  if (newer.length <= MAX_RECENT) return { base, recent: layerOf(newer) };
  return buildIndex([...owners(base), ...newer]);
};

const owners = (layer: Layer): Product[] => layer.products.filter((_, slot) => layer.owned[slot] === 1);

/** Every product, inactive ones too, in no particular order. */
export const allProducts = (index: SearchIndex): readonly Product[] => [
  ...owners(index.recent),
  ...owners(index.base),
];

export const productById = (index: SearchIndex, id: number): Product | undefined => {
  for (const layer of [index.recent, index.base]) {
    const slot = layer.core.slots.get(id);
    if (slot !== undefined && layer.owned[slot] === 1) return layer.products[slot];
  }
  return undefined;
};

/** The frequent products that may be sold, in their order. */
export const frequentProducts = (index: SearchIndex, limit: number): readonly Product[] =>
  [index.recent, index.base]
    .flatMap((layer) =>
      [...layer.core.frequent].flatMap((slot) =>
        layer.live[slot] === 1 ? (layer.products[slot] ?? []) : [],
      ),
    )
    .sort((a, b) => (a.frequent ?? 0) - (b.frequent ?? 0) || a.id - b.id)
    .slice(0, limit);

/** Whether nothing can be found: no product is active. */
export const isEmptyIndex = (index: SearchIndex): boolean =>
  [index.recent, index.base].every((layer) => !layer.live.includes(1));

/**
 * The product of exactly this code or bar code (UPC-A and EAN-13 alike, any case), an active one first. Inactive ones
 * are found too, so that the till can say why it does not sell them.
 */
export const findByCode = (index: SearchIndex, code: string): Product | undefined => {
  const found = [index.recent, index.base].flatMap((layer) => exactCode(layer, code));
  return found.find((product) => product.active) ?? found[0];
};

/**
 * The best matches, best first: exact code, then all words of the query as prefixes of words in any order, then the same
 * with one mistake in words of four letters and more. Frequent products come first among equals. Nothing for an
 * empty query.
 */
export const search = (index: SearchIndex, query: string, limit: number): readonly Product[] => {
  const words = wordsOf(fold(query));
  if (words.length === 0 || limit <= 0) return [];
  const exact = findByCode(index, query);
  const first = exact?.active ? [exact] : [];
  const layers = [index.recent, index.base];
  let found = bestOf(layers, words, limit + 1, false);
  if (found.length < limit) found = bestOf(layers, words, limit + 1, true);
  return [...first, ...found.filter((product) => product !== first[0])].slice(0, limit);
};
