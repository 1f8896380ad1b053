import { replacementMigration } from './steps.ts';

/** A sale that came back in part and was voided after was taken off the day twice. */
export const tableroAnuladas = replacementMigration('20261126900200_tablero_anuladas', [
  ['sp_tablero_3', 'sp_tablero_2'],
]);
