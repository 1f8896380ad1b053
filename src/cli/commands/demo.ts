import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { examples } from '../usage.ts';

export const registerDemo = (program: Command, context: CliContext): void => {
  const t = context.messages;
  program
    .command('demo')
    .description(t.demo.description)
    .option('--theme <name>', t.cli.options.theme)
    .addHelpText('after', examples(t.cli, t.demo.examples))
    .action(async (flags) => {
      const { demo } = await import('../actions/demo.ts');
      await demo(context, flags);
    });
};
