import type { Knex } from 'knex';
import {
  MAIL_STATES,
  type MailCounts,
  type MailFilter,
  type MailQueue,
  type MailState,
  type Outcome,
  type QueuedMail,
  type TakenMail,
} from '../../app/ports/mail.ts';
import type { NoticeKind, NoticeReader, NoticeSetting } from '../../domain/notice.ts';
import { containing } from './like.ts';
import { officeCall } from './office-call.ts';
import { called, guarded, refusable } from './query.ts';
import { flag, int, intOrNull, type Row, text, textOrNull } from './rows.ts';

const DEFAULT_LIMIT = 100;

/** What was stored before it was JSON, or by somebody else's hand, is no reason to stop sending. */
const dataOf = (value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return null;
  }
};

const toTaken = (row: Row): TakenMail => ({
  id: int(row.id_notificacion),
  claim: text(row.reserva),
  kind: text(row.tipo_notificacion),
  to: text(row.destinatario),
  subject: text(row.asunto),
  body: text(row.cuerpo),
  data: dataOf(row.datos),
  seed: text(row.semilla),
  attempts: int(row.intentos),
});

const toQueued = (row: Row): QueuedMail => ({
  id: int(row.id_notificacion),
  kind: text(row.tipo_notificacion),
  to: text(row.destinatario),
  subject: text(row.asunto),
  state: text(row.estado) as MailState,
  attempts: int(row.intentos),
  reason: textOrNull(row.ultimo_error),
  createdAt: text(row.fecha_creacion),
  sentAt: textOrNull(row.fecha_envio),
  nextAt: textOrNull(row.proximo_intento),
});

const toSetting = (row: Row): NoticeSetting => ({
  kind: text(row.tipo) as NoticeKind,
  reader: text(row.clase) as NoticeReader,
  on: flag(row.activo),
  hour: textOrNull(row.hora),
  limit: intOrNull(row.umbral),
  to: row.destinatarios === null ? null : text(row.destinatarios).split(','),
});

const MOST_REASON = 300;
/** Where the store has not set it; sp_correos_limpiar knows the same. */
const KEPT_DAYS = 90;

/** `soltada` carries a reason only where the server was the reason. */
const settled = (outcome: Outcome): readonly [string, string | null, number] => [
  outcome.state,
  'reason' in outcome && outcome.reason !== null ? [...outcome.reason].slice(0, MOST_REASON).join('') : null,
  'seconds' in outcome ? outcome.seconds : 0,
];

const list = async (knex: Knex, { id, states, due, text: typed, limit }: MailFilter) => {
  const query = knex('v_correos').limit(limit ?? DEFAULT_LIMIT);
  if (due) query.where('debida', 1).orderBy('id_notificacion');
  else query.orderBy('id_notificacion', 'desc');
  if (id !== undefined) query.where('id_notificacion', id);
  if (states) query.whereIn('estado', [...states]);
  if (typed?.trim())
    query.where(
      containing(knex, ['destinatario', 'asunto', 'tipo_notificacion', 'ultimo_error'], typed.trim()),
    );
  const rows: Row[] = await query;
  return rows.map(toQueued);
};

const counts = async (knex: Knex): Promise<MailCounts> => {
  const rows: Row[] = await knex('v_correos').select('estado').count({ cuantos: '*' }).groupBy('estado');
  const found = new Map(rows.map((row) => [text(row.estado), int(row.cuantos)]));
  const [due]: Row[] = await knex('v_correos')
    .where({ estado: 'pendiente', debida: 1 })
    .count({ cuantos: '*' })
    .select(knex.raw('MAX(espera) AS espera'));
  const last: Row | undefined = await knex('v_correos')
    .where('estado', 'enviada')
    .orderBy('id_notificacion', 'desc')
    .first('fecha_envio');
  return {
    states: Object.fromEntries(
      MAIL_STATES.map((state) => [state, found.get(state) ?? 0]),
    ) as MailCounts['states'],
    due: int(due?.cuantos),
    oldestSeconds: intOrNull(due?.espera),
    lastSentAt: textOrNull(last?.fecha_envio),
  };
};

const settings = async (knex: Knex) => {
  const rows: Row[] = await knex('v_avisos').orderBy('orden');
  return rows.map(toSetting);
};

/** The queue of mail. Several senders work on it at once. */
export const databaseMailQueue = (knex: Knex): MailQueue => ({
  prepare: async () => {
    await called(knex, 'sp_avisos_preparar', []);
  },
  take: async (count, seconds) => (await called(knex, 'sp_correos_tomar', [count, seconds])).map(toTaken),
  settle: async ({ id, claim }, outcome) => {
    const [row] = await called(knex, 'sp_correo_terminar', [
      id,
      claim,
      ...settled(outcome),
    ] as Knex.RawBinding[]);
    return int(row?.cuantos) === 1;
  },
  retry: (id) => refusable(knex, 'sp_correo_reintentar', [id], (row) => int(row.cuantos)),
  clean: async () => {
    const [row] = await called(knex, 'sp_correos_limpiar', []);
    return int(row?.cuenta);
  },
  keptDays: () =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_ajustes').where('clave', 'correo_dias');
      return row ? int(Number(row.valor)) : KEPT_DAYS;
    }),
  keep: (by, days) =>
    officeCall(knex, 'sp_actualizar_ajuste', by, { clave: 'correo_dias', valor: String(days) }, () => days),
  list: (filter) => guarded(() => list(knex, filter)),
  counts: () => guarded(() => counts(knex)),
  settings: () => guarded(() => settings(knex)),
  change: (by, { kind, on, hour, limit, to }) =>
    officeCall(
      knex,
      'sp_actualizar_aviso',
      by,
      {
        tipo: kind,
        activo: on === undefined ? undefined : Number(on),
        hora: hour,
        umbral: limit,
        destinatarios: to,
      },
      toSetting,
    ),
});
