import { posError } from '../errors.ts';
import type { Gs } from '../money.ts';
import { fail, ok, type Result } from '../result.ts';
import { checkDocument } from '../ruc.ts';
import { type Receiver, UNNAMED_LIMIT } from './document.ts';
import { plainText } from './text.ts';

/** Field D210, `dNomRec`. */
const NAME = { least: 4, most: 255 };

/** A name is at least four letters to the authority: `Ana` becomes `Cliente Ana`. */
const nameFor = (name: string): string => {
  const plain = plainText(name, NAME.most);
  return [...plain].length >= NAME.least ? plain : `Cliente ${plain}`.trim();
};

/**
 * To whom an invoice of so much is made out: a holder of a RUC, an ID card, or nobody named where the client has neither.
 * Refuses FACTURA_SIN_DOCUMENTO from {@link UNNAMED_LIMIT} on.
 */
export const receiverOf = (
  client: { readonly name: string | null; readonly document: string | null },
  total: Gs,
): Result<Receiver> => {
  const found = checkDocument(client.document ?? '');
  if (found.ok && client.name !== null) {
    const name = nameFor(client.name);
    return ok(
      found.value.includes('-')
        ? { kind: 'ruc', ruc: found.value, name }
        : { kind: 'ci', ci: found.value, name },
    );
  }
  return total < UNNAMED_LIMIT
    ? ok({ kind: 'innominado' })
    : fail(posError('FACTURA_SIN_DOCUMENTO', { maximo: UNNAMED_LIMIT }));
};

/** The holder of a RUC is a legal entity from this number on. */
const FIRST_ENTITY = 80_000_000;

/** 1 natural person, 2 legal entity, by the number of a RUC. */
export const taxpayerTypeOf = (ruc: string): 1 | 2 => (Number.parseInt(ruc, 10) >= FIRST_ENTITY ? 2 : 1);
