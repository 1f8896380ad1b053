import { replacementMigration } from './steps.ts';

/** Name, RUC, address, telephone, tax mode, foot of the ticket and readers of the mail are settings that an admin changes. */
export const comercio = replacementMigration('20261126910000_comercio', [
  ['sp_actualizar_ajuste_2', 'sp_actualizar_ajuste'],
]);
