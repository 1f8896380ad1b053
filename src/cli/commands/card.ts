import { type Command, Option } from 'commander';
import { type Gs, gs } from '../../domain/money.ts';
import { CARD_STATES } from '../../domain/student.ts';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { amountOf, idOf } from '../numbers.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples, firstOf, unfit } from '../usage.ts';

const changing = () => import('../actions/card-change.ts');
const reading = () => import('../actions/card.ts');

/** `25000` or `25.000`: whole guaraníes above 0. */
const amount = (typed: string): Gs => {
  const value = amountOf(typed);
  if (value === 0) throw unfit('25000, 25.000');
  return gs(value);
};

const signedAmount = (typed: string): number =>
  typed.startsWith('-') ? -amount(typed.slice(1)) : amount(typed);

const registerReading = (card: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const add = commonOptions(t.options);
  const show = card
    .command('show')
    .argument('<number>', t.card.number)
    .description(t.card.show)
    .addHelpText('after', examples(t, t.card.showExamples))
    .action(async (number, flags) => (await reading()).showCard(context, number, flags));
  add.json(show);
  const list = card
    .command('list')
    .description(t.card.list)
    .option('--search <text>', t.card.search)
    .addOption(new Option('--state <state>', t.cardDesk.state).choices([...CARD_STATES]))
    .addHelpText('after', examples(t, t.card.listExamples))
    .action(async (flags) => (await reading()).listCards(context, flags));
  add.limit(add.csv(add.json(list)));
  const statement = card
    .command('statement')
    .argument('<number>', t.card.number)
    .description(t.cardDesk.statement)
    .option('--from <date>', t.cardDesk.from, isoDay)
    .option('--to <date>', t.cardDesk.to, isoDay)
    .addHelpText('after', examples(t, t.cardDesk.statementExamples))
    .action(async (number, flags) =>
      (await import('../actions/card-statement.ts')).showStatement(context, number, flags),
    );
  add.csv(add.json(statement));
};

const registerMoney = (card: Command, context: CliContext): void => {
  const { cardDesk: t, card: words, options } = context.messages.cli;
  const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
  const add = commonOptions(options);
  const topup = card
    .command('topup')
    .argument('<number>', words.number)
    .argument('<amount>', t.amount, amount)
    .description(t.topup)
    .option('--method <method>', t.method)
    .addOption(new Option('--handed <amount>', t.handed).argParser(amount))
    .option('--reference <text>', t.reference)
    .option('--uuid <uuid>', t.uuid)
    .addHelpText('after', help(t.topupExamples))
    .action(async (number, sum, flags) => (await changing()).topUp(context, number, sum, flags));
  add.json(add.user(add.till(topup)));
  const adjust = card
    .command('adjust')
    .argument('<number>', words.number)
    .description(t.adjust)
    .requiredOption('--amount <amount>', t.signedAmount, signedAmount)
    .requiredOption('--reason <text>', t.reason)
    .option('--uuid <uuid>', t.uuid)
    .addHelpText('after', help(t.adjustExamples))
    .action(async (number, flags) => (await changing()).adjustTheCard(context, number, flags));
  add.json(add.approver(add.user(adjust)));
  const receipt = card
    .command('receipt')
    .argument('<number>', words.number)
    .description(t.receipt)
    .option('--topup <id>', t.topupId, idOf)
    .addHelpText('after', help(t.receiptExamples))
    .action(async (number, flags) => (await changing()).reprintReceipt(context, number, flags));
  add.json(add.user(add.till(receipt)));
};

const registerKeeping = (card: Command, context: CliContext): void => {
  const { cardDesk: t, card: words, options } = context.messages.cli;
  const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
  const add = commonOptions(options);
  const create = card
    .command('create')
    .argument('<number>', t.newNumber)
    .description(t.create)
    .requiredOption('--student <id>', t.student, idOf)
    .addOption(new Option('--daily <amount>', t.dailyLimit).argParser(amount))
    .option('--expires <date>', t.expires, isoDay)
    .option('--reason <text>', t.reason)
    .addHelpText('after', help(t.createExamples))
    .action(async (number, flags) => (await changing()).createCard(context, number, flags));
  add.json(add.approver(add.user(create)));
  const block = card
    .command('block')
    .argument('<number>', words.number)
    .description(t.block)
    .requiredOption('--reason <text>', t.reason)
    .addHelpText('after', help(t.blockExamples))
    .action(async (number, flags) => (await changing()).blockTheCard(context, number, flags));
  add.json(add.user(block));
  const unblock = card
    .command('unblock')
    .argument('<number>', words.number)
    .description(t.unblock)
    .requiredOption('--reason <text>', t.reason)
    .addHelpText('after', help(t.unblockExamples))
    .action(async (number, flags) => (await changing()).unblockTheCard(context, number, flags));
  add.json(add.approver(add.user(unblock)));
  const replace = card
    .command('replace')
    .argument('<number>', words.number)
    .argument('<new-number>', t.newNumber)
    .description(t.replace)
    .requiredOption('--reason <text>', t.reason)
    .addHelpText('after', help(t.replaceExamples))
    .action(async (number, fresh, flags) => (await changing()).replaceTheCard(context, number, fresh, flags));
  add.json(add.approver(add.user(replace)));
  const limit = card
    .command('limit')
    .argument('<number>', words.number)
    .description(t.limit)
    .addOption(new Option('--daily <amount>', t.dailyLimit).argParser(amount))
    .option('--no-daily', t.noLimit)
    .option('--expires <date>', t.expires, isoDay)
    .option('--no-expires', t.noExpiry)
    .option('--reason <text>', t.reason)
    .addHelpText('after', help(t.limitExamples))
    .action(async (number, flags) => (await changing()).limitCard(context, number, flags));
  add.json(add.approver(add.user(limit)));
};

export const card: Noun = {
  name: 'card',
  outline: (noun, { cli }) => noun.description(cli.card.description),
  declare: (card, context) => {
    const { card: words, cardDesk: t } = context.messages.cli;
    const all = firstOf(
      words.showExamples,
      words.listExamples,
      t.createExamples,
      t.topupExamples,
      t.blockExamples,
      t.replaceExamples,
      t.statementExamples,
    );
    card.addHelpText('after', examples(context.messages.cli, all));
    registerReading(card, context);
    registerMoney(card, context);
    registerKeeping(card, context);
  },
};
