import { webhookPost } from '../../adapters/http/webhook-post.ts';
import { keepSending, type Sent, sendAllDue } from '../../app/send-webhooks.ts';
import type { Services } from '../../app/services.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { attemptsTo, outageTo } from './serve.ts';

const portsOf = ({ outbox, ids }: Services) => ({ outbox, ids, post: webhookPost() });

/** Sends what is due, without a word. */
export const sendOnce = (services: Services): Promise<Sent> => sendAllDue(portsOf(services), () => undefined);

/** Sends what is due and ends, or stays and sends what becomes due; several may run at once. */
export const sendWebhooks = (
  context: CliContext,
  flags: ConfigFlags & OutputFlags & { readonly watch?: boolean },
): Promise<void> =>
  context.withServices(
    flags,
    async ({ services, log }) => {
      const told = attemptsTo(log, null);
      if (!flags.watch) {
        const { delivered, failed } = await sendAllDue(portsOf(services), told);
        const { sent } = context.messages.cli.webhook;
        const data = { entregadas: delivered, con_falla: failed };
        return context.present({ data, text: () => sent(delivered, failed) }, flags);
      }
      const ending = new AbortController();
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
        process.once(signal, () => ending.abort());
      log.event('webhook.watch');
      await keepSending(portsOf(services), told, { signal: ending.signal, onOutage: outageTo(log) });
      log.event('webhook.end');
    },
    { service: true },
  );
