import type { NodemailerError } from 'nodemailer';
import type { Delivery } from '../../app/ports/mail.ts';

const MOST_REASON = 280;

/** One line without control characters and without a secret, as the queue keeps it and screens show it. */
export const reasonOf = (text: string, secrets: readonly (string | null)[]): string => {
  const forms = secrets.flatMap((secret) =>
    secret ? [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)] : [],
  );
  const clean = forms.reduce((told, form) => told.replaceAll(form, '***'), text);
  return [...clean.replace(/\p{Cc}+/gu, ' ').trim()].slice(0, MOST_REASON).join('');
};

/** Faults of the line before the server has heard of any mail. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
]);
const BEFORE_MAIL = new Set([
  'EDNS',
  'ETLS',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EPROTOCOL',
  'ECONFIG',
  'EPROXY',
]);

/** What Node calls a certificate that does not hold, and a line that is not TLS: nothing was said to the server. */
const UNPROVEN =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CRL_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_)/;

type Fault = NodemailerError & { readonly originalCode?: string; readonly timeoutType?: string };

/** The server said that it will never take this mail for this reader, or not now. */
const answered = (reason: string, code: number): Delivery =>
  code >= 500 ? { kind: 'refused', reason } : { kind: 'deferred', reason, lost: false };

/**
 * What a failure means, for this mail and for others. What the server says to RCPT or DATA is about the mail; to the
 * greeting, to signing in and to our own address it is about us; 421 ends the session whenever it comes. A line that
 * breaks in between leaves open whether the mail arrived.
 */
export const deliveryOf = (error: unknown, secrets: readonly (string | null)[]): Delivery => {
  const fault = (error instanceof Error ? error : new Error(String(error))) as Fault;
  const { command = '', responseCode: code = 0, originalCode = '' } = fault;
  const name = String(fault.code ?? '');
  const reason = reasonOf(fault.response ? String(fault.response) : fault.message, secrets);
  const unavailable: Delivery = { kind: 'unavailable', reason };
  if (command === 'CONN' && UNPROVEN.test(originalCode)) return unavailable;
  if (code === 421 || BEFORE_MAIL.has(name) || UNREACHED.has(originalCode) || UNREACHED.has(name))
    return unavailable;
  // 530 and 535 ask for signing in, wherever they come.
  if (code === 530 || code === 535 || command === 'MAIL FROM') return unavailable;
  if (code >= 400 && (command === 'RCPT TO' || command === 'DATA')) return answered(reason, code);
  if (/greeting|connection timeout/i.test(fault.message)) return unavailable;
  // Refused before it was sent: the address or the text, as we made them.
  if (command === 'API' && (name === 'EENVELOPE' || name === 'EMESSAGE')) return { kind: 'refused', reason };
  return { kind: 'deferred', reason, lost: true };
};
