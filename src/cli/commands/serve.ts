import { BlockList, isIP } from 'node:net';
import { Option } from 'commander';
import { SCOPES, TOKEN_DAYS } from '../../domain/integration.ts';
import type { Noun } from '../noun.ts';
import { wholeOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf, unfit } from '../usage.ts';

const DEFAULT_PORT = 8_080;
/** Requests a second of one token. */
const DEFAULT_RATE = 20;

/** An option that may be given more than once, or hold several between commas. */
export const several =
  (known: readonly string[]) =>
  (given: string, before: readonly string[] | undefined): readonly string[] => {
    const parts = given
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    const unknown = parts.find((part) => !known.includes(part));
    if (unknown !== undefined) throw unfit(known.join(', '));
    return [...(before ?? []), ...parts];
  };

/** `10.0.0.5` or `10.0.0.0/8`; with a network so large that it is everybody, nobody would need to be trusted. */
const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) === 0) return false;
  try {
    new BlockList().addSubnet(address, Number(bits), kind === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
};

const networks = (given: string, before: readonly string[] | undefined): readonly string[] => {
  const parts = given.split(',').map((part) => part.trim());
  if (!parts.every(isNetwork)) throw unfit('10.0.0.5, 10.0.0.0/24');
  return [...(before ?? []), ...parts];
};

export const serve: Noun = {
  name: 'serve',
  outline: (noun, { cli }) => noun.description(cli.serve.description),
  declare: (serve, context) => {
    const t = context.messages.cli.serve;
    const add = commonOptions(context.messages.cli.options);
    serve
      .option('--host <address>', t.host, '127.0.0.1')
      .addOption(new Option('--port <port>', t.port).default(DEFAULT_PORT).argParser(wholeOf(0, 65_535)))
      .option('--tls-cert <path>', t.tlsCert)
      .option('--tls-key <path>', t.tlsKey)
      .option('--insecure', t.insecure)
      .addOption(new Option('--trust-proxy <address>', t.trustProxy).argParser(networks))
      .addOption(new Option('--rate <n>', t.rate).default(DEFAULT_RATE).argParser(wholeOf(1, 10_000)))
      .option('--no-webhooks', t.noWebhooks)
      .option('--openapi', t.openapi)
      .addHelpText('after', examples(context.messages.cli, t.examples))
      .action(async (flags) => (await import('../actions/serve.ts')).serve(context, flags));
    add.till(serve);
  },
};

export const token: Noun = {
  name: 'token',
  outline: (noun, { cli }) => noun.description(cli.token.description),
  declare: (token, context) => {
    const t = context.messages.cli.token;
    const add = commonOptions(context.messages.cli.options);
    const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
    token.addHelpText('after', help(firstOf(t.createExamples, t.listExamples, t.revokeExamples)));
    const create = token
      .command('create')
      .argument('<name>', t.name)
      .description(t.create)
      .addOption(
        new Option('--scope <scope>', t.scope(SCOPES.join(', ')))
          .argParser(several(SCOPES))
          .makeOptionMandatory(),
      )
      .requiredOption('--acts-as <user>', t.actsAs)
      .option('--only-till <code>', t.onlyTill)
      .addOption(new Option('--days <n>', t.days).default(TOKEN_DAYS).argParser(wholeOf(1, 3_650)))
      .addHelpText('after', help(t.createExamples))
      .action(async (name, flags) => (await import('../actions/token.ts')).createToken(context, name, flags));
    add.json(add.user(create));
    const list = token
      .command('list')
      .description(t.list)
      .addHelpText('after', help(t.listExamples))
      .action(async (flags) => (await import('../actions/token.ts')).listTokens(context, flags));
    add.csv(add.json(add.user(list)));
    const revoke = token
      .command('revoke')
      .argument('<token>', t.reference)
      .description(t.revoke)
      .addHelpText('after', help(t.revokeExamples))
      .action(async (one, flags) => (await import('../actions/token.ts')).revokeToken(context, one, flags));
    add.json(add.user(revoke));
  },
};
