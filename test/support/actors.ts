import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Role } from '../../src/domain/permissions.ts';
import type { Actor } from '../../src/domain/user.ts';

/** A person of the demonstration with a session of the database's own, as after signing in. */
export const actorOf = async (owner: Knex, login: string): Promise<Actor> => {
  const row = await owner('usuarios').where('usuario', login).first();
  const session = randomBytes(32).toString('base64url');
  await owner.raw(
    `INSERT INTO sesiones (token_hash, id_usuario, creada_en, vence_en)
     VALUES (?, ?, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 8 HOUR)`,
    [createHash('sha256').update(session).digest('hex'), row.id_usuario],
  );
  return {
    id: row.id_usuario,
    login: row.usuario,
    name: row.nombre,
    email: row.email,
    role: row.rol as Role,
    session,
  };
};

/** A manager's approval of one act of a person, as the approval on the spot stores it. */
export const approvalOf = async (
  owner: Knex,
  asker: Actor,
  approver: Actor,
  what: { readonly permission: string; readonly reference: string; readonly reason?: string },
): Promise<number> => {
  const [id] = await owner('aprobaciones').insert({
    permiso: what.permission,
    referencia: what.reference,
    id_solicitante: asker.id,
    id_aprobador: approver.id,
    motivo: what.reason ?? 'prueba',
    creada_en: owner.raw('ahora_local()'),
  });
  return Number(id);
};
