import type { Knex } from 'knex';
import type { People, Person, RoleLimits } from '../../app/ports/people.ts';
import { posError } from '../../domain/errors.ts';
import type { Role } from '../../domain/permissions.ts';
import { fail, ok } from '../../domain/result.ts';
import { callDocument, officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { flag, int, type Row, text, toUser } from './rows.ts';

const toPerson = (row: Row): Person => ({
  ...toUser(row),
  active: row.estado === 'Activo',
  hasPin: flag(row.pin_puesto),
  mustChange: flag(row.debe_cambiar),
  failures: int(row.fallos),
  waitSeconds: int(row.espera),
});

const toLimits = (row: Row): RoleLimits => ({
  role: text(row.rol) as Role,
  discount: int(row.descuento_maximo),
  priceChange: int(row.cambio_precio_maximo),
});

const idOf = (row: Row): number => int(row.id_usuario);

const reading = (knex: Knex): Pick<People, 'list' | 'show' | 'limits'> => ({
  list: () => guarded(async () => (await knex('v_personas').orderBy(['nombre', 'id_usuario'])).map(toPerson)),
  show: (reference) =>
    guarded(async () => {
      const row = await knex('v_personas')
        .where(
          typeof reference === 'number'
            ? { id_usuario: reference }
            : (one: Knex.QueryBuilder) => one.where('usuario', reference).orWhere('email', reference),
        )
        .first();
      return row ? ok(toPerson(row)) : fail(posError('USUARIO_INEXISTENTE', { usuario: reference }));
    }),
  limits: () =>
    guarded(async () =>
      (await knex('v_limites_rol').orderBy('descuento_maximo').orderBy('rol')).map(toLimits),
    ),
});

/** People of the store. */
export const databasePeople = (knex: Knex): People => ({
  ...reading(knex),
  create: (by, person) =>
    officeCall(
      knex,
      'sp_crear_usuario',
      by,
      {
        usuario: person.login,
        nombre: person.name,
        email: person.email,
        rol: person.role,
        contrasena: person.password,
        pin: person.pin,
      },
      idOf,
    ),
  edit: (by, id, { login, name, email, role }) =>
    officeCall(
      knex,
      'sp_actualizar_usuario',
      by,
      { id_usuario: id, usuario: login, nombre: name, email, rol: role },
      idOf,
    ),
  setActive: (by, id, active) =>
    officeCall(
      knex,
      'sp_actualizar_usuario',
      by,
      { id_usuario: id, estado: active ? 'Activo' : 'Inactivo' },
      idOf,
    ),
  setSecrets: (actor, proof, { password, pin }) =>
    officeCall(
      knex,
      'sp_cambiar_clave',
      { actor, grant: null },
      { prueba: proof, contrasena: password, pin },
      idOf,
    ),
  resetPassword: (by, id, password) =>
    officeCall(knex, 'sp_restablecer_clave', by, { id_usuario: id, contrasena: password }, idOf),
  unlock: (by, id) => officeCall(knex, 'sp_desbloquear_usuario', by, { id_usuario: id }, idOf),
  setLimits: (by, limits) =>
    officeCall(
      knex,
      'sp_actualizar_limites',
      by,
      {
        rol: limits.role,
        descuento_maximo: limits.discount,
        cambio_precio_maximo: limits.priceChange,
      },
      toLimits,
    ),
  approve: (asker, proof, wanted) =>
    callDocument(
      knex,
      'sp_aprobar',
      JSON.stringify({
        sesion: asker.session,
        usuario: proof.login,
        clase: proof.kind,
        prueba: proof.proof,
        permiso: wanted.permission,
        referencia: wanted.reference,
        motivo: wanted.reason,
      }),
      ([row]) => {
        if (!row) throw new Error('sp_aprobar answered nothing');
        return { id: int(row.id_aprobacion), approver: toUser(row) };
      },
    ),
});

/** The first person of a store, over the account that owns it: the till's may not. */
export const createFirstPerson = (owner: Knex, person: Parameters<People['create']>[1]) =>
  callDocument(
    owner,
    'sp_crear_primer_usuario',
    JSON.stringify({
      usuario: person.login,
      nombre: person.name,
      email: person.email,
      rol: person.role,
      contrasena: person.password,
      pin: person.pin,
    }),
    ([row]) => (row ? idOf(row) : 0),
  );

/** A one-time password where nobody can sign in to give one, over the account that owns the store. */
export const resetAsOwner = (owner: Knex, id: number, sealed: string) =>
  callDocument(
    owner,
    'sp_recuperar_acceso',
    JSON.stringify({ id_usuario: id, contrasena: sealed }),
    ([row]) => (row ? idOf(row) : 0),
  );
