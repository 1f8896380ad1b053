import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Piece, piecesOf } from '../../src/adapters/db/report-spans.ts';
import { addDays, daysBetween } from '../../src/domain/business-time.ts';

const FIRST = '2024-01-15';
const day = fc.integer({ min: 0, max: 1_000 }).map((days) => addDays(FIRST, days));

/** How often each day is counted, by the pieces: a month has all its days. */
const counted = (pieces: readonly Piece[]): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { of, from, to, sign } of pieces) {
    const end = of === 'days' ? to : addDays(`${addDays(to, 31).slice(0, 7)}-01`, -1);
    for (let at = from; at <= end; at = addDays(at, 1)) times.set(at, (times.get(at) ?? 0) + sign);
  }
  return times;
};

const daysRead = (pieces: readonly Piece[]): number =>
  pieces.filter(({ of }) => of === 'days').reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);

describe('a period as months and days', () => {
  it('counts each of its days once, and no other that has sums', () => {
    fc.assert(
      fc.property(day, day, fc.option(day), (one, other, last) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const wanted: [string, number][] = [];
        for (let at = from; at <= to; at = addDays(at, 1))
          if (last === null || at <= last) wanted.push([at, 1]);
        const found = [...counted(piecesOf(from, to, last))]
          .filter(([at, times]) => times !== 0 && (last === null || at <= last))
          .sort();
        expect(found).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  it('never reads more than half a month of days at either end', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(daysRead(piecesOf(from, to, null))).toBeLessThanOrEqual(31);
      }),
    );
  });

  it('takes the year until today as whole months, and one day as itself', () => {
    expect(piecesOf('2025-12-01', '2026-11-26', '2026-11-26')).toEqual([
      { of: 'months', from: '2025-12-01', to: '2026-11-01', sign: 1 },
    ]);
    expect(piecesOf('2026-11-26', '2026-11-26', '2026-11-26')).toEqual([
      { of: 'days', from: '2026-11-26', to: '2026-11-26', sign: 1 },
    ]);
  });
});
