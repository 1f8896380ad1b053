import type { Restriction } from './student.ts';

/** A product that touches a restriction of the student: what the red warning must name. */
export interface Conflict {
  readonly productId: number;
  readonly productName: string;
  readonly restriction: Restriction;
  /** Allergen ids that product and restriction share; never empty. */
  readonly allergens: readonly number[];
}

/** How a conflict was answered; stored with the sale. */
export interface Acknowledgement {
  readonly productId: number;
  readonly restrictionId: number;
  /** Id of the manager's approval of a blocking restriction; null where a confirmation or the own role is enough. */
  readonly grant: number | null;
  /** Why a blocking restriction was let through; null where a confirmation is enough. */
  readonly reason: string | null;
}

interface Sellable {
  readonly id: number;
  readonly name: string;
  readonly allergens: readonly number[];
}

/** Every restriction that a product hits, the blocking and the severe ones first. */
export const conflictsOf = (product: Sellable, restrictions: readonly Restriction[]): readonly Conflict[] => {
  const rank = { Severa: 0, Moderada: 1, Leve: 2 } as const;
  return restrictions
    .map((restriction) => ({
      productId: product.id,
      productName: product.name,
      restriction,
      allergens: restriction.allergens.filter((allergen) => product.allergens.includes(allergen)),
    }))
    .filter((conflict) => conflict.allergens.length > 0)
    .sort(
      (a, b) =>
        Number(b.restriction.blocks) - Number(a.restriction.blocks) ||
        rank[a.restriction.severity] - rank[b.restriction.severity],
    );
};

/** The conflicts that nobody has answered yet; a blocking one is answered only with a reason. */
export const unanswered = (
  conflicts: readonly Conflict[],
  given: readonly Acknowledgement[],
): readonly Conflict[] =>
  conflicts.filter(
    (conflict) =>
      !given.some(
        (ack) =>
          ack.productId === conflict.productId &&
          ack.restrictionId === conflict.restriction.id &&
          (!conflict.restriction.blocks || ack.reason !== null),
      ),
  );
