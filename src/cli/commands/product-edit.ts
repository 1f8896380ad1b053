import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { amountOf, listOf, wholeOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';

const actions = () => import('../actions/product-change.ts');
const listActions = () => import('../actions/product-lists.ts');

/** What a product is made of. */
const withFields = (command: Command, { messages }: CliContext): Command => {
  const t = messages.cli.catalogue;
  return command
    .option('--name <text>', t.name)
    .option('--category <name>', t.category)
    .option('--price <amount>', t.price, amountOf)
    .option('--cost <amount>', t.cost, amountOf)
    .option('--tax <percent>', t.tax, wholeOf(0, 100))
    .option('--barcodes <list>', t.barcodes, listOf)
    .option('--min-stock <n>', t.minStock, wholeOf(0, 9_999_999))
    .option('--below-zero', t.belowZero)
    .option('--no-below-zero', t.notBelowZero)
    .option('--frequent <n>', t.frequent, wholeOf(0, 9_999))
    .option('--allergens <list>', t.allergens, listOf)
    .option('--description <text>', t.note);
};

/** The verbs of `pos product` that show one or change it. */
export const registerProductEditing = (product: Command, context: CliContext): void => {
  const { catalogue: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
  const show = product
    .command('show')
    .argument('<product>', t.reference)
    .description(t.show)
    .addHelpText('after', help(t.showExamples))
    .action(async (reference, flags) => (await actions()).showProduct(context, reference, flags));
  add.json(show);
  const create = withFields(product.command('create').requiredOption('--code <code>', t.code), context)
    .option('--stock <n>', t.openingStock, wholeOf(0, 9_999_999))
    .description(t.create)
    .addHelpText('after', help(t.createExamples))
    .action(async (flags) => (await actions()).newProduct(context, flags));
  add.json(add.approver(add.user(create)));
  const edit = withFields(
    product
      .command('edit')
      .argument('<product>', t.reference)
      .option('--code <code>', t.code)
      .option('--add-barcode <code>', t.addBarcode),
    context,
  )
    .option('--reason <text>', t.reason)
    .description(t.edit)
    .addHelpText('after', help(t.editExamples))
    .action(async (reference, flags) => (await actions()).editProduct(context, reference, flags));
  add.json(add.approver(add.user(edit)));
  for (const verb of ['deactivate', 'activate'] as const) {
    const turn = product
      .command(verb)
      .argument('<product>', t.reference)
      .description(verb === 'activate' ? t.activate : t.deactivate)
      .addHelpText('after', help(t.turnExamples))
      .action(async (reference, flags) =>
        (await actions()).activateProduct(context, reference, verb === 'activate', flags),
      );
    add.json(add.approver(add.user(turn)));
  }
  const history = product
    .command('history')
    .argument('<product>', t.reference)
    .description(t.history)
    .addHelpText('after', help(t.historyExamples))
    .action(async (reference, flags) => (await listActions()).productPrices(context, reference, flags));
  add.limit(add.csv(add.json(history)));
};

export const category: Noun = {
  name: 'category',
  outline: (noun, { cli }) => noun.description(cli.category.description),
  declare: (category, context) => {
    const { category: t, options } = context.messages.cli;
    const add = commonOptions(options);
    const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
    category.addHelpText(
      'after',
      help(firstOf(t.listExamples, t.createExamples, t.editExamples, t.turnExamples)),
    );
    const list = category
      .command('list')
      .description(t.list)
      .addHelpText('after', help(t.listExamples))
      .action(async (flags) => (await listActions()).listCategories(context, flags));
    add.csv(add.json(list));
    const changing = (verb: 'create' | 'edit' | 'activate' | 'deactivate', description: string) =>
      category
        .command(verb)
        .argument('<name>', t.name)
        .description(description)
        .action(async (name, flags) => (await listActions()).saveCategory(context, name, verb, flags));
    const create = changing('create', t.create)
      .option('--description <text>', t.note)
      .addHelpText('after', help(t.createExamples));
    const edit = changing('edit', t.edit)
      .option('--name <text>', t.newName)
      .option('--description <text>', t.note)
      .addHelpText('after', help(t.editExamples));
    const turns = [changing('activate', t.activate), changing('deactivate', t.deactivate)].map((turn) =>
      turn.addHelpText('after', help(t.turnExamples)),
    );
    for (const command of [create, edit, ...turns]) add.json(add.approver(add.user(command)));
  },
};

export const allergen: Noun = {
  name: 'allergen',
  outline: (noun, { cli }) => noun.description(cli.allergen.description),
  declare: (allergen, context) => {
    const { allergen: t, options } = context.messages.cli;
    const add = commonOptions(options);
    const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
    allergen.addHelpText(
      'after',
      help(firstOf(t.listExamples, t.createExamples, t.editExamples, t.removeExamples)),
    );
    const list = allergen
      .command('list')
      .description(t.list)
      .addHelpText('after', help(t.listExamples))
      .action(async (flags) => (await listActions()).listAllergens(context, flags));
    add.csv(add.json(list));
    const changing = (verb: 'create' | 'edit' | 'remove') =>
      allergen
        .command(verb)
        .argument('<code>', t.code)
        .description(t[verb])
        .action(async (code, flags) => (await listActions()).saveAllergen(context, code, verb, flags));
    const create = changing('create')
      .requiredOption('--name <text>', t.name)
      .addHelpText('after', help(t.createExamples));
    const edit = changing('edit')
      .option('--code <code>', t.newCode)
      .option('--name <text>', t.name)
      .addHelpText('after', help(t.editExamples));
    const remove = changing('remove').addHelpText('after', help(t.removeExamples));
    for (const command of [create, edit, remove]) add.json(add.approver(add.user(command)));
  },
};
