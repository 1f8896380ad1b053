import { Argument } from 'commander';
import type { Noun } from '../noun.ts';
import { commandAbove, examples } from '../usage.ts';

export const completion: Noun = {
  name: 'completion',
  outline: (noun, { cli }) =>
    noun
      .addArgument(new Argument('<shell>', cli.completion.shell).choices(['bash', 'zsh', 'fish']))
      .description(cli.completion.description),
  declare: (noun, context) => {
    const t = context.messages.cli;
    noun
      .addHelpText('after', examples(t, t.completion.examples))
      .action(async (shell: 'bash' | 'zsh' | 'fish') => {
        const { completionScript } = await import('../actions/completion.ts');
        context.out(completionScript(shell, commandAbove(noun)));
      });
  },
};
