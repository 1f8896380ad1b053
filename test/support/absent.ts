/** A port that a test does not use: touching it fails the test by name. */
export const absent = <T extends object>(name: string): T =>
  new Proxy({} as T, {
    get: (_, property) => {
      if (typeof property === 'symbol' || property === 'then') return undefined;
      throw new Error(`this test has no ${name}.${property}`);
    },
  });
