import { basename, resolve } from 'node:path';
import type { Carried } from '../../adapters/db/backup/counters.ts';
import {
  type Restored,
  type RestoreHooks,
  type RestoreStep,
  restoreBeside,
  restoreStore,
} from '../../adapters/db/backup/restore.ts';
import { verifyBackup } from '../../adapters/db/backup/verify.ts';
import { withOwnedDatabase } from '../../adapters/db/owner.ts';
import { privateKeyOf } from '../../adapters/files/backup/keys.ts';
import { type OpenedBackup, openBackup } from '../../adapters/files/backup/read.ts';
import { type Findings, isSound } from '../../domain/backup.ts';
import { storeTime } from '../../domain/business-time.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { withInterruption } from '../interruption.ts';
import { logAct } from '../log-act.ts';
import type { OutputFlags } from '../output.ts';
import { copyProgress, type Progress } from '../progress.ts';
import { ask } from '../prompt.ts';
import { percentOf } from './db-backup.ts';

export interface RestoreFlags extends ConfigFlags, OutputFlags {
  readonly key?: string;
  readonly into?: string;
  readonly replace?: boolean;
}

const opened = (
  context: CliContext,
  file: string,
  { key }: RestoreFlags,
  progress: Progress,
  check: () => void,
): Promise<OpenedBackup> => {
  const t = context.messages.backup;
  const passphrase = async (path: string): Promise<string | null> =>
    context.env.POS_BACKUP_KEY_PASSWORD || ask(t.passphrase(path), false);
  return openBackup(
    resolve(file),
    async () => (key === undefined ? null : privateKeyOf(resolve(key), () => passphrase(key))),
    (bytes, of) => {
      check();
      progress.show(() => t.progress.reading(percentOf(bytes, of) ?? 100));
    },
  );
};

const hooksOf = (context: CliContext, progress: Progress, check: () => void): RestoreHooks => {
  const t = context.messages.backup.progress;
  return {
    onCopy: ({ table, rows, of }) => {
      check();
      progress.show(() => t.loading(table, formatGs(rows), percentOf(rows, of)));
    },
    onStep: (step: RestoreStep) => {
      check();
      progress.clear();
      context.say(t[step]);
    },
  };
};

const DATABASE_NAME = /^[A-Za-z0-9_]{1,48}$/;

const findingsView = ({ file, checksum, encrypted }: OpenedBackup, found: Findings) => ({
  archivo: file,
  sirve: isSound(found),
  tomada_en: found.head.takenAt,
  programa: found.head.program,
  servidor: found.head.server,
  migraciones: found.head.schema.length,
  suma: checksum === 'ok' ? 'bien' : 'sin_suma',
  cifrada: encrypted,
  tablas: found.tables,
  filas: found.rows,
  ventas: found.holds.sales,
  ultima_venta: found.holds.lastSale,
  filas_distintas: found.miscounted,
  claves_sin_destino: found.orphans,
  partes_que_faltan: found.missingParts,
  no_cuadran: {
    productos: found.differences.products ?? 0,
    tarjetas: found.differences.cards ?? 0,
    resumenes: found.differences.rollUps ?? 0,
  },
  esquema_como_dice: found.schemaAsSaid,
});

/** Store-local, as people read it. */
const takenAt = ({ head }: Findings): string => {
  const moment = new Date(head.takenAt);
  return Number.isNaN(moment.getTime()) ? head.takenAt : storeTime(moment);
};

