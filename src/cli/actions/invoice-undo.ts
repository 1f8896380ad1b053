import { undoAfter } from '../../app/follow-invoice.ts';
import { undoInvoice } from '../../app/undo-invoice.ts';
import type { StoredReturn } from '../../domain/returns.ts';
import type { Actor } from '../../domain/user.ts';
import { isYes } from '../confirm.ts';
import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';
import { ask } from '../prompt.ts';
import { tillOf } from './till.ts';

/**
 * What becomes of the invoice of a sale that was voided or came back in part: undone if `--invoice undo` or the person at
 * the terminal says so, else said. The void or return stands whatever it is.
 */
export const settleInvoice = async (
  context: CliContext,
  { services, config }: Opened,
  actor: Actor,
  given: StoredReturn,
  flags: { readonly invoice?: 'undo' | 'keep'; readonly json?: boolean | undefined },
): Promise<void> => {
  const after = await undoAfter(services, given);
  if (!after || after.undo === 'done') return;
  const { invoice, undo } = after;
  const { messages, say } = context;
  const t = messages.cli.invoice;
  if (undo === 'wait') return say(t.undoWait(invoice.code, given.saleNumber));
  const asks = flags.invoice === undefined && process.stdin.isTTY === true && !flags.json;
  const typed = asks
    ? await ask(`${messages.screen.question.undoInvoice[undo](invoice.code)} [s/N] `, true)
    : null;
  if (flags.invoice !== 'undo' && !isYes(typed))
    return say(t.undoLater[undo](invoice.code, given.saleNumber));
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
