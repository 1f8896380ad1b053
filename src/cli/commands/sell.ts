import type { Noun } from '../noun.ts';
import { examples } from '../usage.ts';

export const sell: Noun = {
  name: 'sell',
  outline: (noun, { cli }) => noun.description(cli.sell.description),
  declare: (noun, context) => {
    const t = context.messages.cli;
    noun
      .option('--demo', t.sell.demo)
      .option('--till <code>', t.options.till)
      .option('--theme <name>', t.options.theme)
      .addHelpText('after', examples(t, t.sell.examples))
      .action(async (flags) => {
        const { sell } = await import('../actions/sell.ts');
        await sell(context, flags);
      });
  },
};
