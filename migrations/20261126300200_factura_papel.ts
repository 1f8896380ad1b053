import { replacementMigration } from './steps.ts';

/** Copies of a KuDE, with numbers of their own. */
export const facturaPapel = replacementMigration('20261126300200_factura_papel', [
  ['sp_reimprimir_papel_2', 'sp_reimprimir_papel'],
]);
