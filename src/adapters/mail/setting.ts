import { isEmail } from '../../domain/email.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

/** How the line to the mail server is secured: asked for on the line, from the start, or not at all. */
export type SmtpSecurity = 'starttls' | 'tls' | 'none';

export interface SmtpSetting {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly user: string | null;
  readonly password: string | null;
  /** Address that the mails come from. */
  readonly from: string;
  readonly lanes: number;
  readonly perMinute: number | null;
}

export interface SmtpTexts {
  readonly url: string | null;
  readonly password: string | null;
  readonly from: string | null;
}

const PORTS = { starttls: 587, tls: 465, none: 25 } as const;
const MOST_LANES = 10;

/** A whole number of an address's parameters; undefined where it is none. */
const counted = (text: string | null, otherwise: number | null, most: number): number | null | undefined => {
  if (text === null) return otherwise;
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
};

const decoded = (part: string): string | null => {
  try {
    return part === '' ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
};

/**
 * `smtp://user:password@server:587` asks for STARTTLS and goes on only with it, `smtps://…:465` speaks TLS from the start,
 * `smtp://server:25?tls=none` does neither. `lanes`: connections at once; `per_minute`: mails.
 * Null: no server is set. The failure is a key of the table of configuration details.
 */
export const parseSmtp = ({
  url: text,
  password,
  from,
}: SmtpTexts): Result<SmtpSetting | null, { field: 'url' | 'from'; detail: string }> => {
  if (text === null) return ok(null);
  const wrong = fail({ field: 'url' as const, detail: 'smtp_url' });
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname))
    return wrong;
  const known = [...url.searchParams.keys()].every((key) => ['tls', 'lanes', 'per_minute'].includes(key));
  const tls = url.searchParams.get('tls');
  if (!known || (tls !== null && (tls !== 'none' || url.protocol === 'smtps:'))) return wrong;
  const lanes = counted(url.searchParams.get('lanes'), 2, MOST_LANES);
  const perMinute = counted(url.searchParams.get('per_minute'), null, 10_000);
  if (!lanes || perMinute === undefined) return wrong;
  const security = url.protocol === 'smtps:' ? 'tls' : tls === 'none' ? 'none' : 'starttls';
  const user = decoded(url.username);
  const sender = from ?? user ?? '';
  if (!isEmail(sender)) return fail({ field: 'from' as const, detail: 'smtp_remitente' });
  return ok({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || PORTS[security]),
    security,
    user,
    password: password ?? decoded(url.password),
    from: sender,
    lanes,
    perMinute,
  });
};

/** The address again, with its password in it. */
export const smtpUrl = (setting: Omit<SmtpSetting, 'from'>): string => {
  const url = new URL(`${setting.security === 'tls' ? 'smtps' : 'smtp'}://${setting.host}:${setting.port}`);
  if (setting.user !== null) url.username = encodeURIComponent(setting.user);
  if (setting.password !== null) url.password = encodeURIComponent(setting.password);
  if (setting.security === 'none') url.searchParams.set('tls', 'none');
  return url.href;
};

/** Where mail goes, without any secret. */
export const smtpPlace = ({ host, port, security }: SmtpSetting): string =>
  `${security === 'tls' ? 'smtps' : 'smtp'}://${host}:${port}${security === 'none' ? '?tls=none' : ''}`;
