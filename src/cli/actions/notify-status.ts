import { smtpPlace } from '../../adapters/mail/setting.ts';
import type { MailState } from '../../app/ports/mail.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { CliContext } from '../context.ts';
import { pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { mailColumns, mailView } from '../views-mail.ts';
import type { NotifyFlags } from './notify.ts';

/** What has not arrived, the failed first. */
const OPEN: readonly MailState[] = ['fallida', 'pendiente', 'enviando'];

/** The state of the queue: how many of each, how long the oldest waits, and what has not arrived with its reason. */
export const notifyStatus = (context: CliContext, flags: NotifyFlags): Promise<void> =>
  context.withServices(flags, async ({ services, config }) => {
    const { states: names, status: t } = context.messages.notify;
    const counts = await services.mail.counts();
    const limit = flags.limit ?? 50;
    const lists = await Promise.all(OPEN.map((state) => services.mail.list({ states: [state], limit })));
    const open = lists.flat().slice(0, limit);
    const rows = open.map(mailView);
    const place = config.smtp ? smtpPlace(config.smtp) : null;
    // Mails that were put off wait, too, but not for whoever sends.
    const [next] = lists
      .flat()
      .flatMap(({ state, nextAt }) => (state === 'pendiente' && nextAt ? [nextAt] : []))
      .sort();
    const nothingDue = counts.states.pendiente > 0 && next !== undefined ? t.later(next) : t.nobody;
    const oldest =
      counts.oldestSeconds === null ? nothingDue : t.minutes(Math.floor(counts.oldestSeconds / 60));
    context.present(
      {
        data: {
          servidor: place,
          remitente: config.smtp?.from ?? null,
          cuentas: counts.states,
          por_enviar: counts.due,
          espera_segundos: counts.oldestSeconds,
          proximo_intento: next ?? null,
          ultimo_envio: counts.lastSentAt,
          correos: rows,
        },
        rows,
        text: (width) => {
          const head = pairs([
            [t.server, place ?? t.noServer],
            ...Object.entries(names)
              .filter(([state]) => counts.states[state as MailState] > 0)
              .map(([state, name]) => [name, String(counts.states[state as MailState])] as const),
            [t.oldest, oldest],
            [t.last, counts.lastSentAt ?? t.never],
          ]);
          return open.length === 0 ? head : `${head}\n\n${table(open, mailColumns(context), width)}`;
        },
      },
      flags,
    );
  });

/** `all`, or the number of one. */
const whichOf = (text: string): number | null => {
  if (text === 'all') return null;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new PosFailure(posError('CORREO_INEXISTENTE', { correo: text }));
  return Number(text);
};

/** Makes failed mails due again; the next sending takes them. */
export const notifyRetry = (context: CliContext, which: string, flags: NotifyFlags): Promise<void> => {
  const id = whichOf(which);
  return context.withServices(flags, async ({ services }) => {
    const count = unwrap(await services.mail.retry(id));
    context.present({ data: { correos: count }, text: () => context.messages.notify.retried(count) }, flags);
  });
};
