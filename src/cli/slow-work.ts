/** Milliseconds after which people are told that something is going on. */
const PATIENCE = 1_000;

/** Says so when a work takes longer than people wait without a word. */
export const tellWhenSlow = async <T>(work: Promise<T>, tell: () => void): Promise<T> => {
  const timer = setTimeout(tell, PATIENCE);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
};
