import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type ParseError, parse as parseJsonc } from 'jsonc-parser';
import { readSmall, type SmallFile } from '../adapters/files/regular-file.ts';
import { posError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Environment, type FileSettings, isSecret, isSettingKey } from './config.ts';

/** `POS_CONFIG`, else `config.json` under the user's configuration directory. */
export const configFilePath = (env: Environment): string => {
  if (env.POS_CONFIG) return env.POS_CONFIG;
  const given = env.XDG_CONFIG_HOME;
  const base = given && isAbsolute(given) ? given : join(env.HOME || homedir(), '.config');
  return join(base, 'cantina-pos', 'config.json');
};

/** More than all settings with all their comments. */
export const MOST_CONFIG_BYTES = 256 * 1_024;

/** Whether somebody else may change what this program does: which server it trusts, which program takes its backups. */
const strangersMayWrite = ({ stat }: SmallFile): boolean => {
  const user = process.getuid?.();
  if (user === undefined) return false;
  return (stat.mode & 0o002) !== 0 || (stat.uid !== user && stat.uid !== 0 && user !== 0);
};

const holdsSecret = (values: Readonly<Record<string, string>>): boolean =>
  Object.entries(values).some(([key, value]) => isSecret(key, value));

const parse = (path: string, text: string): Result<Readonly<Record<string, string>>> => {
  const refuse = (detalle: string, campo = path) =>
    fail(posError('CONFIGURACION_INVALIDA', { campo, detalle, valor: '' }));
  const errors: ParseError[] = [];
  const content: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || typeof content !== 'object' || content === null || Array.isArray(content))
    return refuse('json');
  for (const [key, value] of Object.entries(content)) {
    if (!isSettingKey(key)) return refuse('clave_desconocida', key);
    if (typeof value !== 'string') return refuse('texto', key);
  }
  return ok(content as Record<string, string>);
};

/**
 * The configuration file, JSON that may have comments, or null when there is none and nobody named one. A file that somebody else may
 * write is refused, and one that everybody may read once it holds a password.
 */
export const readConfigFile = (env: Environment): Result<FileSettings | null> => {
  const path = configFilePath(env);
  let file: SmallFile;
  try {
    file = readSmall(path, MOST_CONFIG_BYTES);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing && !env.POS_CONFIG ? ok(null) : fail(posError('ARCHIVO_ILEGIBLE', { archivo: path }));
  }
  const refuse = (detalle: string) =>
    fail(posError('CONFIGURACION_INVALIDA', { campo: path, detalle, valor: '' }));
  if (strangersMayWrite(file)) return refuse('archivo_abierto');
  const values = parse(path, file.bytes.toString('utf8'));
  if (!values.ok) return values;
  if (process.platform !== 'win32' && (file.stat.mode & 0o007) !== 0 && holdsSecret(values.value))
    return refuse('permisos');
  return ok({ path, values: values.value });
};
