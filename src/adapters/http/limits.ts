/** So many at once, and so many a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Keys that are remembered; when there are more, those that are full again go, and then the oldest. */
const MOST_KEYS = 10_000;

export interface Limiter {
  /** Takes one; 0: it was there. Otherwise the seconds until there is one. */
  readonly take: (key: string) => number;
  /** Whether one could be taken now. */
  readonly free: (key: string) => boolean;
}

/** Token buckets by key, in memory. @param now milliseconds, passed in for tests */
export const limiter = ({ burst, perSecond }: Rate, now: () => number = Date.now): Limiter => {
  const buckets = new Map<string, Bucket>();
  const filled = (bucket: Bucket, at: number): number =>
    Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * perSecond);
  const shrink = (at: number): void => {
    for (const [key, bucket] of buckets) if (filled(bucket, at) >= burst) buckets.delete(key);
    for (const key of buckets.keys()) {
      if (buckets.size < MOST_KEYS) return;
      buckets.delete(key);
    }
  };
  return {
    take: (key) => {
      const at = now();
      const known = buckets.get(key);
      const left = known ? filled(known, at) : burst;
      if (!known && buckets.size >= MOST_KEYS) shrink(at);
      if (left < 1) return Math.max(1, Math.ceil((1 - left) / perSecond));
      buckets.set(key, { left: left - 1, at });
      return 0;
    },
    free: (key) => {
      const known = buckets.get(key);
      return !known || filled(known, now()) >= 1;
    },
  };
};
