import { backupsIn } from '../../adapters/files/backup/folder.ts';
import { PosFailure } from '../../domain/errors.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Config } from '../config.ts';
import { bad, type Check, good } from './doctor-checks.ts';

const HOUR_MS = 3_600_000;

/**
 * How old the newest backup is. A machine that only has the till's account makes none; where they are is not its to know.
 * @param now milliseconds since 1970
 */
export const backupCheck = async (messages: Messages, config: Config, now: number): Promise<Check> => {
  const { backups: words } = messages.doctor;
  const { folder, mostHours } = config.backups;
  if (config.database.kind === 'url' && config.database.ownerUrl === null)
    return bad('skip', 'copias', words.name, words.elsewhere, words.elsewhereMeaning, words.elsewhereRemedy);
  try {
    const [newest] = await backupsIn(folder);
    if (!newest) return bad('warn', 'copias', words.name, words.none(folder), words.old, words.remedy);
    const hours = Math.max(0, Math.floor((now - newest.madeAt) / HOUR_MS));
    const result = words.age(newest.file, hours);
    return hours <= mostHours
      ? good('copias', words.name, result, words.good)
      : bad('warn', 'copias', words.name, result, words.old, words.remedy);
  } catch (error) {
    if (!(error instanceof PosFailure)) throw error;
    const { code, params } = error.error;
    return bad('warn', 'copias', words.name, messages.errors[code](params), words.old, words.remedy);
  }
};
