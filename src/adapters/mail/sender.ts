import { createTransport } from 'nodemailer';
import type { Delivery, MailSender, OutgoingMail } from '../../app/ports/mail.ts';
import { isEmail } from '../../domain/email.ts';
import { oneLine } from '../../domain/receipt-text.ts';
import { deliveryOf } from './fault.ts';
import type { SmtpSetting } from './setting.ts';

/** Milliseconds. A mail as a whole ends in time for its sender to say what became of it (app/send-mail.ts). */
const LIMITS = { connect: 15_000, greeting: 15_000, silence: 30_000, mail: 60_000, idle: 20_000 };

const optionsOf = (setting: SmtpSetting, limits: typeof LIMITS) => ({
  pool: true as const,
  maxConnections: setting.lanes,
  maxMessages: Number.POSITIVE_INFINITY,
  // Sent again within the library, a mail could arrive twice without anybody having decided it.
  maxRequeues: 0,
  idleTimeout: limits.idle,
  host: setting.host,
  port: setting.port,
  secure: setting.security === 'tls',
  requireTLS: setting.security === 'starttls',
  ignoreTLS: setting.security === 'none',
  ...(setting.user === null ? {} : { auth: { user: setting.user, pass: setting.password ?? '' } }),
  connectionTimeout: limits.connect,
  greetingTimeout: limits.greeting,
  dnsTimeout: limits.connect,
  socketTimeout: limits.silence,
  tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
  disableFileAccess: true,
  disableUrlAccess: true,
  logger: false,
});

/**
 * Sends by one SMTP server, over lines that are kept open while there is something to send. Certificates are verified.
 * @param name that readers see beside the address
 * @param limits in milliseconds
 */
export const smtpSender = (
  setting: SmtpSetting,
  name: string,
  limits: Partial<typeof LIMITS> = {},
): MailSender => {
  const times = { ...LIMITS, ...limits };
  const transport = createTransport(optionsOf(setting, times));
  const secrets = [setting.password];
  const domain = setting.from.slice(setting.from.lastIndexOf('@') + 1);

  const send = async ({ to, subject, text, html, seed, files = [] }: OutgoingMail): Promise<Delivery> => {
    // The library would make the best of it.
    if (!isEmail(to)) return { kind: 'refused', reason: 'EMAIL_INVALIDO' };
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new Error('Timeout')), times.mail);
    try {
      await transport.sendMail({
        from: { name: oneLine(name), address: setting.from },
        to: { name: '', address: to },
        subject: oneLine(subject),
        text,
        html,
        messageId: `<${seed}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: files.map((file) => ({
          filename: file.name,
          contentType: file.type,
          content: Buffer.from(file.content),
        })),
        signal: limit.signal,
      });
      return { kind: 'sent' };
    } catch (error) {
      return deliveryOf(error, secrets);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    send,
    check: async () => {
      try {
        await transport.verify();
        return { kind: 'sent' };
      } catch (error) {
        return deliveryOf(error, secrets);
      }
    },
    close: () => transport.close(),
    lanes: setting.lanes,
    perMinute: setting.perMinute,
  };
};
