import type { Knex } from 'knex';
import type { StoreSettings } from '../../app/ports/store-settings.ts';
import type { StoreField } from '../../domain/store-settings.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { type Row, text } from './rows.ts';

const KEYS: Readonly<Record<StoreField, string>> = {
  name: 'nombre_tienda',
  ruc: 'ruc',
  address: 'direccion',
  phone: 'telefono',
  ticketFooter: 'pie_ticket',
  taxMode: 'modo_iva',
  managerEmail: 'correo_gerente',
};

export const databaseStoreSettings = (knex: Knex): StoreSettings => ({
  read: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_ajustes').select('clave', 'valor');
      const value = (key: string): string => {
        const row = rows.find((one) => one.clave === key);
        return row?.valor === null || row?.valor === undefined ? '' : text(row.valor);
      };
      return {
        name: value(KEYS.name),
        ruc: value(KEYS.ruc),
        address: value(KEYS.address),
        phone: value(KEYS.phone),
        ticketFooter: value(KEYS.ticketFooter),
        taxMode: value(KEYS.taxMode),
        managerEmail: value(KEYS.managerEmail),
      };
    }),
  set: (by, field, value) =>
    officeCall(knex, 'sp_actualizar_ajuste', by, { clave: KEYS[field], valor: value }, (row) =>
      text(row.valor),
    ),
});
