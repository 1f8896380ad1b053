import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration, view } from './steps.ts';

const ROUTINES = [
  'sp_validar_usuario',
  'sp_persona_pedida',
  'sp_insertar_usuario',
  'sp_crear_usuario',
  'sp_crear_primer_usuario',
  'sp_actualizar_usuario',
  'sp_cambiar_clave',
  'sp_restablecer_clave',
  'sp_desbloquear_usuario',
  'sp_actualizar_limites',
];

/** People with what the office shows of their secrets: whether there is one, and how long the next attempt must wait. */
const PEOPLE = view(
  'v_personas',
  `SELECT u.id_usuario, u.usuario, u.nombre, u.email, u.rol, u.estado, u.debe_cambiar, u.pin IS NOT NULL AS pin_puesto,
     COALESCE(CEILING(GREATEST(0, LEAST(300, POW(2, LEAST(i.fallos, 12) - 1))
       - TIMESTAMPDIFF(MICROSECOND, i.ultimo_fallo, UTC_TIMESTAMP(3)) / 1000000)), 0) AS espera,
     COALESCE(i.fallos, 0) AS fallos
   FROM usuarios u LEFT JOIN intentos_acceso i ON i.clave = CONCAT('#', u.id_usuario) AND i.fallos > 0
     AND i.ultimo_fallo > UTC_TIMESTAMP(3) - INTERVAL 1 HOUR`,
);

/** Users of the store: made, changed, helped by those who may. */
export const personasOficina = migration(
  '20261121110120_personas_oficina',
  (knex) => createRoutines(knex, [...ROUTINES.map(readSql), PEOPLE]),
  (knex) => dropRoutines(knex, [...ROUTINES.map(readSql), PEOPLE]),
);
