import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

export const registerDoctor = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const add = commonOptions(t.options);
  const doctor = program
    .command('doctor')
    .description(t.doctor.description)
    .addHelpText('after', examples(t, t.doctor.examples))
    .action(async (flags) => (await import('../actions/doctor.ts')).doctor(context, flags));
  add.json(add.till(doctor));
};
