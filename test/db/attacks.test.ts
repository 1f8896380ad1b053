import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provisionTill } from '../../src/adapters/db/accounts.ts';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { refusalOf } from '../../src/adapters/db/errors.ts';
import { call } from '../../src/adapters/db/query.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let cashier: Actor;
let manager: Actor;
let admin: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  cashier = await actorOf(db.owner, 'cajero');
  manager = await actorOf(db.owner, 'gerente');
  admin = await actorOf(db.owner, 'admin');
});
afterAll(() => db.close());

/** Calls a routine as whoever holds the till's account would, and tells how it was refused. */
const attempt = async (routine: string, document: Record<string, unknown>): Promise<string> => {
  try {
    await call(db.till, routine, [JSON.stringify(document)]);
    return 'OK';
  } catch (error) {
    return refusalOf(error)?.code ?? String(error);
  }
};
const pinProof = async (login: string, pin: string): Promise<string> => {
  const [row] = await call(db.till, 'sp_credencial', [login]);
  return argon2Hasher.prove(pin, String(row?.pin));
};

describe('the process list, which the till’s account may read', () => {
  it('never shows the session of a person who acts at another till', async () => {
    const [[{ version }]] = await db.owner.raw('SELECT VERSION() AS version');
    // MySQL shows a prepared statement with its values: there only an account of its own keeps a till from looking.
    const other = String(version).includes('MariaDB') ? null : `${db.name}b`;
    const target = other ? { ...db.tillTarget, user: other } : db.tillTarget;
    if (other)
      await provisionTill(db.owner, { database: db.name, user: other, host: '%', password: target.password });
    const watcher = openDatabase(target, { pool: 1 });
    let seen = 0;
    let looks = 0;
    let busy = true;
    const watch = async () => {
      while (busy) {
        const [rows] = await watcher.raw('SELECT INFO AS statement FROM information_schema.PROCESSLIST');
        looks += 1;
        for (const { statement } of rows as { statement: string | null }[])
          if (statement?.includes(manager.session) && !statement.includes('PROCESSLIST')) seen += 1;
      }
    };
    const watching = watch();
    const body = { sesion: manager.session, id_tarjeta: 1, motivo: 'hallada', relleno: 'x'.repeat(200_000) };
    for (let i = 0; i < 100; i++) await call(db.till, 'sp_desbloquear_tarjeta', [JSON.stringify(body)]);
    busy = false;
    await watching;
    await watcher.destroy();
    if (other) await db.owner.raw('DROP USER ?@?', [other, '%']);
    expect(looks).toBeGreaterThan(20);
    expect(seen).toBe(0);
  });
});

describe('the waits after wrong secrets', () => {
  it('of a manager or an admin cannot be taken away by a manager, who would guess the PIN between two of them', async () => {
    const proof = await pinProof('admin', '0000');
    const heard: string[] = [];
    for (let i = 0; i < 4; i++) {
      heard.push(
        await attempt('sp_ingresar', {
          usuario: 'admin',
          clase: 'pin',
          prueba: proof,
          sesion: randomBytes(32).toString('base64url'),
          horas: 1,
          sesion_abierta: manager.session,
        }),
      );
      expect(await attempt('sp_desbloquear_usuario', { sesion: manager.session, id_usuario: admin.id })).toBe(
        'PERMISO_DENEGADO',
      );
    }
    expect(heard[0]).toBe('CREDENCIALES_INVALIDAS');
    expect(heard).toContain('DEMASIADOS_INTENTOS');
    expect(await attempt('sp_desbloquear_usuario', { sesion: manager.session, id_usuario: manager.id })).toBe(
      'PERMISO_DENEGADO',
    );
    expect(await attempt('sp_desbloquear_usuario', { sesion: manager.session, id_usuario: cashier.id })).toBe(
      'OK',
    );
    expect(await attempt('sp_desbloquear_usuario', { sesion: admin.session, id_usuario: admin.id })).toBe(
      'OK',
    );
  });
});

describe('an approval that names no act', () => {
  it('is not given, and one that is there makes nobody an admin', async () => {
    expect(
      await attempt('sp_aprobar', {
        sesion: cashier.session,
        usuario: 'admin',
        clase: 'pin',
        prueba: await pinProof('admin', '9001'),
        permiso: 'user.edit',
        referencia: '',
        motivo: 'cambio de nombre',
      }),
    ).toBe('DOCUMENTO_INVALIDO');
    const stored = await approvalOf(db.owner, cashier, admin, { permission: 'user.edit', reference: '' });
    expect(
      await attempt('sp_actualizar_usuario', {
        sesion: cashier.session,
        id_aprobacion: stored,
        id_usuario: cashier.id,
        rol: 'admin',
      }),
    ).toBe('PERMISO_DENEGADO');
    expect(await db.owner('usuarios').where('id_usuario', cashier.id).first('rol')).toEqual({
      rol: 'cajero',
    });
  });
});

describe('a word that only compares as equal', () => {
  it.each([
    ['sp_actualizar_usuario', { id_usuario: 2, rol: 'ÁDMIN' }],
    ['sp_actualizar_usuario', { id_usuario: 2, estado: 'ácTIVO' }],
    ['sp_actualizar_cliente', { id_cliente: 1, estado: 'ACTIVO' }],
    ['sp_crear_restriccion', { id_hijo: 1, tipo: 'Maní', severidad: 'sévera', alergenos: [1] }],
    ['sp_estado_producto', { id_producto: 5, estado: 'ínactivo' }],
    ['sp_crear_categoria', { nombre: 'Postres', estado: 'activo' }],
  ])('is refused by %s %j', async (routine, document) => {
    expect(await attempt(routine, { sesion: admin.session, ...document })).toMatch(/INVALIDO|DATO_REQUERIDO/);
  });
});

describe('a count that is only a question', () => {
  it('stays in the audit, also when the connection would take everything back', async () => {
    const asked = () => db.owner('auditoria').where('accion', 'conteo').count({ n: '*' }).first();
    const till = { sesion: cashier.session, id_caja: 1 };
    expect(await attempt('sp_abrir_turno', { ...till, uuid: randomUUID(), fondo: 100_000 })).toBe('OK');
    const one = openDatabase(db.tillTarget, { pool: 1 });
    await one.raw('SET autocommit = 0');
    const question = JSON.stringify({ ...till, uuid: randomUUID(), contado: 0 });
    await expect(call(one, 'sp_cerrar_turno', [question])).rejects.toMatchObject({ errno: 1644 });
    await one.raw('ROLLBACK');
    await one.destroy();
    expect(await asked()).toEqual({ n: 1 });
  });
});
