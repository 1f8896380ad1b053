import { type Command, Option } from 'commander';
import { businessDay } from '../../domain/business-time.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { commandAbove, examples } from '../usage.ts';

const commandAt = (program: Command, path: readonly string[]): Command =>
  path.reduce((command, name) => {
    const found = command.commands.find((candidate) => candidate.name() === name);
    if (!found)
      throw new PosFailure(
        posError('USO_INVALIDO', { problema: 'unknownCommand', valor: name, sugerencia: '' }),
      );
    return found;
  }, program);

export const help: Noun = {
  name: 'help',
  outline: (noun, { cli }) => noun.argument('[topic...]', cli.help.helpTopic).description(cli.help.help),
  declare: (help, context) => {
    const { cli: t, man } = context.messages;
    help
      .addOption(new Option('--man', man.option).conflicts('json'))
      .addHelpText('after', examples(t, [...t.help.helpExamples, man.example]))
      .action(async (topic: string[], flags: { json?: boolean; man?: boolean }) => {
        const program = commandAbove(help);
        if (flags.man) {
          const { manPage } = await import('../actions/man-page.ts');
          context.out(manPage(program, context.messages, businessDay(new Date())));
        } else if (topic[0] === 'keys') (await import('../actions/keys.ts')).showKeys(context, flags);
        else commandAt(program, topic).outputHelp();
      });
    commonOptions(t.options).json(help);
  },
};
