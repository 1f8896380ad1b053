import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

export const registerProduct = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const add = commonOptions(t.options);
  const product = program.command('product').description(t.product.description);
  const list = product
    .command('list')
    .description(t.product.list)
    .option('--search <text>', t.product.search)
    .option('--all', t.product.all)
    .addHelpText('after', examples(t, t.product.listExamples))
    .action(async (flags) => (await import('../actions/product.ts')).listProducts(context, flags));
  add.limit(add.csv(add.json(list)));
};
