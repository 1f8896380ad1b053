import { routineMigration } from './steps.ts';

/** Clients, their students, what those must not eat, and their photos. */
export const familias = routineMigration('20261121110300_familias', [
  'valor_de',
  'texto_de',
  'id_de',
  'digito_ruc',
  'sp_revisar_texto',
  'sp_revisar_cliente',
  'sp_revisar_hijo',
  'sp_revisar_restriccion',
  'sp_poner_alergenos',
  'sp_crear_cliente',
  'sp_actualizar_cliente',
  'sp_crear_hijo',
  'sp_actualizar_hijo',
  'sp_crear_restriccion',
  'sp_actualizar_restriccion',
  'sp_guardar_foto',
  'sp_quitar_foto',
]);
