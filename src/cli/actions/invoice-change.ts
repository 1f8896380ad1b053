import {
  cancelInvoice,
  issueCreditNote,
  reissueInvoice,
  reportUnused,
  resendInvoice,
  withoutNote,
} from '../../app/follow-invoice.ts';
import { reprintPaper } from '../../app/reprint.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { DocumentKind } from '../../domain/invoice/cdc.ts';
import { formatGsWithUnit } from '../../domain/money.ts';
import { type ActingFlags, actingBy } from '../acting.ts';
import type { CliContext } from '../context.ts';
import { unwrap } from '../unwrap.ts';
import { jobView } from '../views.ts';
import { eventView, invoiceView } from '../views-invoice.ts';
import { invoiceOf, saleOf } from './references.ts';
import { tillOf } from './till.ts';

type Reasoned = ActingFlags & { readonly reason: string };

export const cancelOne = (context: CliContext, reference: string, flags: Reasoned): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const one = await invoiceOf(opened, reference);
    const by = await actingBy(context, opened, flags, {
      permission: one.saleVoided ? 'invoice.undo' : 'invoice.cancel',
      reference: `factura:${one.id}`,
      about: flags.reason,
    });
    const event = unwrap(await cancelInvoice(services, by, one, flags.reason));
    context.present(
      { data: eventView(event), text: () => context.messages.cli.invoice.cancelAsked(one.code) },
      flags,
    );
  });

interface UnusedFlags extends Reasoned {
  readonly establishment?: string;
  readonly point?: string;
  readonly kind?: DocumentKind;
}

export const reportNumbers = (
  context: CliContext,
  from: number,
  to: number | undefined,
  flags: UnusedFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const by = await actingBy(context, opened, flags, {
      permission: 'invoice.cancel',
      reference: 'inutilizar',
      about: flags.reason,
    });
    const settings = await services.invoices.settings();
    const till = await tillOf(services, config.till);
    const own = settings?.points.find((point) => point.tillId === till.id);
    const establishment = flags.establishment ?? own?.establishment;
    const point = flags.point ?? own?.point;
    if (!establishment || !point) throw new PosFailure(posError('FACTURA_SIN_PUNTO', { caja: till.code }));
    const range = {
      kind: flags.kind ?? 'factura',
      establishment,
      point,
      from,
      to: to ?? from,
      reason: flags.reason,
    } as const;
    const event = unwrap(await reportUnused(services, by, range));
    context.present(
      { data: eventView(event), text: () => context.messages.cli.invoice.unusedAsked(event.about) },
      flags,
    );
  });

export const resendOne = (context: CliContext, reference: string, flags: ActingFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const one = await invoiceOf(opened, reference);
    const by = await actingBy(context, opened, flags, {
      permission: 'invoice.send',
      reference: `factura:${one.id}`,
      about: one.code,
    });
    const again = unwrap(await resendInvoice(services, by, one));
    const t = context.messages.cli.invoice;
    context.present(
      { data: invoiceView(again), text: () => t.resent(again.code, t.states[again.state]) },
      flags,
    );
  });

export const reissueOne = (context: CliContext, reference: string, flags: ActingFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const one = await invoiceOf(opened, reference);
    const by = await actingBy(context, opened, flags, {
      permission: 'invoice.send',
      reference: `venta:${one.saleId}`,
      about: one.code,
    });
    const till = await tillOf(services, config.till);
    const { invoice, report } = unwrap(await reissueInvoice(services, by, one, till.id));
    const t = context.messages.cli.invoice;
    context.present(
      {
        data: { ...invoiceView(invoice), reporte: report && eventView(report) },
        text: () => [t.reissued(invoice.code), ...(report ? [t.unusedAsked(report.about)] : [])].join('\n'),
      },
      flags,
    );
  });

export const creditSale = (
  context: CliContext,
  reference: string,
  flags: ActingFlags & { readonly return?: number },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const sale = await saleOf(opened, reference);
    const given = await services.returns.ofSale(sale.id);
    const owed = await withoutNote(services, sale.id);
    const found = flags.return === undefined ? owed[0] : given.find(({ id }) => id === flags.return);
    if (!found && flags.return === undefined && given.length > 0)
      throw new PosFailure(posError('NOTA_VIGENTE', { devolucion: given.map(({ id }) => id).join(', ') }));
    if (!found) throw new PosFailure(posError('DEVOLUCION_INEXISTENTE', { devolucion: flags.return ?? '' }));
    const by = await actingBy(context, opened, flags, {
      permission: 'invoice.undo',
      reference: `devolucion:${found.id}`,
      about: sale.number,
    });
    const till = await tillOf(services, config.till);
    const note = unwrap(await issueCreditNote(services, by, found.id, till.id));
    const t = context.messages.cli.invoice;
    const left = owed.filter(({ id }) => id !== found.id).map(({ id }) => id);
    const said = t.credited(note.code, formatGsWithUnit(note.total), found.id);
    context.present(
      {
        data: { ...invoiceView(note), faltan: left },
        text: () =>
          [said, ...(left.length > 0 ? [t.stillOwed(left.join(', '), sale.number)] : [])].join('\n'),
      },
      flags,
    );
  });

export const printInvoice = (context: CliContext, reference: string, flags: ActingFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const by = { actor: await context.asPerson(opened, flags, 'sale.reprint'), grant: null };
    const one = await invoiceOf(opened, reference);
    const till = await tillOf(services, config.till);
    const job = unwrap(await reprintPaper(services, by, { kind: 'invoice', id: one.id }, till.id));
    context.present(
      { data: jobView(job), text: () => context.messages.cli.invoice.printed(one.code, job.copy) },
      flags,
    );
  });
