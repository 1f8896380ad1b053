import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseKeep } from '../../domain/backup.ts';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

const copying = () => import('../actions/db-backup.ts');
const reading = () => import('../actions/db-restore.ts');

const keepOf = (text: string) => {
  const keep = parseKeep(text);
  if (!keep) throw new InvalidArgumentError(text);
  return keep;
};

/** The verbs of `pos db` that are about backups. */
export const registerBackups = (db: Command, context: CliContext): void => {
  const t = context.messages.backup;
  const { cli } = context.messages;
  const add = commonOptions(cli.options);

  add
    .json(db.command('backup').description(t.make).argument('[dir]', t.folder))
    .option('--encrypt-to <file>', t.encryptTo)
    .addOption(new Option('--keep <d,w,m>', t.keep).argParser(keepOf))
    .option('--no-hook', t.noHook)
    .addHelpText('after', examples(cli, t.makeExamples))
    .action(async (folder, flags) => (await copying()).backUpDatabase(context, folder, flags));

  add
    .csv(add.json(db.command('backups').description(t.list).argument('[dir]', t.folder)))
    .addHelpText('after', examples(cli, t.listExamples))
    .action(async (folder, flags) => (await copying()).listBackups(context, folder, flags));

  add
    .json(db.command('restore').description(t.restore).argument('<file>', t.file))
    .addOption(new Option('--into <name>', t.into).conflicts('replace'))
    .option('--replace', t.replace)
    .option('--key <file>', t.key)
    .addHelpText('after', examples(cli, t.restoreExamples))
    .action(async (file, flags) => (await reading()).restoreDatabase(context, file, flags));

  add
    .json(db.command('verify').description(t.verify).argument('<file>', t.file))
    .option('--key <file>', t.key)
    .addHelpText('after', examples(cli, t.verifyExamples))
    .action(async (file, flags) => (await reading()).verifyDatabaseBackup(context, file, flags));

  add
    .json(db.command('backup-keygen').description(t.keygen).argument('<file>', t.keygenPath))
    .addHelpText('after', examples(cli, t.keygenExamples))
    .action(async (file, flags) => (await copying()).makeBackupKeys(context, file, flags));
};
