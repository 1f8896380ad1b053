import { text as readAll } from 'node:stream/consumers';
import { type Environment, FILE_KEYS, isSecret, type SettingKey } from '../config.ts';
import { configFilePath, readConfigFile } from '../config-file.ts';
import { writeSettings } from '../config-write.ts';
import type { CliContext } from '../context.ts';
import { judgeValue, refuseOpenSecret } from '../judge-value.ts';
import { judgeSettings } from '../keep-settings.ts';
import { logAct } from '../log-act.ts';
import type { OutputFlags } from '../output.ts';
import { ask } from '../prompt.ts';
import { table } from '../table.ts';
import { unwrap } from '../unwrap.ts';

interface Setting {
  readonly key: SettingKey;
  /** Null: nobody has set it. */
  readonly value: string | null;
  readonly from: 'environment' | 'file' | 'default';
}

const HIDDEN = '••••';

/** A value that can be shown to whoever looks over a shoulder. */
const shown = (key: SettingKey, value: string): string => {
  if (!isSecret(key, value)) return value;
  if (!URL.canParse(value) || new URL(value).password === '') return HIDDEN;
  return value.replace(/^([a-z+]+:\/\/[^:@/]*):.*@/, `$1:${HIDDEN}@`);
};

const settingsOf = (env: Environment): readonly Setting[] => {
  const file = unwrap(readConfigFile(env));
  return Object.entries(FILE_KEYS).map(([name, variable]): Setting => {
    const key = name as SettingKey;
    const stored = file?.values[key];
    if (env[variable]) return { key, value: env[variable], from: 'environment' };
    return stored ? { key, value: stored, from: 'file' } : { key, value: null, from: 'default' };
  });
};

const settingView = ({ key, value, from }: Setting) => ({
  ajuste: key,
  valor: value === null ? null : shown(key, value),
  viene_de: from === 'environment' ? FILE_KEYS[key] : from === 'file' ? 'archivo' : 'inicial',
});

export const listSettings = async (context: CliContext, flags: OutputFlags): Promise<void> => {
  const { config: t } = context.messages;
  const settings = settingsOf(context.env);
  const path = configFilePath(context.env);
  const exists = unwrap(readConfigFile(context.env)) !== null;
  const origin = ({ key, from }: Setting) => (from === 'environment' ? FILE_KEYS[key] : t.from[from]);
  const columns = [
    { title: t.titles.key, value: (one: Setting) => one.key },
    {
      title: t.titles.value,
      value: (one: Setting) => (one.value === null ? t.unsetValue : shown(one.key, one.value)),
      shrinks: true,
    },
    { title: t.titles.from, value: origin },
  ];
  const rows = settings.map(settingView);
  context.present(
    {
      data: { archivo: exists ? path : null, ajustes: rows },
      rows,
      text: (width) => `${table(settings, columns, width)}\n\n${exists ? t.file(path) : t.noFile(path)}`,
    },
    flags,
  );
};

export const getSetting = async (context: CliContext, key: SettingKey, flags: OutputFlags): Promise<void> => {
  const setting = settingsOf(context.env).find((one) => one.key === key);
  if (!setting) throw new Error(`no setting ${key}`);
  const view = settingView(setting);
  context.present({ data: view, text: () => view.valor ?? '' }, flags);
};

/** What was typed, or came through a pipe: a secret never has to be an argument. */
const valueFor = async (context: CliContext, key: SettingKey, given: string | undefined): Promise<string> => {
  if (given !== undefined) {
    refuseOpenSecret(key, given);
    return given;
  }
  if (!process.stdin.isTTY) return (await readAll(process.stdin)).trim();
  return ((await ask(context.messages.config.ask(key), false)) ?? '').trim();
};

/** Where the log is: that of this machine as it is set now, else as it will be. */
const logHome = (context: CliContext, otherwise: string): string => {
  try {
    return context.config().home;
  } catch {
    return otherwise;
  }
};

const change = async (
  context: CliContext,
  key: SettingKey,
  value: string | null,
  flags: OutputFlags,
): Promise<void> => {
  const t = context.messages.config;
  const { env } = context;
  const { path, config } = judgeSettings(context, { [key]: value });
  const absent = value ? await judgeValue(key, value, config) : null;
  const event = value === null ? 'config.unset' : 'config.set';
  await logAct(logHome(context, config.home), event, { ajuste: key }, async () =>
    writeSettings(path, { [key]: value }, t),
  );
  if (absent !== null) context.say(t.absent(absent));
  const variable = FILE_KEYS[key];
  const said = value === null ? t.removed(key, path) : t.stored(key, path);
  context.present(
    {
      data: { ajuste: key, archivo: path, guardado: value !== null, manda: env[variable] ? variable : null },
      text: () => (env[variable] ? `${said}\n${t.overridden(variable)}` : said),
    },
    flags,
  );
};

/** Throws PosFailure CONFIGURACION_INVALIDA, ARCHIVO_NO_ESCRITO; a refused value changes nothing. */
export const setSetting = async (
  context: CliContext,
  key: SettingKey,
  given: string | undefined,
  flags: OutputFlags,
): Promise<void> => change(context, key, await valueFor(context, key, given), flags);

export const unsetSetting = async (context: CliContext, key: SettingKey, flags: OutputFlags): Promise<void> =>
  change(context, key, null, flags);
