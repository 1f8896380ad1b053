/** What another machine needs to become a till of this store. Whoever holds it can sell until it is used. */
export interface Invitation {
  /** Code of the till. */
  readonly till: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly account: string;
  /** Good until the till has chosen its own. */
  readonly password: string;
  /** The authority that vouches for the server, in PEM; null: one that every system knows. */
  readonly ca: string | null;
  readonly encrypted: boolean;
}

const VERSION = 1;

/** As it is written to a file. */
export const invitationView = (one: Invitation) => ({
  invitacion_de_caja: VERSION,
  caja: one.till,
  servidor: one.host,
  puerto: one.port,
  base: one.database,
  cuenta: one.account,
  clave: one.password,
  autoridad: one.ca,
  cifrada: one.encrypted,
});

/** Reads what {@link invitationView} wrote; null when it is none. */
export const toInvitation = (raw: Readonly<Record<string, unknown>>): Invitation | null => {
  const text = (key: string): string | null =>
    typeof raw[key] === 'string' && raw[key] !== '' ? raw[key] : null;
  const [till, host, database, account, password] = ['caja', 'servidor', 'base', 'cuenta', 'clave'].map(text);
  const port = raw.puerto;
  const ca = raw.autoridad === null ? null : text('autoridad');
  const whole =
    raw.invitacion_de_caja === VERSION &&
    typeof port === 'number' &&
    Number.isInteger(port) &&
    port > 0 &&
    port < 65_536 &&
    typeof raw.cifrada === 'boolean' &&
    (raw.autoridad === null || ca !== null);
  if (!whole || !till || !/^\d{3}$/.test(till) || !host || !database || !account || !password) return null;
  return { till, host, port, database, account, password, ca, encrypted: raw.cifrada === true };
};
