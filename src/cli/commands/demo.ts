import type { Noun } from '../noun.ts';
import { examples } from '../usage.ts';

export const demo: Noun = {
  name: 'demo',
  outline: (noun, { demo }) => noun.description(demo.description),
  declare: (noun, context) => {
    const t = context.messages;
    noun
      .option('--theme <name>', t.cli.options.theme)
      .addHelpText('after', examples(t.cli, t.demo.examples))
      .action(async (flags) => {
        const { demo } = await import('../actions/demo.ts');
        await demo(context, flags);
      });
  },
};
