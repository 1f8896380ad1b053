import type { Knex } from 'knex';
import type { Audit, AuditFilter } from '../../app/ports/audit.ts';
import type { AuditEntry, AuditValues, StoredApproval } from '../../domain/audit.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import { containing } from './like.ts';
import { guarded } from './query.ts';
import { int, type Row, text, textOrNull } from './rows.ts';

const DEFAULT_LIMIT = 500;

const toValues = (json: unknown): AuditValues | null =>
  json === null || json === undefined ? null : (JSON.parse(String(json)) as AuditValues);

const toEntry = (row: Row): AuditEntry => ({
  id: int(row.id_auditoria),
  at: text(row.fecha),
  person: textOrNull(row.persona),
  login: textOrNull(row.usuario),
  account: text(row.cuenta),
  table: text(row.tabla),
  record: text(row.id_registro),
  action: text(row.accion),
  before: toValues(row.antes),
  after: toValues(row.despues),
});

const toApproval = (row: Row): StoredApproval => ({
  id: int(row.id_aprobacion),
  permission: text(row.permiso),
  reference: text(row.referencia),
  asker: text(row.solicitante),
  approver: text(row.aprobador),
  reason: text(row.motivo),
  at: text(row.creada_en),
  usedAt: textOrNull(row.usada_en),
});

/** A day of the store as the audit's UTC sees it: a range of the indexed column, not a function of it. */
const OFFSET = `COALESCE((SELECT z.valor FROM v_ajustes z WHERE z.clave = 'zona_horaria'), '-03:00')`;
const startOf = `CONVERT_TZ(CAST(? AS DATETIME), ${OFFSET}, '+00:00')`;

const list = async (knex: Knex, filter: AuditFilter) => {
  const query = knex('v_auditoria')
    .orderBy('id_auditoria', 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT);
  if (filter.from !== undefined) query.whereRaw(`fecha_utc >= ${startOf}`, [filter.from]);
  if (filter.to !== undefined) query.whereRaw(`fecha_utc < ${startOf} + INTERVAL 1 DAY`, [filter.to]);
  if (filter.table !== undefined) query.where('tabla', filter.table);
  if (filter.record !== undefined) query.where('id_registro', filter.record);
  if (filter.login !== undefined) query.where('usuario', filter.login);
  if (filter.action !== undefined) query.where('accion', filter.action);
  const typed = filter.text?.trim();
  if (typed)
    query.where(
      containing(
        knex,
        ['persona', 'usuario', 'tabla', 'id_registro', 'accion', 'cuenta', 'antes', 'despues'],
        typed,
      ),
    );
  const rows: Row[] = await query;
  return rows.map(toEntry);
};

const approvals = async (knex: Knex, filter: Parameters<Audit['approvals']>[0]) => {
  const query = knex('v_aprobaciones')
    .orderBy('id_aprobacion', 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT);
  if (filter.from !== undefined) query.where('creada_en', '>=', filter.from);
  if (filter.to !== undefined) query.whereRaw('creada_en < ? + INTERVAL 1 DAY', [filter.to]);
  const rows: Row[] = await query;
  return rows.map(toApproval);
};

/** The audit, read only: no account may do more. */
export const databaseAudit = (knex: Knex): Audit => ({
  list: (filter) => guarded(() => list(knex, filter)),
  show: (id) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_auditoria').where('id_auditoria', id);
      return row ? ok(toEntry(row)) : fail(posError('REGISTRO_INEXISTENTE', { registro: id }));
    }),
  approvals: (filter) => guarded(() => approvals(knex, filter)),
});
