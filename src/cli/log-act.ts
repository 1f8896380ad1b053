import { fileLog } from '../adapters/files/log.ts';
import type { LogFields } from '../app/ports/log.ts';
import { PosFailure } from '../domain/errors.ts';
import { commandWords } from './crash.ts';

/** What a line says of an act that ended well, beside what was known before. */
type Fields<T> = (done: T) => LogFields;

/**
 * Does something to this machine or its database that no service does, and leaves one line of it in the log, refused or done.
 * @param home directory of the data
 */
export const logAct = async <T>(
  home: string,
  event: string,
  known: LogFields,
  act: () => Promise<T>,
  fields: Fields<T> = () => ({}),
): Promise<T> => {
  const log = fileLog(home, `pos ${commandWords()}`);
  const began = performance.now();
  const ms = (): number => Math.round(performance.now() - began);
  try {
    const done = await act();
    log.event(event, { ...known, ...fields(done), ms: ms() });
    return done;
  } catch (error) {
    const codigo = error instanceof PosFailure ? error.error.code : 'interrumpida';
    log.event(event, { ...known, codigo, ms: ms() }, 'warn');
    throw error;
  }
};
