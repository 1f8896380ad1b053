import { businessDay } from '../domain/business-time.ts';
import { type ErrorParams, type PosError, posError } from '../domain/errors.ts';
import { fullName } from '../domain/family.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import {
  type CardHolder,
  type DeadCard,
  judgeCard,
  type Restriction,
  type Served,
  type WithoutCard,
} from '../domain/student.ts';
import type { Families } from './ports/families.ts';
import type { Cards, Clock } from './ports.ts';

interface CardPorts {
  readonly cards: Cards;
  readonly clock: Clock;
}
interface StudentPorts {
  readonly families: Pick<Families, 'student'>;
}

/**
 * What the child must not eat, for a refusal: the card is out of use, the allergy is not, and the cashier may be about
 * to sell without the checks that a card would bring.
 */
const caution = (restrictions: readonly Restriction[]): ErrorParams =>
  restrictions.length === 0
    ? {}
    : { restricciones: restrictions.map(({ kind, severity }) => `${kind} (${severity})`).join(', ') };

/** Why a card cannot be paid with. */
export const deadCardRefusal = (
  { number, state, expiredOn }: DeadCard,
  restrictions: readonly Restriction[] = [],
): PosError =>
  expiredOn === null
    ? posError('TARJETA_NO_ACTIVA', { numero: number, estado: state, ...caution(restrictions) })
    : posError('TARJETA_VENCIDA', { numero: number, vencimiento: expiredOn, ...caution(restrictions) });

/** The holder of a card that may be used today; a blocked, expired or unknown card is refused, saying which. */
export const findCard = async ({ cards, clock }: CardPorts, number: string): Promise<Result<CardHolder>> => {
  const found = await cards.find(number.trim());
  if (!found.ok) return found;
  const dead = judgeCard(found.value, businessDay(clock.now()));
  return dead ? fail(deadCardRefusal(dead, found.value.restrictions)) : found;
};

/** A student who is served by name: nothing is paid by card. ESTUDIANTE_INEXISTENTE, CLIENTE_INACTIVO. */
export const serveStudent = async (
  { families }: StudentPorts,
  studentId: number,
  deadCard: DeadCard | null = null,
): Promise<Result<WithoutCard>> => {
  const found = await families.student(studentId);
  if (!found.ok) return found;
  const { id, grade, photo, clientId, clientName, active, clientActive } = found.value;
  const restrictions = found.value.restrictions.filter((one) => one.active);
  if (!active || !clientActive) return fail(posError('CLIENTE_INACTIVO', caution(restrictions)));
  const studentName = fullName(found.value);
  return ok({ studentId: id, studentName, grade, photo, clientId, clientName, restrictions, deadCard });
};

/** Who is served with a card that was read: also the holder of one out of use, who then pays by other means. */
export const serveCard = async (ports: CardPorts & StudentPorts, number: string): Promise<Result<Served>> => {
  const found = await ports.cards.find(number.trim());
  if (!found.ok) return found;
  const dead = judgeCard(found.value, businessDay(ports.clock.now()));
  return dead ? serveStudent(ports, found.value.studentId, dead) : found;
};
