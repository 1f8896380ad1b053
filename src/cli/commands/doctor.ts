import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

export const doctor: Noun = {
  name: 'doctor',
  outline: (noun, { cli }) => noun.description(cli.doctor.description),
  declare: (doctor, context) => {
    const t = context.messages.cli;
    const add = commonOptions(t.options);
    doctor
      .addHelpText('after', examples(t, t.doctor.examples))
      .action(async (flags) => (await import('../actions/doctor.ts')).doctor(context, flags));
    add.json(add.till(doctor));
  },
};
