import type { Knex } from 'knex';
import { migration, runAll } from './steps.ts';

/** Days after which news of a sale that nobody was told of is none any more. */
const STALE_DAYS = 30;

/**
 * What the queue held before anything was sent from it: each mail gets the time by which the queue finds and forgets it
 * (UTC; the store's is three hours behind), and what has waited for weeks is not sent all at once to somebody's surprise.
 */
export const settleFormerMails = (knex: Knex): Promise<void> =>
  runAll(knex, [
    `DELETE FROM notificaciones_correo
     WHERE estado IN ('pendiente', 'enviando') AND datos IS NULL AND tipo_notificacion = 'venta'
       AND fecha_creacion < UTC_TIMESTAMP() - INTERVAL 3 HOUR - INTERVAL ${STALE_DAYS} DAY`,
    `UPDATE notificaciones_correo SET proximo_intento = COALESCE(fecha_envio, fecha_creacion) + INTERVAL 3 HOUR
     WHERE proximo_intento IS NULL`,
  ]);

/** Mails of a time before they were sent live no longer than others; there is no way back, and none is needed. */
export const correoAnterior = migration(
  '20261126920100_correo_anterior',
  settleFormerMails,
  async () => undefined,
);
