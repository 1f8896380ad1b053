import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PosFailure, posError } from '../../domain/errors.ts';

/** Why a directory that exists cannot hold a store's secrets; null: it can. A key of the table of details in i18n. */
const unsafe = (path: string): 'ruta' | 'hogar_ajeno' | 'hogar_abierto' | null => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return 'ruta';
  const user = process.getuid?.();
  if (user === undefined) return null;
  // Whoever may write there can put a database, a session or a ticket of their own in the place of ours.
  if (stat.uid !== user && user !== 0) return 'hogar_ajeno';
  return (stat.mode & 0o002) !== 0 ? 'hogar_abierto' : null;
};

/** Node's own recursive `mkdir` tries for ever where a file system takes no directory, as in /proc. */
const makeDirectory = (path: string): void => {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

/**
 * Makes the data directory, closed to others, or makes sure that an existing one is nobody else's to change.
 * Throws PosFailure CONFIGURACION_INVALIDA.
 */
export const ensureHome = (home: string): void => {
  const refuse = (detalle: string, cause?: unknown) =>
    new PosFailure(posError('CONFIGURACION_INVALIDA', { campo: 'POS_HOME', detalle, valor: home }), {
      cause,
    });
  let problem: string | null;
  try {
    makeDirectory(home);
    problem = unsafe(home);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const noDirectory = ['EEXIST', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(code);
    throw refuse(noDirectory ? 'ruta' : 'hogar_cerrado', error);
  }
  if (problem) throw refuse(problem);
};
