import { replacementMigration } from './steps.ts';

/** A sale keeps the sums of its day, which ends when the store says. */
export const ventaTercera = replacementMigration('20261126900000_venta_tercera', [
  ['sp_registrar_venta_3', 'sp_registrar_venta_2'],
]);
