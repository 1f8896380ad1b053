import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { applyEdits, modify, parseTree } from 'jsonc-parser';
import { writePrivateFile } from '../adapters/files/private-file.ts';
import { readSmall } from '../adapters/files/regular-file.ts';
import { PosFailure, posError } from '../domain/errors.ts';
import type { ConfigWords } from '../i18n/es/config.ts';
import { FILE_KEYS, type SettingKey } from './config.ts';
import { MOST_CONFIG_BYTES } from './config-file.ts';

const FORMAT = { tabSize: 2, insertSpaces: true, eol: '\n' } as const;

/** Puts a new setting at the end, under a line that says what it is for and which variable beats it. */
const append = (text: string, key: SettingKey, value: string, words: ConfigWords): string => {
  const root = parseTree(text);
  const last = root?.children?.at(-1);
  const entry = `\n  // ${FILE_KEYS[key]}: ${words.meanings[key]}\n  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  if (!last) return text.replace('{', `{${entry}`);
  const end = last.offset + last.length;
  const comma = /^\s*,/.exec(text.slice(end));
  return comma
    ? `${text.slice(0, end + comma[0].length)}${entry}${text.slice(end + comma[0].length)}`
    : `${text.slice(0, end)},${entry}${text.slice(end)}`;
};

/** The text of a configuration file with one setting changed, or without it; comments stay where they are. */
export const withSetting = (
  text: string,
  key: SettingKey,
  value: string | null,
  words: ConfigWords,
): string => {
  const known = parseTree(text)?.children?.some((one) => one.children?.[0]?.value === key) ?? false;
  if (value === null && !known) return text;
  if (value !== null && !known) return append(text, key, value, words);
  return applyEdits(text, modify(text, [key], value ?? undefined, { formattingOptions: FORMAT }));
};

/** What a new file begins with. */
const empty = (words: ConfigWords): string => `// ${words.head}\n{\n}\n`;

/** A name that leads elsewhere is followed: the file behind it is replaced, not the link. */
const behind = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/**
 * Changes settings in the configuration file, all or none; it is made, readable by its owner alone, where there was none.
 * @param changes null takes a setting away
 * Throws PosFailure ARCHIVO_NO_ESCRITO.
 */
export const writeSettings = (
  path: string,
  changes: Readonly<Partial<Record<SettingKey, string | null>>>,
  words: ConfigWords,
): void => {
  try {
    const place = behind(path);
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    let text = existsSync(place) ? readSmall(place, MOST_CONFIG_BYTES).bytes.toString('utf8') : empty(words);
    for (const [key, value] of Object.entries(changes))
      text = withSetting(text, key as SettingKey, value, words);
    writePrivateFile(place, text.endsWith('\n') ? text : `${text}\n`);
  } catch (cause) {
    throw new PosFailure(posError('ARCHIVO_NO_ESCRITO', { archivo: path }), { cause });
  }
};
