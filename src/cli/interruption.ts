import { Interrupted } from './prompt.ts';

/**
 * Ctrl-C, or a stop from outside, while something runs that must clear up after itself: `check` throws at the next step
 * instead of the process ending where it is.
 */
export const withInterruption = async <T>(use: (check: () => void) => Promise<T>): Promise<T> => {
  let wanted = false;
  const want = (): void => {
    wanted = true;
  };
  process.on('SIGINT', want);
  process.on('SIGTERM', want);
  try {
    return await use(() => {
      if (wanted) throw new Interrupted();
    });
  } finally {
    process.off('SIGINT', want);
    process.off('SIGTERM', want);
  }
};
