import type { Command } from 'commander';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

const commandAt = (program: Command, path: readonly string[]): Command =>
  path.reduce((command, name) => {
    const found = command.commands.find((candidate) => candidate.name() === name);
    if (!found)
      throw new PosFailure(
        posError('USO_INVALIDO', { problema: 'unknownCommand', valor: name, sugerencia: '' }),
      );
    return found;
  }, program);

export const registerHelp = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const help = program
    .command('help')
    .argument('[topic...]', t.help.helpTopic)
    .description(t.help.help)
    .addHelpText('after', examples(t, t.help.helpExamples))
    .action(async (topic: string[], flags: { json?: boolean }) => {
      if (topic[0] === 'keys') (await import('../actions/keys.ts')).showKeys(context, flags);
      else commandAt(program, topic).outputHelp();
    });
  commonOptions(t.options).json(help);
};
