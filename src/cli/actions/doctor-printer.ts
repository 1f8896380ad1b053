import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { type PrinterTarget, parsePrinter } from '../../adapters/printer/setting.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Config } from '../config.ts';
import { bad, type Check, good } from './doctor-checks.ts';

/** Milliseconds: a printer on the same network answers in a few. */
const PATIENCE = 2_000;

const connects = ({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE });
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });

/** The port is there and ours to write to; nothing is sent: a till may be printing. */
const isThere = (target: PrinterTarget): boolean | Promise<boolean> => {
  if (target.kind === 'file') return true;
  if (target.kind === 'tcp') return connects(target);
  try {
    accessSync(target.path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

export const printerCheck = async (messages: Messages, config: Config): Promise<Check> => {
  const words = messages.doctor.printer;
  const parsed = parsePrinter(config.printer, config.home);
  if (!parsed.ok) {
    const remedy = messages.errors[parsed.error.code](parsed.error.params);
    return bad('warn', 'impresora', words.name, config.printer, words.bad, remedy);
  }
  const { target } = parsed.value;
  if (!(await isThere(target)))
    return bad('warn', 'impresora', words.name, config.printer, words.away, words.awayRemedy);
  return good('impresora', words.name, config.printer, target.kind === 'file' ? words.good : words.there);
};
