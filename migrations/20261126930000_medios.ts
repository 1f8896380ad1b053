import { routineMigration } from './steps.ts';

/** Means of payment are named, opened and closed by an admin. */
export const medios = routineMigration('20261126930000_medios', [
  'sp_guardar_medio',
  'sp_crear_medio',
  'sp_actualizar_medio',
]);
