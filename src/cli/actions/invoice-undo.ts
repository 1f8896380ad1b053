import { undoAfter } from '../../app/follow-invoice.ts';
import { undoInvoice } from '../../app/undo-invoice.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { StoredReturn } from '../../domain/returns.ts';
import type { StoredSale } from '../../domain/sale.ts';
import type { Actor } from '../../domain/user.ts';
import { isYes } from '../confirm.ts';
import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';
import { ask } from '../prompt.ts';
import { tillOf } from './till.ts';

export type InvoiceChoice = 'undo' | 'keep';

interface ChoiceFlags {
  readonly invoice?: InvoiceChoice;
  readonly json?: boolean | undefined;
}

const NO = /^(?:n|no)$/i;

/**
 * What is to become of the invoice of a sale that is about to be voided, or to come back in part: asked at the terminal until it
 * is answered, because neither answer is the harmless one. Null: there is nothing to choose.
 * Throws PosFailure FACTURA_SIN_DECIDIR without a terminal, before anything is changed.
 */
export const chooseForInvoice = async (
  { messages }: CliContext,
  { services }: Opened,
  sale: Pick<StoredSale, 'id' | 'number' | 'voided'>,
  kind: StoredReturn['kind'],
  flags: ChoiceFlags,
): Promise<InvoiceChoice | null> => {
  if (flags.invoice !== undefined || sale.voided) return flags.invoice ?? null;
  const after = await undoAfter(services, { saleId: sale.id, kind });
  if (!after || after.undo === 'done' || after.undo === 'wait') return null;
  const { invoice, undo } = after;
  if (process.stdin.isTTY !== true || flags.json)
    throw new PosFailure(posError('FACTURA_SIN_DECIDIR', { venta: sale.number, numero: invoice.code }));
  for (;;) {
    const typed =
      (await ask(`${messages.screen.question.undoInvoice[undo](invoice.code)} [s/n] `, true)) ?? '';
    if (isYes(typed)) return 'undo';
    if (NO.test(typed.trim())) return 'keep';
  }
};

/** Does with the invoice what was chosen, or says what is left to do. The void or return stands whatever it is. */
export const settleInvoice = async (
  context: CliContext,
  { services, config }: Opened,
  actor: Actor,
  given: StoredReturn,
  choice: InvoiceChoice | null,
): Promise<void> => {
  const after = await undoAfter(services, given);
  if (!after || after.undo === 'done') return;
  const { invoice, undo } = after;
  const { messages, say } = context;
  const t = messages.cli.invoice;
  if (undo === 'wait') return say(t.undoWait(invoice.code, given.saleNumber));
  if (choice !== 'undo') return say(t.undoLater[undo](invoice.code, given.saleNumber));
  const till = await tillOf(services, config.till);
  const wanted = { invoice, undo, returnId: given.id, tillId: till.id, reason: given.reason };
  const done = await undoInvoice(services, { actor, grant: null }, wanted);
  if (!done.ok) return say(messages.errors[done.error.code](done.error.params));
  say(
    undo === 'cancel'
      ? t.cancelAsked(invoice.code)
      : undo === 'report'
        ? t.unusedAsked(invoice.code)
        : t.noted(done.value.code),
  );
};
