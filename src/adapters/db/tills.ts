import type { Knex } from 'knex';
import type { TillRecord, Tills } from '../../app/ports/tills.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { int, type Row, text } from './rows.ts';

const toTillRecord = (row: Row): TillRecord => ({
  id: int(row.id_caja),
  code: text(row.codigo),
  name: text(row.nombre),
  active: int(row.activo) === 1,
  account: row.cuenta === null ? null : text(row.cuenta),
});

export const databaseTills = (knex: Knex): Tills => ({
  list: () => guarded(async () => (await knex('v_cuentas_caja').orderBy('codigo')).map(toTillRecord)),
  screens: (code) =>
    guarded(async () => {
      const { openTills } = await import('./open-tills.ts');
      return (await openTills(knex)).filter(({ till }) => till === code).map(({ host }) => host);
    }),
  create: (by, { code, name }) =>
    officeCall(knex, 'sp_crear_caja', by, { codigo: code, nombre: name }, (row) => int(row.id_caja)),
  edit: (by, id, { name, active }) =>
    officeCall(knex, 'sp_actualizar_caja', by, { id_caja: id, nombre: name, activo: active ? 1 : 0 }, (row) =>
      int(row.id_caja),
    ),
});
