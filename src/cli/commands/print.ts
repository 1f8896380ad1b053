import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

const actions = () => import('../actions/print.ts');

export const print: Noun = {
  name: 'print',
  outline: (noun, { printing }) => noun.description(printing.commands.description),
  declare: (print, context) => {
    const t = context.messages.printing.commands;
    const add = commonOptions(context.messages.cli.options);
    const help = `${examples(context.messages.cli, t.examples)}\n\n${t.options}`;
    print.addHelpText('after', help);

    const test = print
      .command('test')
      .description(t.test)
      .addHelpText('after', help)
      .action(async (flags) => (await actions()).printTest(context, flags));
    add.json(add.user(add.till(test)));

    const queue = print
      .command('queue')
      .description(t.queue)
      .option('--all', t.all)
      .addHelpText('after', help)
      .action(async (flags) => (await actions()).printQueue(context, flags));
    add.limit(add.csv(add.json(add.till(queue))));

    for (const verb of ['retry', 'settle'] as const) {
      const decide = print
        .command(verb)
        .argument('<job>', t.job)
        .description(t[verb])
        .addHelpText('after', help)
        .action(async (job, flags) => (await actions()).decideJob(context, verb, job, flags));
      add.json(add.user(decide));
    }

    const worker = print
      .command('worker', { hidden: true })
      .description(t.worker)
      .action(async (flags) => (await actions()).printWorker(context, flags));
    add.till(worker);
  },
};
