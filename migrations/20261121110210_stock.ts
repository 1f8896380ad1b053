import { replacementMigration, routineMigration } from './steps.ts';

/** Stock moves by documents: receipts, corrections, waste, counts. */
export const stock = routineMigration('20261121110210_stock', [
  'sp_validar_lineas_stock',
  'sp_mover_stock',
  'sp_documento_stock',
  'sp_guardar_stock',
  'sp_anotar_stock',
  'sp_cerrar_documento_stock',
  'sp_ingresar_stock',
  'sp_ajustar_stock',
  'sp_registrar_merma',
  'sp_abrir_ingreso',
  'sp_anotar_ingreso',
  'sp_aplicar_ingreso',
  'sp_descartar_ingreso',
  'sp_abrir_conteo',
  'sp_contar',
  'sp_aplicar_conteo',
  'sp_descartar_conteo',
  'sp_consultar_stock',
]);

/** The owner's routine of before sits on the same part. */
export const stockAnterior = replacementMigration('20261121110220_stock_anterior', [
  ['sp_actualizar_stock_2', 'sp_actualizar_stock'],
]);
