import { reprintPaper, reprintReturn } from '../../app/reprint.ts';
import { returnSale, voidSale } from '../../app/return-sale.ts';
import { posError } from '../../domain/errors.ts';
import { formatGsWithUnit } from '../../domain/money.ts';
import type { ReturnLine, StoredReturn } from '../../domain/returns.ts';
import { confirm } from '../confirm.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { whoApproves } from '../person.ts';
import { unwrap } from '../unwrap.ts';
import { jobView } from '../views.ts';
import { returnView } from '../views-return.ts';
import { chooseForInvoice, type InvoiceChoice, settleInvoice } from './invoice-undo.ts';
import { saleOf } from './references.ts';
import { tillOf } from './till.ts';

interface VoidFlags extends PersonFlags, OutputFlags {
  readonly reason: string;
  readonly approver?: string;
  readonly cash?: boolean;
  readonly yes?: boolean;
  readonly invoice?: InvoiceChoice;
}

/** The sale, who acts on it with whose approval, and the request's head. */
const begin = async (
  context: CliContext,
  opened: Opened,
  reference: string,
  flags: VoidFlags,
  permission: 'sale.void' | 'sale.return',
) => {
  const { services, config } = opened;
  const actor = await context.asPerson(opened, flags, 'sale.list');
  const sale = await saleOf(opened, reference);
  const till = await tillOf(services, config.till);
  if (flags.reason.trim() === '') unwrap({ ok: false, error: posError('MOTIVO_REQUERIDO') });
  const { askVoid, askReturn } = context.messages.cli.returns;
  const isVoid = permission === 'sale.void';
  await confirm(
    (isVoid ? askVoid : askReturn)(
      sale.number,
      sale.date,
      formatGsWithUnit(sale.total),
      sale.student ?? sale.client,
    ),
    flags,
  );
  const kind = isVoid ? 'Anulacion' : 'Devolucion';
  const choice = await chooseForInvoice(context, opened, sale, kind, flags);
  const wanted = { permission, reference: String(sale.id), reason: flags.reason };
  const grant = await whoApproves(context, opened, actor, flags.approver, wanted);
  return {
    choice,
    by: { actor, grant: grant?.id ?? null },
    request: {
      uuid: services.ids.uuid(),
      saleId: sale.id,
      tillId: till.id,
      reason: flags.reason,
      cardToCash: flags.cash === true,
    },
  };
};

/** What goes back by which method, in one line. */
const moneyBack = (given: StoredReturn): string =>
  given.refunds.map((refund) => `${refund.method} ${formatGsWithUnit(refund.amount)}`).join(', ');

export const undoSale = (context: CliContext, reference: string, flags: VoidFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { by, request, choice } = await begin(context, opened, reference, flags, 'sale.void');
    const given = unwrap(await voidSale(opened.services, by, request));
    const t = context.messages.cli.returns;
    await settleInvoice(context, opened, by.actor, given, choice);
    context.present(
      { data: returnView(given), text: () => t.voided(given.saleNumber, moneyBack(given)) },
      flags,
    );
  });

export const giveBack = (
  context: CliContext,
  reference: string,
  flags: VoidFlags & { readonly line: readonly ReturnLine[] },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { by, request, choice } = await begin(context, opened, reference, flags, 'sale.return');
    const given = unwrap(await returnSale(opened.services, by, { ...request, lines: flags.line }));
    await settleInvoice(context, opened, by.actor, given, choice);
    const t = context.messages.cli.returns;
    context.present(
      {
        data: returnView(given),
        text: () => t.returned(given.saleNumber, formatGsWithUnit(given.total), moneyBack(given)),
      },
      flags,
    );
  });

interface ReprintFlags extends PersonFlags, OutputFlags {
  /** The slip of a return, by its id; true: of the last one. Absent: the ticket. */
  readonly return?: number | true;
}

export const reprintSale = (context: CliContext, reference: string, flags: ReprintFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const by = { actor: await context.asPerson(opened, flags, 'sale.reprint'), grant: null };
    const sale = await saleOf(opened, reference);
    const till = await tillOf(services, config.till);
    const { return: given } = flags;
    const job = unwrap(
      given === undefined
        ? await reprintPaper(services, by, { kind: 'sale', id: sale.id }, till.id)
        : await reprintReturn(services, by, sale.id, till.id, given === true ? null : given),
    );
    const { sale: words, returns } = context.messages.cli;
    const queued = given === undefined ? words.queued : returns.slipQueued;
    context.present({ data: jobView(job), text: () => queued(sale.number, job.copy) }, flags);
  });
