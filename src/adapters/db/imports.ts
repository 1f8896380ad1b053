import type { Knex } from 'knex';
import type { ImportFiles, Imports } from '../../app/ports/imports.ts';
import type { ActedBy } from '../../app/ports.ts';
import type { ImportKind } from '../../domain/import-columns.ts';
import type { Result } from '../../domain/result.ts';
import { exportedFamilies, exportedProducts, exportedStock } from './imports-export.ts';
import { callDocument, officeCall } from './office-call.ts';
import { int, type Row } from './rows.ts';
import { KIND_NAMES, rowDocuments, toApplied, toFault, toPlan, toPlannedRow } from './rows-imports.ts';

/** The library that reads files is loaded with the first file. */
const files: ImportFiles = {
  open: async (path) => (await import('../files/tables.ts')).tableFiles.open(path),
  write: async (path, text, overwrite) =>
    (await import('../files/tables.ts')).tableFiles.write(path, text, overwrite),
  complete: async (typed) => (await import('../files/tables.ts')).tableFiles.complete(typed),
};

const EXPORTS: Readonly<Record<ImportKind, (knex: Knex) => ReturnType<Imports['records']>>> = {
  products: exportedProducts,
  families: exportedFamilies,
  stock: exportedStock,
};

/** Planning and applying a whole catalogue at once takes seconds, on a slow disk minutes. */
const PATIENCE_MS = 600_000;

const patientCall = <T>(
  knex: Knex,
  routine: string,
  { actor, grant }: ActedBy,
  body: Readonly<Record<string, unknown>>,
  read: (rows: readonly Row[]) => T,
): Promise<Result<T>> =>
  callDocument(
    knex,
    routine,
    JSON.stringify({ ...body, sesion: actor.session, id_aprobacion: grant }),
    read,
    PATIENCE_MS,
  );

const oneOf =
  <T>(read: (row: Row) => T) =>
  ([row]: readonly Row[]): T => {
    if (!row) throw new Error('an import was answered nothing');
    return read(row);
  };

export const databaseImports = (knex: Knex): Imports => ({
  files,
  begin: (by, { uuid, kind, file }) =>
    officeCall(knex, 'sp_abrir_importacion', by, { uuid, tipo: KIND_NAMES[kind], archivo: file }, (row) =>
      int(row.id_importacion),
    ),
  stage: (by, id, rows) =>
    officeCall(knex, 'sp_agregar_filas', by, { id_importacion: id, filas: rowDocuments(rows) }, () => null),
  plan: (by, id) => patientCall(knex, 'sp_planear_importacion', by, { id_importacion: id }, oneOf(toPlan)),
  changes: (by, id, { afterLine, limit }) =>
    patientCall(
      knex,
      'sp_cambios_importacion',
      by,
      { id_importacion: id, despues_de: afterLine, cuantas: limit },
      (rows) => rows.map(toPlannedRow),
    ),
  faults: (by, id, limit) =>
    patientCall(knex, 'sp_problemas_importacion', by, { id_importacion: id, cuantas: limit }, (rows) =>
      rows.map(toFault),
    ),
  apply: (by, id, fingerprint) =>
    patientCall(
      knex,
      'sp_aplicar_importacion',
      by,
      { id_importacion: id, huella: fingerprint },
      oneOf(toApplied),
    ),
  discard: (by, id) => officeCall(knex, 'sp_descartar_importacion', by, { id_importacion: id }, () => null),
  records: (kind) => EXPORTS[kind](knex),
});
