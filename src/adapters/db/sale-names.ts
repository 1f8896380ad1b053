import type { Knex } from 'knex';
import type { PosError } from '../../domain/errors.ts';
import type { SaleDocument } from '../../domain/sale.ts';
import { withParams } from './errors.ts';
import { type Row, text } from './rows.ts';

const NEEDS_CARD = new Set([
  'TARJETA_INEXISTENTE',
  'TARJETA_NO_ACTIVA',
  'TARJETA_VENCIDA',
  'TARJETA_DE_OTRO',
]);

const nameOf = async (knex: Knex, view: string, key: string, id: unknown): Promise<string | null> => {
  const rows: Row[] = await knex(view).where(key, Number(id)).select('nombre');
  return rows[0] ? text(rows[0].nombre) : null;
};

/**
 * Completes a refusal with the names that its sentence needs: routines speak in ids, because a message of the
 * server is short and a name may hold anything. If the look-up fails, the id must do.
 */
export const withNames = async (knex: Knex, error: PosError, document: SaleDocument): Promise<PosError> => {
  const { id_producto: product, id_medio: method } = error.params;
  if (NEEDS_CARD.has(error.code)) return withParams(error, { numero: document.nro_tarjeta ?? '' });
  try {
    if (product !== undefined)
      return withParams(error, {
        producto: (await nameOf(knex, 'v_productos', 'id_producto', product)) ?? product,
      });
    if (method !== undefined)
      return withParams(error, {
        medio: (await nameOf(knex, 'v_medios_pago', 'id_medio', method)) ?? method,
      });
  } catch {
    return withParams(error, { producto: product ?? '', medio: method ?? '' });
  }
  return error;
};
