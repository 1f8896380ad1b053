import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';
import { registerProductEditing } from './product-edit.ts';

export const registerProduct = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const add = commonOptions(t.options);
  const help = examples(t, t.product.listExamples);
  const verbs = firstOf(t.product.listExamples, t.catalogue.createExamples, t.catalogue.editExamples);
  const product = program
    .command('product')
    .description(t.product.description)
    .addHelpText('after', examples(t, verbs));
  const list = product
    .command('list')
    .description(t.product.list)
    .option('--search <text>', t.product.search)
    .option('--all', t.product.all)
    .addHelpText('after', help)
    .action(async (flags) => (await import('../actions/product.ts')).listProducts(context, flags));
  add.limit(add.csv(add.json(list)));
  registerProductEditing(product, context);
};
