import { expect } from 'vitest';
import type { Result } from '../../src/domain/result.ts';

/**
 * Wrong guesses at one name, all at the same moment: how many were compared with the secret, and how many may have
 * been. The waits between two are 1, 2, 4... seconds, so one is, and on a machine so slow that the guesses spread
 * over a second, another.
 */
export const heardOf = async (
  count: number,
  guess: (index: number) => Promise<Result<unknown>>,
): Promise<{ readonly heard: number; readonly allowed: number }> => {
  const began = performance.now();
  const results = await Promise.all(Array.from({ length: count }, (_, index) => guess(index)));
  const seconds = (performance.now() - began) / 1_000;
  const codes = results.map((result) => (result.ok ? 'OK' : result.error.code));
  const heard = codes.filter((code) => code === 'CREDENCIALES_INVALIDAS').length;
  expect(heard).toBeGreaterThan(0);
  expect(codes.filter((code) => code === 'DEMASIADOS_INTENTOS')).toHaveLength(count - heard);
  return { heard, allowed: 1 + Math.floor(Math.log2(seconds + 1)) };
};
