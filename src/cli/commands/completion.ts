import { Argument, type Command } from 'commander';
import type { CliContext } from '../context.ts';
import { examples } from '../usage.ts';

export const registerCompletion = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  program
    .command('completion')
    .addArgument(new Argument('<shell>', t.completion.shell).choices(['bash', 'zsh', 'fish']))
    .description(t.completion.description)
    .addHelpText('after', examples(t, t.completion.examples))
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completionScript } = await import('../actions/completion.ts');
      context.out(completionScript(shell, program));
    });
};
