import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';
import { registerTable } from './imports.ts';
import { registerProductEditing } from './product-edit.ts';

export const product: Noun = {
  name: 'product',
  outline: (noun, { cli }) => noun.description(cli.product.description),
  declare: (product, context) => {
    const t = context.messages.cli;
    const add = commonOptions(t.options);
    const help = examples(t, t.product.listExamples);
    const verbs = firstOf(t.product.listExamples, t.catalogue.createExamples, t.catalogue.editExamples);
    product.addHelpText('after', examples(t, verbs));
    const list = product
      .command('list')
      .description(t.product.list)
      .option('--search <text>', t.product.search)
      .option('--all', t.product.all)
      .addHelpText('after', help)
      .action(async (flags) => (await import('../actions/product.ts')).listProducts(context, flags));
    add.limit(add.csv(add.json(list)));
    registerProductEditing(product, context);
    registerTable(product, context, 'products');
  },
};
