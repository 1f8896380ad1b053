import { migrateStore, migrationPlan } from '../../adapters/db/upkeep.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { logAct } from '../log-act.ts';
import type { OutputFlags } from '../output.ts';
import { table } from '../table.ts';

export interface MigrateFlags extends ConfigFlags, OutputFlags {
  readonly status?: boolean;
  readonly dryRun?: boolean;
  /** Commander's name for `--no-backup`. */
  readonly backup?: boolean;
  readonly force?: boolean;
}

const stepOf = (context: CliContext) => (step: keyof typeof context.messages.server.progress) =>
  context.say(context.messages.server.progress[step]);

/** What the database has had and what is missing; with `--dry-run` only what would run. */
const showPlan = async (context: CliContext, flags: MigrateFlags): Promise<void> => {
  const t = context.messages.backup;
  const { applied, pending, unknown } = await migrationPlan(context.config(flags), stepOf(context));
  const row = (state: 'applied' | 'pending' | 'unknown') => (name: string) => ({ name, state });
  const rows = [
    ...(flags.dryRun ? [] : [...applied.map(row('applied')), ...unknown.map(row('unknown'))]),
    ...pending.map(row('pending')),
  ];
  const columns = [
    { title: t.migrations.title, value: ({ name }: (typeof rows)[number]) => name },
    { title: t.migrations.state, value: ({ state }: (typeof rows)[number]) => t.migrations[state] },
  ];
  const count = t.pendingCount(pending.length);
  context.present(
    {
      data: flags.dryRun
        ? { migraciones: pending }
        : { aplicadas: applied, faltan: pending, desconocidas: unknown },
      text: (width) => (rows.length === 0 ? count : `${table(rows, columns, width)}\n\n${count}`),
    },
    flags,
  );
};

export const migrateDatabase = async (context: CliContext, flags: MigrateFlags): Promise<void> => {
  if (flags.status || flags.dryRun) return showPlan(context, flags);
  const options = { noBackup: flags.backup === false, force: flags.force === true };
  const config = context.config(flags);
  const { ran, backup } = await logAct(
    config.home,
    'db.migrate',
    {},
    () => migrateStore(config, stepOf(context), options),
    (done) => ({ migraciones: done.ran.length, ultima: done.ran.at(-1), copia: done.backup }),
  );
  context.present(
    {
      data: { migraciones: ran, copia: backup },
      text: () =>
        [
          context.messages.server.db.migrated(ran.length),
          ...(backup ? [context.messages.backup.savedBefore(backup)] : []),
        ].join('\n'),
    },
    flags,
  );
};
