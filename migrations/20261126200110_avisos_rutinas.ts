import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration, view } from './steps.ts';

const ADDED = [
  'sp_avisar',
  'sp_avisar_stock',
  'sp_avisar_saldo',
  'sp_avisar_dia',
  'sp_avisar_impresion',
  'sp_agrupar_avisos',
  'sp_avisos_preparar',
  'sp_correos_tomar',
  'sp_correo_terminar',
  'sp_correo_reintentar',
  'sp_actualizar_aviso',
  'trigger_stock_bajo',
  'trigger_avisar_ajuste',
  'trigger_avisar_ingreso',
  'trigger_avisar_recarga',
  'trigger_avisar_turno',
];
const CHANGED: readonly (readonly [file: string, former: string])[] = [
  ['trigger_notificar_venta_realizada_2', 'trigger_notificar_venta_realizada'],
  ['sp_guardar_confirmaciones_3', 'sp_guardar_confirmaciones_2'],
  ['sp_mover_stock_2', 'sp_mover_stock'],
];

const ZONE = `COALESCE((SELECT j.valor FROM ajustes j WHERE j.clave = 'zona_horaria'), '-03:00')`;

/** What a mail says is told to its sender alone (sp_correos_tomar). */
const VIEWS = [
  view(
    'v_correos',
    `SELECT n.id_notificacion, n.tipo_notificacion, n.destinatario, n.asunto, n.estado, n.intentos, n.ultimo_error,
       n.fecha_creacion, n.fecha_envio, CONVERT_TZ(n.proximo_intento, '+00:00', ${ZONE}) AS proximo_intento,
       n.estado = 'pendiente' AND n.proximo_intento <= UTC_TIMESTAMP() AS debida,
       TIMESTAMPDIFF(SECOND, n.proximo_intento, UTC_TIMESTAMP()) AS espera
     FROM notificaciones_correo n`,
  ),
  view(
    'v_avisos',
    'SELECT a.tipo, a.clase, a.orden, a.activo, a.hora, a.umbral, a.destinatarios FROM avisos a',
  ),
];

/** What is told by mail, to whom and when; and the queue that senders share. */
export const avisosRutinas = migration(
  '20261126200110_avisos_rutinas',
  async (knex) => {
    await createRoutines(knex, VIEWS);
    await createRoutines(knex, [...ADDED, ...CHANGED.map(([file]) => file)].map(readSql));
  },
  async (knex) => {
    await dropRoutines(knex, [...ADDED.map(readSql), ...VIEWS]);
    await createRoutines(
      knex,
      CHANGED.map(([, former]) => readSql(former)),
    );
  },
);
