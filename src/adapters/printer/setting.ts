import { isAbsolute, join } from 'node:path';
import { posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SerialSettings } from './devices/serial.ts';
import type { TcpSettings } from './devices/tcp.ts';
import { CODE_PAGES, isCodePage } from './escpos/code-pages.ts';
import { DEFAULT_PROFILE, type PrinterProfile } from './profile.ts';

/*
 * A printer in one string, so that it fits an environment variable:
 *   file:                      text tickets in <home>/tickets; file:/path?format=escpos for raw bytes
 *   serial:/dev/ttyUSB0?baud=9600&flow=rtscts
 *   device:/dev/usb/lp0
 *   tcp://192.168.1.50:9100
 * and after `?`, for each: columns, codepage, table, cut, drawer, answers, kanji.
 */

export type PrinterTarget =
  | { readonly kind: 'file'; readonly directory: string; readonly format: 'text' | 'escpos' }
  | ({ readonly kind: 'serial' } & SerialSettings)
  | { readonly kind: 'device'; readonly path: string }
  | ({ readonly kind: 'tcp' } & TcpSettings);

export interface PrinterSetting {
  readonly target: PrinterTarget;
  readonly profile: PrinterProfile;
}

const BAUDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];
const PROFILE_KEYS = ['columns', 'codepage', 'table', 'cut', 'drawer', 'answers', 'kanji'];
const KEYS: Readonly<Record<PrinterTarget['kind'], readonly string[]>> = {
  file: [...PROFILE_KEYS, 'format'],
  serial: [...PROFILE_KEYS, 'baud', 'flow'],
  device: PROFILE_KEYS,
  tcp: PROFILE_KEYS,
};

/** Thrown inside this file only; the caller gets a Result. */
class Refused extends Error {
  readonly detail: string;
  readonly value: string;
  constructor(detail: string, value: string) {
    super(detail);
    this.detail = detail;
    this.value = value;
  }
}

type Query = ReadonlyMap<string, string>;

const choice = <T extends string>(query: Query, key: string, choices: readonly T[], otherwise: T): T => {
  const value = query.get(key);
  if (value === undefined) return otherwise;
  const found = choices.find((one) => one === value);
  if (found === undefined) throw new Refused('impresora_opcion', `${key}=${value}`);
  return found;
};

const number = (query: Query, key: string, otherwise: number, allowed: (n: number) => boolean): number => {
  const value = query.get(key);
  if (value === undefined) return otherwise;
  if (!/^\d{1,6}$/.test(value) || !allowed(Number(value)))
    throw new Refused('impresora_opcion', `${key}=${value}`);
  return Number(value);
};

const queryOf = (text: string, kind: PrinterTarget['kind']): Query => {
  const query = new Map<string, string>();
  for (const part of text.split('&').filter(Boolean)) {
    const [key = '', value = ''] = part.split('=', 2);
    if (!KEYS[kind].includes(key)) throw new Refused('impresora_opcion', part);
    query.set(key, value.toLowerCase());
  }
  return query;
};

const profileOf = (query: Query, kind: PrinterTarget['kind']): PrinterProfile => {
  const page = query.get('codepage') ?? DEFAULT_PROFILE.codePage;
  if (!isCodePage(page)) throw new Refused('impresora_opcion', `codepage=${page}`);
  return {
    columns: number(
      query,
      'columns',
      kind === 'file' ? 42 : DEFAULT_PROFILE.columns,
      (n) => n >= 24 && n <= 96,
    ),
    codePage: page,
    codeTable: number(query, 'table', CODE_PAGES[page].table, (n) => n <= 255),
    cut: choice(query, 'cut', ['partial', 'full', 'none'], DEFAULT_PROFILE.cut),
    drawer: choice(query, 'drawer', ['yes', 'no'], 'yes') === 'yes',
    cancelKanji: choice(query, 'kanji', ['cancel', 'keep'], 'cancel') === 'cancel',
    answers: choice(query, 'answers', ['all', 'status', 'none'], DEFAULT_PROFILE.answers),
  };
};

/** A device's path: absolute, or a Windows port. */
const pathOf = (rest: string): string => {
  if (!(isAbsolute(rest) || /^COM\d+$/i.test(rest)) || /\p{Cc}/u.test(rest))
    throw new Refused('impresora_ruta', rest);
  return rest;
};

const tcpOf = (rest: string): TcpSettings => {
  const url = URL.canParse(`tcp:${rest}`) ? new URL(`tcp:${rest}`) : null;
  if (!url?.hostname || url.username || (url.pathname !== '' && url.pathname !== '/'))
    throw new Refused('impresora_ruta', rest);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 9100) };
};

const targetOf = (kind: PrinterTarget['kind'], rest: string, query: Query, home: string): PrinterTarget => {
  switch (kind) {
    case 'file':
      return {
        kind,
        directory: rest ? pathOf(rest) : join(home, 'tickets'),
        format: choice(query, 'format', ['text', 'escpos'], 'text'),
      };
    case 'serial':
      return {
        kind,
        path: pathOf(rest),
        baud: number(query, 'baud', 9600, (n) => BAUDS.includes(n)),
        flow: choice(query, 'flow', ['none', 'rtscts', 'xonxoff'], 'none'),
      };
    case 'device':
      return { kind, path: pathOf(rest) };
    case 'tcp':
      return { kind, ...tcpOf(rest) };
  }
};

/**
 * Reads a printer setting; `home` is the data directory.
 * Refuses CONFIGURACION_INVALIDA {campo, detalle, valor}; `detalle` is a key of i18n `configDetails`.
 */
export const parsePrinter = (setting: string, home: string): Result<PrinterSetting> => {
  try {
    const match = /^(file|serial|device|tcp):([^?]*)(?:\?(.*))?$/s.exec(setting.trim());
    if (!match) throw new Refused('impresora_tipo', setting);
    const [, kind, rest = '', query = ''] = match as unknown as [
      string,
      PrinterTarget['kind'],
      string,
      string,
    ];
    const options = queryOf(query, kind);
    return ok({ target: targetOf(kind, rest, options, home), profile: profileOf(options, kind) });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return fail(
      posError('CONFIGURACION_INVALIDA', { campo: 'printer', detalle: error.detail, valor: error.value }),
    );
  }
};

/** What is printed to, for people: `archivo` is said by i18n, so a file gives its directory. */
export const deviceName = ({ target }: PrinterSetting): string => {
  switch (target.kind) {
    case 'file':
      return target.directory;
    case 'tcp':
      return `${target.host}:${target.port}`;
    default:
      return target.path;
  }
};
