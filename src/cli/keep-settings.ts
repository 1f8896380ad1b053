import { existsSync } from 'node:fs';
import { type Config, type FileSettings, loadConfig, type SettingKey } from './config.ts';
import { configFilePath, readConfigFile } from './config-file.ts';
import { writeSettings } from './config-write.ts';
import type { CliContext } from './context.ts';
import { unwrap } from './unwrap.ts';

export type SettingChanges = Readonly<Partial<Record<SettingKey, string | null>>>;

const present = ({ env }: CliContext): FileSettings | null =>
  env.POS_CONFIG && !existsSync(env.POS_CONFIG) ? null : unwrap(readConfigFile(env));

/** The configuration as it would be, and its file's path. Throws PosFailure CONFIGURACION_INVALIDA for one that cannot be. */
export const judgeSettings = (
  context: CliContext,
  changes: SettingChanges,
): { readonly path: string; readonly config: Config } => {
  const values = { ...present(context)?.values };
  for (const [name, value] of Object.entries(changes)) {
    const key = name as SettingKey;
    if (value === null || value === undefined) delete values[key];
    else values[key] = value;
  }
  const file = { path: configFilePath(context.env), values };
  // Without the variables, which may hide what is wrong with it.
  return { path: file.path, config: unwrap(loadConfig({}, { HOME: context.env.HOME }, file)) };
};

/**
 * Writes settings into the configuration file once they are judged. What is as it was is not written again.
 * @returns the file's path; null: nothing was to be changed
 */
export const keepSettings = (context: CliContext, changes: SettingChanges): string | null => {
  const before = present(context)?.values ?? {};
  const differs = ([key, value]: [string, string | null | undefined]): boolean =>
    (before[key] ?? null) !== (value ?? null);
  const real = Object.fromEntries(Object.entries(changes).filter(differs)) as SettingChanges;
  if (Object.keys(real).length === 0) return null;
  const { path } = judgeSettings(context, real);
  writeSettings(path, real, context.messages.config);
  return path;
};
