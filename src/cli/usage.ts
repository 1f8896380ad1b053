import { Command, type CommanderError, InvalidArgumentError } from 'commander';
import { type PosError, posError } from '../domain/errors.ts';
import type { Messages } from '../i18n/index.ts';

const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? '';

/**
 * What a parser of an argument throws: Commander says the value and where it stands, this says what would do.
 * @param allowed in figures and words of the command line, the same in every language: `1-100`, `in, out`
 */
export const unfit = (allowed: string): InvalidArgumentError =>
  new InvalidArgumentError(`Allowed choices are ${allowed}.`);

/** A value that an option or an argument refuses: VALOR_INVALIDO {campo, valor, opciones}. */
const invalidValue = (message: string): PosError => {
  const ofOption = /option '(.*?)' argument '(.*?)' is invalid/.exec(message);
  const ofArgument = /argument value '(.*?)' is invalid for argument '(.*?)'/.exec(message);
  return posError('VALOR_INVALIDO', {
    campo: ofOption?.[1] ?? (ofArgument ? `<${ofArgument[2]}>` : ''),
    valor: ofOption?.[2] ?? ofArgument?.[1] ?? '',
    opciones: /Allowed choices are (.*)\.$/.exec(message)?.[1] ?? '',
  });
};

/** The noun and verb that a line names, as far as there are such: `sale void`. */
export const namedCommand = (program: Command, line: readonly string[]): string => {
  const names: string[] = [];
  let at = program;
  for (const word of line) {
    const next = at.commands.find((command) => command.name() === word);
    if (!next) continue;
    names.push(word);
    at = next;
  }
  return names.join(' ');
};

/**
 * What Commander objects to, as a refusal of ours: USO_INVALIDO {problema, valor, sugerencia, orden}.
 * @param orden the command whose help says more
 */
export const usageError = (error: CommanderError, orden: string): PosError => {
  if (error.code === 'commander.invalidArgument') return invalidValue(error.message);
  return posError('USO_INVALIDO', {
    problema: error.code.replace('commander.', ''),
    valor:
      error.code === 'commander.excessArguments'
        ? (/: ([^:]*)\.$/.exec(error.message)?.[1] ?? '')
        : quoted(error.message),
    orden,
    sugerencia: /Did you mean (?:one of )?(.*)\?\)/.exec(error.message)?.[1] ?? '',
  });
};

/** True for the errors by which Commander says that it has shown what was asked for. */
export const isShown = (error: CommanderError): boolean =>
  ['commander.helpDisplayed', 'commander.version'].includes(error.code);

/** Groups have no `help` verb of their own: `pos help <noun>` and `--help` are enough. */
class PosCommand extends Command {
  override createCommand(name?: string): PosCommand {
    return new PosCommand(name).helpCommand(false);
  }
}

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
  return new PosCommand('pos')
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

/** The program, seen from one of its nouns. */
export const commandAbove = (noun: Command): Command => noun.parent ?? noun;

/** Columns of help text, as Commander wraps it in a pipe. */
const HELP_COLUMNS = 80;

type Lines = readonly (readonly [string, string])[];

/** The first example of each verb, for the help of their noun. */
export const firstOf = (...verbs: readonly Lines[]): Lines => verbs.flatMap((lines) => lines.slice(0, 1));

/** What a process may end with, under the help of a command that says more than done and not done. */
export const exitCodes = (t: Messages['cli'], lines: Lines): string =>
  `\n${t.help.exitCodes}\n${lines.map(([code, meaning]) => `  ${code}  ${meaning}`).join('\n')}`;

/** Examples under a command's help: what to type and what it does, beside it or below where the window ends. */
export const examples = (t: Messages['cli'], lines: Lines): string => {
  const widest = Math.max(...lines.map(([command]) => command.length));
  const beside = lines.every(([, meaning]) => widest + meaning.length + 4 <= HELP_COLUMNS);
  const body = lines.map(([command, meaning]) =>
    beside ? `  ${command.padEnd(widest)}  ${meaning}` : `  ${command}\n      ${meaning}`,
  );
  return `\n${t.help.examples}\n${body.join('\n')}`;
};
