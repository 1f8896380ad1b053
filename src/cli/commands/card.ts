import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';

export const registerCard = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const add = commonOptions(t.options);
  const all = firstOf(t.card.showExamples, t.card.listExamples);
  const card = program.command('card').description(t.card.description).addHelpText('after', examples(t, all));
  const show = card
    .command('show')
    .argument('<number>', t.card.number)
    .description(t.card.show)
    .addHelpText('after', examples(t, t.card.showExamples))
    .action(async (number, flags) => (await import('../actions/card.ts')).showCard(context, number, flags));
  add.json(show);
  const list = card
    .command('list')
    .description(t.card.list)
    .option('--search <text>', t.card.search)
    .addHelpText('after', examples(t, t.card.listExamples))
    .action(async (flags) => (await import('../actions/card.ts')).listCards(context, flags));
  add.limit(add.csv(add.json(list)));
};
