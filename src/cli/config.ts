import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { StoreConfig } from '../adapters/db/store-config.ts';
import { hostOf, tlsProblem } from '../adapters/db/tls.ts';
import { parseSmtp, type SmtpSetting } from '../adapters/mail/setting.ts';
import { type PosError, posError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { LANGUAGES, type Language } from '../i18n/index.ts';
import type { ThemeName } from '../tui/look.ts';
import { type PhotoMode, photoModeOf } from '../tui/photo/mode.ts';
import { type BackupSettings, backupSettings } from './config-backups.ts';

const THEMES: readonly ThemeName[] = ['dark', 'light', 'basic', 'mono'];

export interface Config extends StoreConfig {
  /** Code of the till, three digits. */
  readonly till: string;
  readonly language: Language;
  readonly theme: ThemeName;
  /** Draw with ASCII only: the terminal's font lacks boxes and bars. */
  readonly ascii: boolean;
  /** How photos of students are shown; null: not at all. */
  readonly photos: PhotoMode | null;
  /** As the printer adapter reads it, e.g. `file:` or `serial:/dev/ttyUSB0?baud=9600`. */
  readonly printer: string;
  /** Where mail goes out; null: nowhere. */
  readonly smtp: SmtpSetting | null;
  readonly sifen: SifenSettings;
  readonly backups: BackupSettings;
  /** The configuration file that was read; null: there is none. */
  readonly file: string | null;
}

/** What invoicing needs of this machine; the rest is the store's and in the database. Null: not set. */
export interface SifenSettings {
  /** Path of the certificate's file. */
  readonly p12: string | null;
  /** Secret. */
  readonly password: string | null;
  /** Secret. */
  readonly csc: string | null;
  /** Address of the service instead of the tax authority's own; and PEM of who vouches for it. */
  readonly url: string | null;
  readonly authority: string | null;
}

/** Settings that came as options of a command; undefined: not given. */
export interface ConfigFlags {
  readonly till?: string | undefined;
  readonly lang?: string | undefined;
  readonly theme?: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration file's content, every value still to be judged. */
export interface FileSettings {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Keys of the configuration file and the variable that overrides each. */
export const FILE_KEYS = {
  home: 'POS_HOME',
  database_url: 'POS_DATABASE_URL',
  database_owner_url: 'POS_DATABASE_OWNER_URL',
  database_report_url: 'POS_DATABASE_REPORT_URL',
  till: 'POS_TILL',
  lang: 'POS_LANG',
  theme: 'POS_THEME',
  printer: 'POS_PRINTER',
  smtp_url: 'POS_SMTP_URL',
  smtp_password: 'POS_SMTP_PASSWORD',
  smtp_from: 'POS_SMTP_FROM',
  sifen_p12: 'POS_SIFEN_P12',
  sifen_p12_password: 'POS_SIFEN_P12_PASSWORD',
  sifen_csc: 'POS_SIFEN_CSC',
  sifen_url: 'POS_SIFEN_URL',
  sifen_ca: 'POS_SIFEN_CA',
  backup_dir: 'POS_BACKUP_DIR',
  backup_keep: 'POS_BACKUP_KEEP',
  backup_key: 'POS_BACKUP_KEY',
  backup_hook: 'POS_BACKUP_HOOK',
  backup_hours: 'POS_BACKUP_HOURS',
} as const;

export type SettingKey = keyof typeof FILE_KEYS;

export const isSettingKey = (text: string): text is SettingKey => Object.hasOwn(FILE_KEYS, text);

/** Settings that are secret as they are; of the others only the password inside an address is. */
export const SECRET_KEYS: ReadonlySet<SettingKey> = new Set<SettingKey>([
  'sifen_p12_password',
  'sifen_csc',
  'smtp_password',
]);

/** What others must not read: a secret, or an address with a password in it. */
export const isSecret = (key: string, value: string): boolean =>
  (SECRET_KEYS as ReadonlySet<string>).has(key) || (URL.canParse(value) && new URL(value).password !== '');

/** `detalle` is a key of the table of details in i18n. */
const refuse = (campo: string, detalle: string, valor = ''): { ok: false; error: PosError } =>
  fail(posError('CONFIGURACION_INVALIDA', { campo, detalle, valor }));

/** Flag, then environment, then file; an empty variable counts as not set. */
const pick = (key: SettingKey, env: Environment, file: FileSettings | null, flag?: string) => {
  const variable = FILE_KEYS[key];
  if (flag !== undefined) return { value: flag, from: `--${key}` };
  if (env[variable]) return { value: env[variable], from: variable };
  const stored = file?.values[key];
  return stored ? { value: stored, from: `${key}` } : null;
};

const oneOf = <T extends string>(
  choices: readonly T[],
  given: { value: string; from: string } | null,
  otherwise: T,
  detail: string,
): Result<T> => {
  if (!given) return ok(otherwise);
  const found = choices.find((choice) => choice === given.value);
  return found ? ok(found) : refuse(given.from, detail, given.value);
};

const databaseUrl = (given: { value: string; from: string } | null): Result<string | null> => {
  if (!given) return ok(null);
  const url = URL.canParse(given.value) ? new URL(given.value) : null;
  const right =
    url && ['mysql:', 'mariadb:'].includes(url.protocol) && url.username !== '' && url.pathname.length > 1;
  if (!right) return refuse(given.from, 'url');
  const line = url.searchParams.has('socket') ? null : tlsProblem(hostOf(url), url.searchParams);
  return line ? refuse(given.from, line) : ok(given.value);
};

/**
 * Dark with 256 colours or more, light where the terminal tells its background, basic on 8-colour consoles,
 * no colour where NO_COLOR asks for none.
 */
const themeOf = (env: Environment): ThemeName => {
  const term = env.TERM ?? '';
  const rich = /truecolor|24bit/.test(env.COLORTERM ?? '') || /256color|kitty|alacritty|ghostty/.test(term);
  if (env.NO_COLOR) return 'mono';
  if (!rich) return 'basic';
  const background = env.COLORFGBG?.split(';').at(-1);
  return background === '7' || background === '15' ? 'light' : 'dark';
};

const asciiOf = (env: Environment): boolean => {
  if (env.POS_ASCII) return env.POS_ASCII !== '0';
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /^(linux|vt\d+|ansi|dumb)$/.test(env.TERM ?? '') || (/\./.test(locale) && !/utf-?8/i.test(locale));
};

const homeOf = (env: Environment, file: FileSettings | null): Result<string> => {
  const given = pick('home', env, file);
  if (given) {
    const path = given.value.replace(/^~(?=\/|$)/, env.HOME || homedir());
    if (path.includes('\0')) return refuse(given.from, 'ruta');
    return ok(resolve(path));
  }
  const data = env.XDG_DATA_HOME;
  const base = data && isAbsolute(data) ? data : join(env.HOME || homedir(), '.local', 'share');
  return ok(join(base, 'cantina-pos'));
};

const absolute = (value: string | undefined, env: Environment): string | null =>
  value === undefined ? null : resolve(value.replace(/^~(?=\/|$)/, env.HOME || homedir()));

/** A secret is never in the refusal. */
const sifenOf = (env: Environment, file: FileSettings | null): Result<SifenSettings> => {
  const url = pick('sifen_url', env, file);
  if (url && !/^https:\/\/[^/\s]+\/?$/.test(url.value)) return refuse(url.from, 'sifen_url', url.value);
  const csc = pick('sifen_csc', env, file);
  if (csc && !/^\S{1,64}$/.test(csc.value)) return refuse(csc.from, 'sifen_csc');
  return ok({
    p12: absolute(pick('sifen_p12', env, file)?.value, env),
    password: pick('sifen_p12_password', env, file)?.value ?? null,
    csc: csc?.value ?? null,
    url: url?.value.replace(/\/$/, '') ?? null,
    authority: absolute(pick('sifen_ca', env, file)?.value, env),
  });
};

/** A refused address is not repeated: there may be a password in it. */
const smtpOf = (env: Environment, file: FileSettings | null): Result<SmtpSetting | null> => {
  const given = {
    url: pick('smtp_url', env, file),
    password: pick('smtp_password', env, file),
    from: pick('smtp_from', env, file),
  };
  const parsed = parseSmtp({
    url: given.url?.value ?? null,
    password: given.password?.value ?? null,
    from: given.from?.value ?? null,
  });
  if (parsed.ok) return parsed;
  const { field, detail } = parsed.error;
  return refuse(given[field]?.from ?? FILE_KEYS[`smtp_${field}`], detail);
};

/** Every setting, judged: CONFIGURACION_INVALIDA {campo, detalle, valor} names the first that cannot be used. */
export const loadConfig = (
  flags: ConfigFlags,
  env: Environment,
  file: FileSettings | null,
): Result<Config> => {
  const home = homeOf(env, file);
  if (!home.ok) return home;
  const url = databaseUrl(pick('database_url', env, file));
  if (!url.ok) return url;
  const ownerUrl = databaseUrl(pick('database_owner_url', env, file));
  if (!ownerUrl.ok) return ownerUrl;
  const reportUrl = databaseUrl(pick('database_report_url', env, file));
  if (!reportUrl.ok) return reportUrl;
  if (ownerUrl.value && !url.value) return refuse('POS_DATABASE_OWNER_URL', 'sin_base');
  if (reportUrl.value && !url.value) return refuse('POS_DATABASE_REPORT_URL', 'sin_base');
  const till = pick('till', env, file, flags.till);
  if (till && !/^\d{1,3}$/.test(till.value)) return refuse(till.from, 'caja', till.value);
  const language = oneOf<Language>(LANGUAGES, pick('lang', env, file, flags.lang), 'es', 'idioma');
  if (!language.ok) return language;
  const theme = oneOf<ThemeName>(THEMES, pick('theme', env, file, flags.theme), themeOf(env), 'tema');
  if (!theme.ok) return theme;
  const sifen = sifenOf(env, file);
  if (!sifen.ok) return sifen;
  const backups = backupSettings((key) => pick(key, env, file), home.value, env.HOME);
  if (!backups.ok) return backups;
  const smtp = smtpOf(env, file);
  if (!smtp.ok) return smtp;
  return ok({
    home: home.value,
    database: url.value
      ? { kind: 'url', url: url.value, ownerUrl: ownerUrl.value, reportUrl: reportUrl.value }
      : { kind: 'private' },
    till: (till?.value ?? '001').padStart(3, '0'),
    language: language.value,
    theme: theme.value,
    ascii: asciiOf(env),
    photos: theme.value === 'mono' ? null : photoModeOf(env),
    printer: pick('printer', env, file)?.value ?? 'file:',
    smtp: smtp.value,
    sifen: sifen.value,
    backups: backups.value,
    file: file?.path ?? null,
  });
};
