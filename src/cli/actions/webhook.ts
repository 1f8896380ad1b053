import { changeSubscription, retryDeliveries, subscribe } from '../../app/webhooks.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Delivery, DeliveryState, Subscription } from '../../domain/webhook.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { deliveryView, subscriptionView } from '../views-api.ts';
import { sendOnce } from './webhook-send.ts';

type Flags = PersonFlags & OutputFlags;

/** The secret goes to standard output, once: it is the answer of this command. */
export const createWebhook = (
  context: CliContext,
  url: string,
  flags: Flags & { readonly event: readonly string[]; readonly allowPrivate?: boolean },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const actor = await context.asPerson(opened, flags, 'webhook.edit');
    const wanted = {
      uuid: services.ids.uuid(),
      url,
      events: flags.event,
      allowsPrivate: flags.allowPrivate === true,
    };
    const made = unwrap(await subscribe(services, { actor, grant: null }, wanted));
    const t = context.messages.cli.webhook;
    context.present(
      {
        data: { ...subscriptionView(made.subscription), secreto: made.secret },
        text: () => t.created(made.subscription.id, made.subscription.url, made.secret),
      },
      flags,
    );
  });

const columnsOf = (context: CliContext): Column<Subscription>[] => {
  const t = context.messages.cli.webhook;
  return [
    { title: 'ID', value: (one) => String(one.id) },
    { title: t.columns.url, value: (one) => one.url, shrinks: true },
    { title: t.columns.events, value: (one) => one.events.join(' '), shrinks: true },
    { title: t.columns.state, value: (one) => one.state },
    { title: t.columns.pending, value: (one) => String(one.pending), align: 'right' },
    { title: t.columns.givenUp, value: (one) => String(one.givenUp), align: 'right' },
    {
      title: t.columns.failures,
      value: (one) => (one.failures > 0 ? t.failing(one.failures, one.failingSince ?? '') : ''),
      shrinks: true,
    },
    { title: t.columns.reason, value: (one) => one.reason ?? '', shrinks: true },
  ];
};

export const listWebhooks = (context: CliContext, flags: Flags): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const found = await services.webhooks.list();
    const rows = found.map(subscriptionView);
    const { none } = context.messages.cli.webhook;
    context.present(
      {
        data: rows,
        rows: rows.map((row) => ({ ...row, eventos: row.eventos.join(' ') })),
        text: (width) => (found.length === 0 ? none : table(found, columnsOf(context), width)),
      },
      flags,
    );
  });

const act = (
  context: CliContext,
  id: number,
  flags: Flags,
  what: 'remove' | 'enable',
  say: (id: number) => string,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'webhook.edit');
    const done = unwrap(await changeSubscription(opened.services, { actor, grant: null }, what, id));
    context.present({ data: { id_suscripcion: done }, text: () => say(done) }, flags);
  });

export const deleteWebhook = (context: CliContext, id: number, flags: Flags): Promise<void> =>
  act(context, id, flags, 'remove', context.messages.cli.webhook.deleted);

export const enableWebhook = (context: CliContext, id: number, flags: Flags): Promise<void> =>
  act(context, id, flags, 'enable', context.messages.cli.webhook.enabled);

/** Sends a message that says nothing, now, and tells what came of it. Throws AVISO_NO_ENTREGADO {causa}. */
export const testWebhook = (context: CliContext, id: number, flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const actor = await context.asPerson(opened, flags, 'webhook.edit');
    const queued = unwrap(await changeSubscription(services, { actor, grant: null }, 'test', id));
    await sendOnce(services);
    const tried = unwrap(await services.webhooks.delivery(queued));
    const { arrived, held } = context.messages.cli.webhook;
    // Another sender may have taken it first, and still be at it.
    if (tried.error !== null)
      throw new PosFailure(posError('AVISO_NO_ENTREGADO', { causa: tried.error, entrega: tried.id }));
    const text = tried.state === 'entregada' ? arrived(tried.url, tried.status ?? 0) : held(tried.id);
    context.present({ data: deliveryView(tried), text: () => text }, flags);
  });

export const listDeliveries = (
  context: CliContext,
  flags: Flags & { readonly webhook?: number; readonly state?: DeliveryState; readonly limit?: number },
): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const found = await services.webhooks.deliveries({
      ...(flags.webhook === undefined ? {} : { subscriptionId: flags.webhook }),
      ...(flags.state === undefined ? {} : { state: flags.state }),
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    });
    const t = context.messages.cli.webhook;
    const rows = found.map(deliveryView);
    const columns: Column<Delivery>[] = [
      { title: 'ID', value: (one) => String(one.id) },
      { title: t.columns.created, value: (one) => one.createdAt },
      { title: t.columns.type, value: (one) => one.type },
      { title: t.columns.url, value: (one) => one.url, shrinks: true },
      { title: t.columns.state, value: (one) => one.state },
      { title: t.columns.attempts, value: (one) => String(one.attempts), align: 'right' },
      {
        title: t.columns.next,
        value: (one) => (one.state === 'pendiente' ? one.nextAttempt : ''),
      },
      { title: t.columns.error, value: (one) => one.error ?? '', shrinks: true },
    ];
    context.present(
      {
        data: rows,
        rows,
        text: (width) => (found.length === 0 ? t.noDeliveries : table(found, columns, width)),
      },
      flags,
    );
  });

/** One message by its id, or `all` that wait or were given up: due at once. */
export const retryWebhooks = (context: CliContext, which: number | 'all', flags: Flags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'webhook.edit');
    const by = { actor, grant: null };
    const count = unwrap(await retryDeliveries(opened.services, by, which === 'all' ? null : which));
    context.present({ data: { cuenta: count }, text: () => context.messages.cli.webhook.due(count) }, flags);
  });