const findingsText = (context: CliContext, { file, checksum }: OpenedBackup, found: Findings): string => {
  const t = context.messages.backup;
  const { labels } = t;
  const bad = (label: string, items: readonly string[]): readonly [string, string][] =>
    items.length === 0 ? [] : [[label, items.join(', ')]];
  const differing = Object.entries(found.differences).flatMap(([name, count]) =>
    count > 0 ? [`${t.parts[name as keyof typeof t.parts] ?? name} ${count}`] : [],
  );
  const rows: readonly (readonly [string, string])[] = [
    [labels.taken, takenAt(found)],
    [labels.program, found.head.program],
    [labels.server, found.head.server],
    [labels.schema, String(found.head.schema.length)],
    [labels.checksum, t.sums[checksum]],
    [labels.rows, t.inTables(formatGs(found.rows), found.tables)],
    [labels.sales, t.salesUntil(formatGs(found.holds.sales), found.holds.lastSale ?? '')],
    ...bad(labels.miscounted, found.miscounted),
    ...bad(labels.orphans, found.orphans),
    ...bad(labels.parts, found.missingParts > 0 ? [String(found.missingParts)] : []),
    ...bad(labels.differences, differing),
    ...bad(labels.otherSchema, found.schemaAsSaid ? [] : [t.notAsSaid]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  const lines = rows.map(([label, value]) => `${label.padEnd(width)}${value}`);
  return [...lines, '', isSound(found) ? t.sound(file) : t.unsound(file)].join('\n');
};

/** Exit code 4 for a backup that does not add up. */
export const verifyDatabaseBackup = async (
  context: CliContext,
  file: string,
  flags: RestoreFlags,
): Promise<void> => {
  const progress = copyProgress(context.say);
  const verify = async (check: () => void): Promise<Findings> => {
    const backup = await opened(context, file, flags, progress, check);
    progress.clear();
    const onServer = (): void => context.say(context.messages.backup.progress.scratch);
    const found = await verifyBackup(backup, { ...hooksOf(context, progress, check), onServer });
    progress.clear();
    context.present(
      { data: findingsView(backup, found), text: () => findingsText(context, backup, found) },
      flags,
    );
    if (!isSound(found)) context.exitWith(4);
    return found;
  };
  const done = (found: Findings) => ({ sirve: isSound(found), ventas: found.holds.sales });
  const { home } = context.config(flags);
  await logAct(home, 'db.verify', { archivo: basename(file) }, () => withInterruption(verify), done).finally(
    progress.clear,
  );
};

/** Documents that a sentence names; `--json` has all. */
const MOST_NAMED = 10;

const carriedView = (carried: Carried | null) => ({
  numeros: (carried?.series ?? []).map(({ kind, of, timbrado, next }) => ({
    de: kind,
    punto: of,
    timbrado,
    sigue_en: next,
  })),
  facturas_fuera: (carried?.lost ?? []).map(({ kind, code, timbrado, cdc, state }) => ({
    tipo: kind,
    numero: code,
    timbrado,
    cdc,
    estado: state,
  })),
});

/** What goes on in its numbers, and what only the replaced database had. */
const carriedText = (context: CliContext, { carried, kept, found }: Restored): readonly string[] => {
  const t = context.messages.backup;
  if (carried === null) return found.holds.sales > 0 ? [t.notCarried(takenAt(found))] : [];
  const { series, lost } = carried;
  const numbers = series.map(({ kind, of, timbrado, next }) => t.series[kind](of, next, timbrado ?? ''));
  const codes = lost.slice(0, MOST_NAMED).map(({ code }) => code);
  const named = `${codes.join(', ')}${lost.length > codes.length ? ', …' : ''}`;
  return [
    ...(numbers.length > 0 ? [t.carried(numbers.join(', '))] : []),
    ...(lost.length > 0 ? [t.lostInvoices(lost.length, named, kept)] : []),
  ];
};

export const restoreDatabase = async (
  context: CliContext,
  file: string,
  flags: RestoreFlags,
): Promise<void> => {
  const t = context.messages.backup;
  const config = context.config(flags);
  const { into } = flags;
  if (into !== undefined && !DATABASE_NAME.test(into))
    throw new PosFailure(
      posError('VALOR_INVALIDO', { campo: '--into', valor: into, opciones: 'A-Z a-z 0-9 _' }),
    );
  const progress = copyProgress(context.say);
  const step = (name: keyof typeof context.messages.server.progress) =>
    context.say(context.messages.server.progress[name]);
  const restore = async (check: () => void): Promise<void> => {
    const backup = await opened(context, file, flags, progress, check);
    progress.clear();
    const hooks = hooksOf(context, progress, check);
    await withOwnedDatabase(config, step, async (owned) => {
      if (into !== undefined) {
        const found = await restoreBeside(owned, backup, into, hooks);
        const data = { base: into, reemplazada: false, ...findingsView(backup, found) };
        context.present({ data, text: () => t.beside(backup.file, into) }, flags);
        return;
      }
      const options = { replace: flags.replace === true, backups: config.backups, now: Date.now() };
      const restored = await restoreStore(owned, backup, options, hooks);
      const { found, kept, migrated, carried } = restored;
      const data = {
        base: owned.name,
        copia_anterior: kept,
        migradas: migrated,
        ...carriedView(carried),
        ...findingsView(backup, found),
      };
      const lines = [t.restored(backup.file, owned.name), ...(kept ? [t.kept(kept)] : [])];
      if (migrated.length > 0) lines.push(t.brought(migrated.length));
      const text = () => [...lines, ...carriedText(context, restored)].join('\n');
      context.present({ data, text }, flags);
    });
  };
  const known = { archivo: basename(file), base: into, reemplaza: flags.replace === true };
  await logAct(config.home, 'db.restore', known, () => withInterruption(restore)).finally(progress.clear);
};
