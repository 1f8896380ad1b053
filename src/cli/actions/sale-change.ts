import { voidSale } from '../../app/void-sale.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { whoApproves } from '../person.ts';
import { unwrap } from '../unwrap.ts';
import { jobView, registeredView } from '../views.ts';
import { tillOf } from './till.ts';

interface VoidFlags extends PersonFlags, OutputFlags {
  readonly reason: string;
  readonly approver?: string;
}

export const undoSale = (context: CliContext, reference: string, flags: VoidFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const user = await context.asPerson(opened, flags, 'sale.list');
    const approver = await whoApproves(context, opened, flags.approver, 'sale.void');
    const request = { sale: reference, reason: flags.reason, approver };
    const voided = unwrap(await voidSale(services, user, request));
    context.present(
      { data: registeredView(voided), text: () => context.messages.cli.sale.voided(voided.number) },
      flags,
    );
  });

export const reprintSale = (
  context: CliContext,
  reference: string,
  flags: PersonFlags & OutputFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const user = await context.asPerson(opened, flags, 'sale.reprint');
    const sale = unwrap(await services.sales.show(reference));
    const till = await tillOf(services, config.till);
    const job = unwrap(await services.spool.reprint(sale.id, till.id, user.id));
    context.present(
      { data: jobView(job), text: () => context.messages.cli.sale.queued(sale.number, job.copy) },
      flags,
    );
  });
