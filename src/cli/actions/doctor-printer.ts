import { missing } from '../../adapters/printer/presence.ts';
import { parsePrinter } from '../../adapters/printer/setting.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Config } from '../config.ts';
import { bad, type Check, good } from './doctor-checks.ts';

export const printerCheck = async (messages: Messages, config: Config): Promise<Check> => {
  const words = messages.doctor.printer;
  const parsed = parsePrinter(config.printer, config.home);
  if (!parsed.ok) {
    const remedy = messages.errors[parsed.error.code](parsed.error.params);
    return bad('warn', 'impresora', words.name, config.printer, words.bad, remedy);
  }
  const { target } = parsed.value;
  if ((await missing(target)) !== null)
    return bad('warn', 'impresora', words.name, config.printer, words.away, words.awayRemedy);
  return good('impresora', words.name, config.printer, target.kind === 'file' ? words.good : words.there);
};
