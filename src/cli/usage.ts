import { Command, type CommanderError } from 'commander';
import { type PosError, posError } from '../domain/errors.ts';
import type { Messages } from '../i18n/index.ts';

const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? '';

/** What Commander objects to, as a refusal of ours: USO_INVALIDO {problema, valor, sugerencia}. */
export const usageError = (error: CommanderError): PosError =>
  posError('USO_INVALIDO', {
    problema: error.code.replace('commander.', ''),
    valor:
      error.code === 'commander.excessArguments'
        ? (/: ([^:]*)\.$/.exec(error.message)?.[1] ?? '')
        : quoted(error.message),
    sugerencia: /Did you mean (?:one of )?(.*)\?\)/.exec(error.message)?.[1] ?? '',
  });

/** True for the errors by which Commander says that it has shown what was asked for. */
export const isShown = (error: CommanderError): boolean =>
  ['commander.helpDisplayed', 'commander.version'].includes(error.code);

/** The program with its help in the user's language; every command below inherits these settings. */
export const baseProgram = (
  t: Messages['cli'],
  write: { out: (s: string) => void; err: (s: string) => void },
) => {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': t.help.usage,
    'Arguments:': t.help.arguments,
    'Options:': t.help.options,
    'Commands:': t.help.commands,
  };
  return new Command('pos')
    .exitOverride()
    .helpOption('-h, --help', t.help.helpOption)
    .helpCommand(false)
    .configureOutput({ writeOut: write.out, writeErr: write.err, outputError: () => {} })
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: (usage) =>
        usage.replaceAll('[options]', t.help.optionsPlace).replaceAll('[command]', t.help.commandPlace),
      subcommandTerm: (command) => {
        const places = command.registeredArguments.map((argument) =>
          argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
        );
        return [command.name(), ...places].join(' ');
      },
      optionDescription: (option) => option.description,
    });
};

/** Examples under a command's help: what to type and what it does. */
export const examples = (t: Messages['cli'], lines: readonly (readonly [string, string])[]): string => {
  const widest = Math.max(...lines.map(([command]) => command.length));
  return `\n${t.help.examples}\n${lines
    .map(([command, meaning]) => `  ${command.padEnd(widest)}  ${meaning}`)
    .join('\n')}`;
};
