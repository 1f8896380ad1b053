import { fold } from '../../domain/search-core.ts';

/**
 * The items in which every typed word occurs, whatever its accents and capitals.
 * @param of what of an item is searched
 */
export const matching = <T>(
  items: readonly T[],
  text: string,
  of: (item: T) => string | readonly (string | null)[],
): readonly T[] => {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter((item) => {
    const found = of(item);
    const folded = fold(typeof found === 'string' ? found : found.join(' '));
    return words.every((word) => folded.includes(word));
  });
};
