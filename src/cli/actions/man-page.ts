import type { EventEmitter } from 'node:events';
import type { Command, Option } from 'commander';
import pkg from '../../../package.json' with { type: 'json' };
import type { Messages } from '../../i18n/index.ts';
import { FILE_KEYS, type SettingKey } from '../config.ts';

/* The manual in the macros of man(7), made of the definitions that the commands' own help is made of. */

/** Nouns whose commands must take an option, with the same words, for it to be explained once for all. */
const COMMON_FROM = 3;

/** Text as roff reads it: backslashes and hyphens as such, and no line that begins like one of its requests. */
const plainRoff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&');

/** The argument of a macro. */
const quoted = (text: string): string => `"${plainRoff(text).replaceAll('"', '\\(dq')}"`;

const section = (title: string, ...body: readonly string[]): string =>
  [`.SH ${quoted(title)}`, ...body].join('\n');

const entry = (term: string, meaning: string): string => `.TP\n.B ${quoted(term)}\n${plainRoff(meaning)}`;

/** As it is, line by line. */
const listing = (lines: readonly string[]): string =>
  ['.nf', '.RS 4', ...lines.map((line) => plainRoff(line) || '\\&'), '.RE', '.fi'].join('\n');

interface Described {
  readonly path: string;
  readonly command: Command;
  readonly options: readonly Option[];
}

/** A command with all below it, in the order of the help. */
const describe = (command: Command, path: string): readonly Described[] => {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter((option) => option.long !== '--help');
  return [
    { path, command, options },
    ...help.visibleCommands(command).flatMap((child) => describe(child, `${path} ${child.name()}`)),
  ];
};

const keyOf = ({ flags, description }: Option): string => `${flags}\n${description}`;

const nounsOf = (uses: readonly Use[]): number => new Set(uses.map(({ noun }) => noun)).size;

interface Use {
  readonly noun: string | undefined;
  readonly option: Option;
}

/** By flags and words; of an option that is told in several ways only the commonest one. */
const commonOf = (all: readonly Described[]): ReadonlyMap<string, Option> => {
  const uses = all.flatMap(({ path, options }) =>
    options.map((option): Use => ({ noun: path.split(' ')[1], option })),
  );
  const common = new Map<string, Option>();
  for (const ofFlag of Map.groupBy(uses, ({ option }) => option.flags).values()) {
    const ways = [...Map.groupBy(ofFlag, ({ option }) => keyOf(option)).values()];
    const [most = []] = ways.toSorted((one, other) => nounsOf(other) - nounsOf(one));
    const [first] = most;
    if (first && nounsOf(most) >= COMMON_FROM) common.set(keyOf(first.option), first.option);
  }
  return common;
};

/** What stands under a command's help besides its options: examples, sometimes words. */
const afterHelp = (command: Command): readonly string[] => {
  let text = '';
  (command as unknown as EventEmitter).emit('afterHelp', {
    error: false,
    command,
    write: (more: string) => {
      text += more;
    },
  });
  return text.trim() === '' ? [] : text.trim().split('\n');
};

/** `pos sale show <sale> [--json]` */
const synopsisOf = ({ path, command, options }: Described): string => {
  const places = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  const flags = options.map((option) => {
    const flag = option.flags.replace(/^-\w, /, '');
    return option.mandatory ? flag : `[${flag}]`;
  });
  return [path, ...places, ...flags].join(' ');
};

const commandText = (one: Described, common: ReadonlyMap<string, Option>, told: Set<string>): string => {
  const { path, command, options } = one;
  const after = afterHelp(command);
  // Verbs that share their examples show them once; a noun's are those of its verbs.
  const isNew = command.commands.length === 0 && !told.has(after.join('\n'));
  told.add(after.join('\n'));
  return [
    `.SS ${quoted(path)}`,
    plainRoff(command.description()),
    ...(command.commands.length > 0 && options.length === 0 ? [] : ['.PP', listing([synopsisOf(one)])]),
    ...command.registeredArguments
      .filter(({ description }) => description !== '')
      .map((argument) => entry(argument.name(), argument.description)),
    ...options
      .filter((option) => !common.has(keyOf(option)))
      .map((option) => entry(option.flags, option.description)),
    ...(isNew && after.length > 0 ? ['.PP', listing(after)] : []),
  ].join('\n');
};

const environment = ({ man, config }: Messages): readonly string[] => {
  const settings = (Object.keys(FILE_KEYS) as SettingKey[]).map(
    (key) => [FILE_KEYS[key], `${config.meanings[key]} [${key}]`] as const,
  );
  return [...settings, ...man.variables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, meaning]) => entry(name, meaning));
};

/** @param day of the page, ISO */
export const manPage = (program: Command, messages: Messages, day: string): string => {
  const { man } = messages;
  const t = man.sections;
  const [top, ...all] = describe(program, 'pos');
  const common = commonOf(all);
  const told = new Set<string>();
  const commonOptions = [...(top?.options ?? []), ...common.values()];
  return `${[
    `'\\" -*- coding: utf-8 -*-`,
    `.TH POS 1 ${day} ${quoted(`cantina-pos ${pkg.version}`)} ${quoted('Cantina POS')}`,
    '.nh',
    '.ad l',
    section(t.name, `pos \\- ${plainRoff(man.name)}`),
    section(
      t.synopsis,
      '.B pos',
      plainRoff(`${messages.cli.help.commandPlace} ${messages.cli.help.optionsPlace}`),
    ),
    section(t.description, ...program.description().split('\n').map(plainRoff)),
    section(
      t.options,
      plainRoff(man.common),
      ...commonOptions.map((option) => entry(option.flags, option.description)),
    ),
    section(t.commands, ...all.map((one) => commandText(one, common, told))),
    section(t.exits, ...man.exits.map(([code, meaning]) => entry(code, meaning))),
    section(t.environment, plainRoff(man.environment), ...environment(messages)),
    section(t.files, ...man.files.map(([path, meaning]) => entry(path, meaning))),
    section(t.examples, listing(afterHelp(program).slice(1))),
    section(t.see, '.BR mariadb (1),', '.BR systemctl (1)'),
  ].join('\n')}\n`;
};
