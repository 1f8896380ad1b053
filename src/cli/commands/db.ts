import type { Command } from 'commander';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';
import { registerBackups } from './db-backup.ts';
import { registerRollUps } from './db-rollups.ts';

const actions = () => import('../actions/db.ts');
const migrating = () => import('../actions/db-migrate.ts');

export const db: Noun = {
  name: 'db',
  outline: (noun, { server }) => noun.description(server.db.description),
  declare: (db, context) => {
    const t = context.messages.server.db;
    const add = commonOptions(context.messages.cli.options);
    const help = examples(context.messages.cli, t.examples);
    db.addHelpText('after', help);
    const verb = (name: 'start' | 'stop' | 'status' | 'migrate' | 'seed'): Command =>
      add.json(db.command(name).description(t.verbs[name]).addHelpText('after', help));

    verb('start').action(async (flags) => (await actions()).startDatabase(context, flags));
    verb('stop').action(async (flags) => (await actions()).stopDatabase(context, flags));
    verb('status').action(async (flags) => (await actions()).databaseStatus(context, flags));
    const words = context.messages.backup;
    verb('migrate')
      .option('--status', words.status)
      .option('--dry-run', words.dryRun)
      .option('--no-backup', words.noBackup)
      .option('--force', words.force)
      .action(async (flags) => (await migrating()).migrateDatabase(context, flags));
    verb('seed')
      .option('--demo', t.demo)
      .action(async (flags) => (await actions()).seedDatabase(context, flags));
    registerBackups(db, context);
    registerRollUps(db, context);
  },
};
