import type { Knex } from 'knex';
import type { Stores } from '../../app/ports.ts';
import { TAX_MODES } from '../../domain/tax.ts';
import { guarded } from './query.ts';
import { type Row, text, toAllergen, toMethod, toTill } from './rows.ts';

/** `HH:MM` as minutes after midnight. */
const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** What hardly changes: the store's settings, tills, means of payment, allergens. */
export const databaseStores = (knex: Knex): Stores => ({
  store: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_ajustes').select('clave', 'valor');
      const settings = new Map(
        rows.map((row) => [text(row.clave), row.valor === null ? null : text(row.valor)]),
      );
      const value = (key: string): string | null => settings.get(key) || null;
      return {
        name: value('nombre_tienda') ?? '',
        ruc: value('ruc'),
        address: value('direccion'),
        phone: value('telefono'),
        taxMode: TAX_MODES.find((mode) => mode === value('modo_iva')) ?? 'en_factura',
        invoicing: value('facturacion') === '1',
        demo: value('demo') === '1',
        idleLockMinutes: Number(value('bloqueo_minutos') ?? 0),
        dayCutMinutes: minutesOf(value('corte_dia') ?? '00:00'),
        ticketFooter: value('pie_ticket'),
      };
    }),
  tills: () => guarded(async () => (await knex('v_cajas').where('activo', 1).orderBy('codigo')).map(toTill)),
  paymentMethods: () =>
    guarded(async () => (await knex('v_medios_pago').orderBy(['orden', 'id_medio'])).map(toMethod)),
  allergens: () => guarded(async () => (await knex('v_alergenos').orderBy('id_alergeno')).map(toAllergen)),
});
