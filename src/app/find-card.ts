import { businessDay } from '../domain/business-time.ts';
import { posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import type { CardHolder } from '../domain/student.ts';
import type { Cards, Clock } from './ports.ts';

/**
 * What the child must not eat, for the refusal of a card: the card is out of use, the allergy is not, and the
 * cashier is about to sell without the checks that the card would bring.
 */
const caution = ({ restrictions }: CardHolder): { restricciones?: string } =>
  restrictions.length === 0
    ? {}
    : { restricciones: restrictions.map(({ kind, severity }) => `${kind} (${severity})`).join(', ') };

/** The holder of a card that may be used today; a blocked, expired or unknown card is refused, saying which. */
export const findCard = async (
  { cards, clock }: { cards: Cards; clock: Clock },
  number: string,
): Promise<Result<CardHolder>> => {
  const found = await cards.find(number.trim());
  if (!found.ok) return found;
  const { cardNumber, cardState, expiresOn } = found.value;
  if (cardState !== 'Activa')
    return fail(
      posError('TARJETA_NO_ACTIVA', { numero: cardNumber, estado: cardState, ...caution(found.value) }),
    );
  if (expiresOn !== null && expiresOn < businessDay(clock.now()))
    return fail(
      posError('TARJETA_VENCIDA', { numero: cardNumber, vencimiento: expiresOn, ...caution(found.value) }),
    );
  return found;
};
