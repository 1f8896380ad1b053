import { type Command, Option } from 'commander';
import { EVENTS } from '../../domain/webhook.ts';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { idOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';
import { several } from './serve.ts';

const actions = () => import('../actions/webhook.ts');

type Verb = (name: string, description: string, lines: readonly (readonly [string, string])[]) => Command;

const registerSubscriptions = (verb: Verb, context: CliContext): void => {
  const t = context.messages.cli.webhook;
  const add = commonOptions(context.messages.cli.options);
  const create = verb('create', t.create, t.createExamples)
    .argument('<url>', t.url)
    .addOption(
      new Option('--event <type>', t.event(EVENTS.join(', ')))
        .argParser(several(EVENTS))
        .makeOptionMandatory(),
    )
    .option('--allow-private', t.allowPrivate)
    .action(async (url, flags) => (await actions()).createWebhook(context, url, flags));
  add.json(add.user(create));
  const list = verb('list', t.list, t.listExamples).action(async (flags) =>
    (await actions()).listWebhooks(context, flags),
  );
  add.csv(add.json(list));
  const remove = verb('delete', t.delete, t.deleteExamples)
    .argument('<id>', t.id, idOf)
    .action(async (id, flags) => (await actions()).deleteWebhook(context, id, flags));
  add.json(add.user(remove));
  const enable = verb('enable', t.enable, t.enableExamples)
    .argument('<id>', t.id, idOf)
    .action(async (id, flags) => (await actions()).enableWebhook(context, id, flags));
  add.json(add.user(enable));
  const test = verb('test', t.test, t.testExamples)
    .argument('<id>', t.id, idOf)
    .action(async (id, flags) => (await actions()).testWebhook(context, id, flags));
  add.json(add.user(test));
};

const registerDeliveries = (verb: Verb, context: CliContext): void => {
  const t = context.messages.cli.webhook;
  const add = commonOptions(context.messages.cli.options);
  const deliveries = verb('deliveries', t.deliveries, t.deliveriesExamples)
    .addOption(new Option('--webhook <id>', t.id).argParser(idOf))
    .addOption(new Option('--state <state>', t.state).choices(['pendiente', 'entregada', 'fallida']))
    .action(async (flags) => (await actions()).listDeliveries(context, flags));
  add.limit(add.csv(add.json(deliveries)));
  const retry = verb('retry', t.retry, t.retryExamples)
    .argument('<delivery>', t.delivery, (typed) => (typed === 'all' ? 'all' : idOf(typed)))
    .action(async (which, flags) => (await actions()).retryWebhooks(context, which, flags));
  add.json(add.user(retry));
  const send = verb('send', t.send, t.sendExamples)
    .option('--watch', t.watch)
    .action(async (flags) => (await import('../actions/webhook-send.ts')).sendWebhooks(context, flags));
  add.json(send);
};

export const webhook: Noun = {
  name: 'webhook',
  outline: (noun, { cli }) => noun.description(cli.webhook.description),
  declare: (webhook, context) => {
    const t = context.messages.cli;
    const words = t.webhook;
    const all = firstOf(words.createExamples, words.listExamples, words.testExamples, words.sendExamples);
    webhook.addHelpText('after', examples(t, all));
    const verb: Verb = (name, description, lines) =>
      webhook.command(name).description(description).addHelpText('after', examples(t, lines));
    registerSubscriptions(verb, context);
    registerDeliveries(verb, context);
  },
};
