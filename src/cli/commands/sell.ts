import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { examples } from '../usage.ts';

export const registerSell = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  program
    .command('sell')
    .description(t.sell.description)
    .option('--demo', t.sell.demo)
    .option('--till <code>', t.options.till)
    .option('--theme <name>', t.options.theme)
    .addHelpText('after', examples(t, t.sell.examples))
    .action(async (flags) => {
      const { sell } = await import('../actions/sell.ts');
      await sell(context, flags);
    });
};
