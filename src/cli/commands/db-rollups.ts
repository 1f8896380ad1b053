import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

/** `pos db rollups`: whether the sums that reports read are those of the sales. */
export const registerRollUps = (db: Command, context: CliContext): void => {
  const t = context.messages.cli.report.rollUps;
  commonOptions(context.messages.cli.options)
    .json(db.command('rollups').description(t.description).option('--rebuild', t.rebuild))
    .addHelpText('after', examples(context.messages.cli, t.examples))
    .action(async (flags) => (await import('../actions/db-rollups.ts')).tendDatabaseRollUps(context, flags));
};
