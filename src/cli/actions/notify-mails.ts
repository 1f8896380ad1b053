import { smtpSender } from '../../adapters/mail/sender.ts';
import type { SmtpSetting } from '../../adapters/mail/setting.ts';
import type { Delivery } from '../../app/ports/mail.ts';
import { businessDay } from '../../domain/business-time.ts';
import { isEmail } from '../../domain/email.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { NoticeKind } from '../../domain/notice.ts';
import type { Store } from '../../domain/user.ts';
import { noticeMail, sampleNotices, testMail } from '../../i18n/es/mail.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { dailyMail, drawn } from '../mail-drawing.ts';
import type { OutputFlags } from '../output.ts';
import { smtpOf } from './notify.ts';

/** What a mail of a kind looks like, with made-up data and the store's own name; the summary with today's figures. */
export const previewMail = (
  context: CliContext,
  kind: NoticeKind,
  flags: ConfigFlags & OutputFlags & { readonly html?: boolean },
): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const store = await services.stores.store();
    const mail =
      kind === 'resumen_diario'
        ? await dailyMail(services, store, businessDay(services.clock.now(), store.dayCutMinutes))
        : drawn(noticeMail(kind, sampleNotices[kind]), store);
    context.present(
      {
        data: { tipo: kind, asunto: mail.subject, texto: mail.text, html: mail.html },
        text: () => (flags.html ? mail.html : `${mail.subject}\n\n${mail.text}`).trimEnd(),
      },
      flags,
    );
  });

/** Whether the server can be reached, is who it says, and knows us. Nothing is sent. */
export const checkSmtp = async (setting: SmtpSetting): Promise<Delivery> => {
  const sender = smtpSender(setting, '');
  try {
    return await sender.check();
  } finally {
    sender.close();
  }
};

/** Sends one mail at once, past the queue. */
export const sendTest = async (
  setting: SmtpSetting,
  store: Store,
  to: string,
  seed: string,
): Promise<Delivery> => {
  const sender = smtpSender(setting, store.name);
  try {
    return await sender.send({ ...drawn(testMail(store.name), store), to, seed });
  } finally {
    sender.close();
  }
};

/** Throws CORREO with what the server said. */
export const testAddress = (
  context: CliContext,
  address: string,
  flags: ConfigFlags & OutputFlags,
): Promise<void> => {
  if (!isEmail(address)) throw new PosFailure(posError('EMAIL_INVALIDO', { valor: address }));
  const setting = smtpOf(context.config(flags));
  return context.withServices(flags, async ({ services }) => {
    const seed = `prueba-${services.ids.uuid()}`;
    const delivery = await sendTest(setting, await services.stores.store(), address, seed);
    if (delivery.kind !== 'sent') throw new PosFailure(posError('CORREO', { causa: delivery.reason }));
    context.present(
      {
        data: { destinatario: address, enviado: true },
        text: () => context.messages.notify.testSent(address),
      },
      flags,
    );
  });
};
