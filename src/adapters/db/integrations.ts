import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Integrations } from '../../app/ports/integrations.ts';
import { HINT_LENGTH, type Integration, type Scope } from '../../domain/integration.ts';
import { callDocument, officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { flag, int, intOrNull, type Row, text, textOrNull, toUser } from './rows.ts';

const toIntegration = (row: Row): Integration => ({
  id: int(row.id_integracion),
  name: text(row.nombre),
  hint: text(row.inicio),
  scopes: text(row.ambitos).split(' ') as Scope[],
  actsAs: text(row.usuario),
  till: textOrNull(row.caja),
  state: text(row.estado) as Integration['state'],
  expired: flag(row.vencida),
  createdBy: text(row.creada_por),
  createdAt: text(row.creada_en),
  expiresAt: text(row.vence_en),
  lastUse: textOrNull(row.ultimo_uso),
});

/** Other systems: the database keeps only the SHA-256 of a token, and is the one that compares. */
export const databaseIntegrations = (knex: Knex): Integrations => ({
  list: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_integraciones').orderBy('id_integracion', 'desc');
      return rows.map(toIntegration);
    }),
  create: (by, { name, scopes, actsAs, till, days }, token) =>
    officeCall(
      knex,
      'sp_crear_integracion',
      by,
      {
        nombre: name,
        token_hash: createHash('sha256').update(token).digest('hex'),
        inicio: token.slice(0, HINT_LENGTH),
        ambitos: scopes.join(' '),
        usuario: actsAs,
        caja: till,
        dias: days,
      },
      toIntegration,
    ),
  revoke: (by, id) => officeCall(knex, 'sp_revocar_integracion', by, { id_integracion: id }, toIntegration),
  letIn: (token, session) =>
    callDocument(knex, 'sp_ingresar_integracion', JSON.stringify({ token, sesion: session }), ([row]) => {
      if (!row) throw new Error('sp_ingresar_integracion answered nothing');
      return {
        id: int(row.id_integracion),
        name: text(row.integracion),
        scopes: new Set(text(row.ambitos).split(' ')),
        tillId: intOrNull(row.id_caja),
        actor: { ...toUser(row), session },
      };
    }),
});
