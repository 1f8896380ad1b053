import type { BackupWords } from '../es/backup.ts';

/** `pos db backup`, `backups`, `restore`, `verify`, `backup-keygen`, `migrate --status`. */
export const backup: BackupWords = {
  make: 'stores a backup of the whole database while sales go on',
  folder: 'directory of the backups (POS_BACKUP_DIR; by default “backups” in the data directory)',
  encryptTo: 'encrypts to the public key of this PEM file (POS_BACKUP_KEY)',
  keep: 'how many are kept: days,weeks,months, or all (POS_BACKUP_KEEP; by default 7,4,12)',
  noHook: 'does not take it elsewhere with the command of POS_BACKUP_HOOK',
  makeExamples: [
    ['pos db backup', 'into the directory of backups; takes away those that have had their time'],
    ['pos db backup /media/copies --encrypt-to tita.pub.pem', 'encrypted, on another disk'],
    ['pos db backup --keep 14,8,24', 'keeps more: 14 days, 8 weeks, 24 months'],
  ],
  list: 'lists the backups with age, size and whether they are whole',
  listExamples: [
    ['pos db backups', 'those of the directory of backups'],
    ['pos db backups /media/copies --json', 'those of another one, for a program'],
  ],
  restore: 'reads a backup, proves that it adds up and puts it in the place of the empty database',
  file: 'a file pos_backup_*.sql.gz, or .sql.gz.enc',
  into: 'leaves it beside, in a new database of this name, and does not touch the store’s',
  replace: 'replaces a database that holds data, after a backup of it',
  key: 'PEM file with the private key of an encrypted backup',
  restoreExamples: [
    ['pos db restore pos_backup_2026-11-26T020000.sql.gz', 'into an empty database'],
    ['pos db restore COPY.sql.gz --into pos_trial', 'into another one, to look at it'],
    ['pos db restore COPY.sql.gz --replace', 'in the place of the present one, which is kept in a backup'],
    ['pos db restore COPY.sql.gz.enc --key tita.pem', 'an encrypted backup'],
  ],
  verify: 'reads a backup on a passing server and proves that it is good, touching nothing',
  verifyExamples: [
    ['pos db verify pos_backup_2026-11-26T020000.sql.gz', 'rows, keys, stock, balances and roll-ups'],
    ['pos db verify COPY.sql.gz --json', 'the same, for a program'],
  ],
  keygen: 'makes a pair of keys to encrypt backups',
  keygenPath: 'file of the private key; the public one goes beside it, in .pub.pem',
  keygenExamples: [
    ['pos db backup-keygen tita.pem', 'tita.pem is kept far from here; tita.pub.pem encrypts'],
  ],
  status: 'shows which migrations the database has had and which are missing',
  dryRun: 'says which migrations would run, without running them',
  noBackup: 'stores no backup before',
  force: 'even while tills of another version are open',
  passphrase: (file) => `Password of ${file}: `,
  progress: {
    copying: (table, rows, percent, megabytes) =>
      `Copying ${table}: ${rows} rows${percent === null ? '' : ` (${percent} %)`}, ${megabytes} MB`,
    reading: (percent) => `Checking the file: ${percent} %`,
    loading: (table, rows, percent) =>
      `Reading ${table}: ${rows} rows${percent === null ? '' : ` (${percent} %)`}`,
    checking: 'Checking rows, keys, stock and balances…',
    moving: 'Putting the backup in its place…',
    keeping: 'First storing a backup of the database that is replaced…',
    migrating: 'Bringing the tables of the backup up to date…',
    scratch: 'Preparing a passing server…',
    sending: (command) => `Taking the backup along with “${command}”…`,
  },
  made: (file, size, seconds) => `Backup stored: ${file} (${size}, ${seconds} s).`,
  removed: (count) =>
    count === 1
      ? '1 backup that had its time was taken away.'
      : `${count} backups that had their time were taken away.`,
  sent: 'The backup was taken to the other place, too.',
  withoutSecrets: 'Sessions and configuration files are not in it.',
  none: (folder) => `There are no backups in ${folder}: make one with “pos db backup”.`,
  titles: { file: 'Backup', age: 'Age', size: 'Size', sum: 'Checksum', encrypted: 'Encrypted' },
  sums: { ok: 'good', wrong: 'DIFFERENT', none: 'no .sha256' },
  yes: 'yes',
  no: 'no',
  age: (hours) => (hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`),
  restored: (file, base) => `The backup ${file} is now in the database ${base}.`,
  beside: (file, base) =>
    `The backup ${file} is beside, in the database ${base}; the store’s has not changed.`,
  kept: (file) => `What was there before is in ${file}.`,
  brought: (count) => (count === 1 ? '1 migration ran.' : `${count} migrations ran.`),
  carried: (numbers) => `Numbers go on from the database that was replaced: ${numbers}.`,
  series: {
    factura: (point, next, timbrado) => `invoices of ${point} from ${next} (timbrado ${timbrado})`,
    nota_credito: (point, next, timbrado) => `credit notes of ${point} from ${next} (timbrado ${timbrado})`,
    venta: (till, next) => `sales of till ${till} from ${next}`,
    cierre_z: (till, next) => `Z closings of till ${till} from ${next}`,
  },
  lostInvoices: (count, codes, kept) =>
    `${count === 1 ? '1 fiscal document' : `${count} fiscal documents`} of the database that was replaced ${
      count === 1 ? 'is' : 'are'
    } not in the backup (${codes}): keep ${
      kept ?? 'the backup that was made before'
    }, which has them, and report with “pos invoice unused” the numbers that the authority has not approved.`,
  notCarried: (takenAt) =>
    `There was no database to go on from: if invoices were issued after the backup (${takenAt}), say before selling from which number to go on, with “pos invoice setup --first-invoice N”.`,
  sound: (file) => `The backup ${file} is good: everything adds up.`,
  unsound: (file) => `The backup ${file} does NOT add up: do not use it.`,
  labels: {
    taken: 'Taken',
    program: 'Program',
    server: 'Server',
    schema: 'Migrations',
    rows: 'Rows',
    sales: 'Sales',
    checksum: 'Checksum',
    miscounted: 'Rows too few or too many',
    orphans: 'Keys that point to nothing',
    parts: 'Missing routines, triggers and views',
    differences: 'Stock, balances and roll-ups that do not add up',
    otherSchema: 'Schema',
  },
  parts: { products: 'products', cards: 'cards', rollUps: 'roll-ups' },
  inTables: (rows, tables) => `${rows} in ${tables} tables`,
  salesUntil: (sales, last) => (last === '' ? sales : `${sales}, the last one of ${last}`),
  notAsSaid: 'is not the one that the backup names',
  keys: (secret, open) =>
    `Private key: ${secret} (keep it far from this machine: without it no backup opens).\nPublic key: ${open} (it encrypts: pos config set backup_key ${open}).`,
  migrations: {
    title: 'Migration',
    state: 'State',
    applied: 'applied',
    pending: 'missing',
    unknown: 'unknown',
  },
  pendingCount: (count) =>
    count === 0
      ? 'The tables are up to date.'
      : count === 1
        ? '1 migration is missing.'
        : `${count} migrations are missing.`,
  savedBefore: (file) => `Backup of before: ${file}.`,
};
