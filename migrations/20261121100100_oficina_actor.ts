import { routineMigration } from './steps.ts';

/** What every routine of the back office begins with: who acts, and may; in which shift. */
export const oficinaActor = routineMigration('20261121100100_oficina_actor', [
  'usuario_de_sesion',
  'puede',
  'sp_usar_aprobacion',
  'sp_actor',
  'sp_turno_de_caja',
  'trigger_cuidar_aprobacion',
]);
