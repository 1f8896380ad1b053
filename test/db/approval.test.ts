import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import type { ApprovalWanted } from '../../src/app/ports/people.ts';
import { approve } from '../../src/app/sign-in.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { heardOf } from '../support/guesses.ts';

let db: TestDatabase;
let cashier: Actor;
let manager: Actor;

/** An act that a cashier may not do alone, which any routine of the back office begins with. */
const ACT: ApprovalWanted = { permission: 'sale.void', reference: '91', reason: 'cobrada dos veces' };

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  // What an act does first, alone: it tells who acts and which approval was used.
  await db.owner.raw(`CREATE PROCEDURE sp_acto_de_prueba(IN doc LONGTEXT, IN referencia VARCHAR(80), IN fracasa TINYINT)
    SQL SECURITY DEFINER MODIFIES SQL DATA
    BEGIN
      DECLARE v_usuario INT UNSIGNED;
      DECLARE v_aprobacion BIGINT UNSIGNED;
      DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; SET @pos_usuario = NULL; RESIGNAL; END;
      START TRANSACTION;
      CALL sp_actor(doc, 'sale.void', referencia, v_usuario, v_aprobacion);
      IF fracasa = 1 THEN CALL sp_rechazar('CONFLICTO'); END IF;
      COMMIT;
      SET @pos_usuario = NULL;
      SELECT v_usuario AS usuario, v_aprobacion AS aprobacion;
    END`);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.owner('intentos_acceso').delete();
  [cashier, manager] = (await Promise.all(
    ['cajero', 'gerente'].map((login) => actorOf(db.owner, login)),
  )) as [Actor, Actor];
});

const ports = () => ({ ...databaseServices(db.till), hasher: argon2Hasher });
const code = (result: Result<unknown>): string => (result.ok ? 'OK' : result.error.code);
const ask = (secret = '5001', change: Partial<ApprovalWanted> = {}, asker = cashier, login = 'gerente') =>
  approve(
    ports(),
    asker,
    { login, secret, kind: /^\d+$/.test(secret) ? 'pin' : 'password' },
    { ...ACT, ...change },
  );
const granted = async (change: Partial<ApprovalWanted> = {}): Promise<number> => {
  const grant = await ask('5001', change);
  if (!grant.ok) throw new Error(grant.error.code);
  return grant.value.id;
};
/** What becomes of the act with an approval. */
const act = async (
  grant: number | string | null,
  { asker = cashier, reference = '91', fails = false } = {},
): Promise<string> => {
  const document = JSON.stringify({ sesion: asker.session, id_aprobacion: grant });
  try {
    const [[[row]]] = await db.owner.raw('CALL sp_acto_de_prueba(?, ?, ?)', [
      document,
      reference,
      fails ? 1 : 0,
    ]);
    return `OK ${row.usuario} ${row.aprobacion}`;
  } catch (error) {
    return String((error as Error & { sqlMessage?: string }).sqlMessage).split('|')[0] as string;
  }
};

describe('an approval on the spot', () => {
  it('is stored with who asked, who approved and why, and lets the act be done in the asker’s name', async () => {
    const grant = await ask();
    expect(grant).toMatchObject({ ok: true, value: { approver: { login: 'gerente', role: 'gerente' } } });
    const id = grant.ok ? grant.value.id : 0;
    expect(await db.owner('aprobaciones').where('id_aprobacion', id).first()).toMatchObject({
      permiso: 'sale.void',
      referencia: '91',
      id_solicitante: cashier.id,
      id_aprobador: manager.id,
      motivo: 'cobrada dos veces',
      usada_en: null,
    });
    expect(await act(id)).toBe(`OK ${cashier.id} ${id}`);
    const used = await db.owner('aprobaciones').where('id_aprobacion', id).first();
    expect(used.usada_en).not.toBeNull();
  });

  it('is good once, also for two at the same moment', async () => {
    const id = await granted();
    const both = await Promise.all([act(id), act(id)]);
    expect(both.sort()).toEqual(['AUTORIZACION_INVALIDA', `OK ${cashier.id} ${id}`]);
    expect(await act(id)).toBe('AUTORIZACION_INVALIDA');
  });

  it('is given back by an act that fails', async () => {
    const id = await granted();
    expect(await act(id, { fails: true })).toBe('CONFLICTO');
    expect(await act(id)).toBe(`OK ${cashier.id} ${id}`);
  });

  it('is good for its own act only', async () => {
    expect(await act(await granted(), { reference: '92' })).toBe('AUTORIZACION_INVALIDA');
    expect(await act(await granted({ permission: 'sale.return' }))).toBe('AUTORIZACION_INVALIDA');
    for (const grant of [0, -1, 1e9, 'x', "1' OR 1=1", '1e1', 999_999])
      expect([grant, await act(grant)]).toEqual([grant, 'AUTORIZACION_INVALIDA']);
    expect(await act(null)).toBe('PERMISO_DENEGADO');
  });

  it('is good for its own asker only', async () => {
    const id = await granted();
    await db.owner('usuarios').where('usuario', 'admin').update({ rol: 'cajero' });
    const other = await actorOf(db.owner, 'admin');
    expect(await act(id, { asker: other })).toBe('AUTORIZACION_INVALIDA');
    await db.owner('usuarios').where('usuario', 'admin').update({ rol: 'admin' });
    expect(await act(id)).toMatch(/^OK/);
  });

  it('is good for thirty minutes', async () => {
    const inserted = async (minutes: number): Promise<number> => {
      const [id] = await db.owner('aprobaciones').insert({
        permiso: 'sale.void',
        referencia: '91',
        id_solicitante: cashier.id,
        id_aprobador: manager.id,
        motivo: 'prueba',
        creada_en: db.owner.raw('ahora_local() - INTERVAL ? MINUTE', [minutes]),
      });
      return Number(id);
    };
    expect(await act(await inserted(31))).toBe('AUTORIZACION_INVALIDA');
    expect(await act(await inserted(29))).toMatch(/^OK/);
  });

  it('of somebody who has lost the role since is worth nothing', async () => {
    const id = await granted();
    await db.owner('usuarios').where('usuario', 'gerente').update({ rol: 'cajero' });
    expect(await act(id)).toBe('AUTORIZACION_INVALIDA');
    await db.owner('usuarios').where('usuario', 'gerente').update({ rol: 'gerente' });
  });

  it('never changes and never goes, even for the owner', async () => {
    const id = await granted();
    for (const change of [{ referencia: '1' }, { id_solicitante: 1 }, { motivo: 'otro' }])
      await expect(db.owner('aprobaciones').where('id_aprobacion', id).update(change)).rejects.toMatchObject({
        errno: 1644,
      });
    await expect(db.owner('aprobaciones').where('id_aprobacion', id).delete()).rejects.toMatchObject({
      errno: 1644,
    });
  });
});

describe('asking for an approval', () => {
  it('of a discount or a price reaches no further than the approver’s own limit', async () => {
    await db
      .owner('limites_rol')
      .where('rol', 'gerente')
      .update({ descuento_maximo: 30, cambio_precio_maximo: 50 });
    const discount = (percent: number) =>
      ask('5001', { permission: 'sale.discount', reference: `descuento:${percent}` });
    expect(code(await discount(30))).toBe('OK');
    expect(await discount(31)).toMatchObject({
      error: { code: 'LIMITE_DE_ROL', params: { rol: 'gerente', limite: 30, pedido: 31 } },
    });
    const { precio_venta: price } = await db.owner('productos').where('id_producto', 5).first();
    const priced = (to: number) => ask('5001', { permission: 'product.edit', reference: `precio:5:${to}` });
    expect(code(await priced(price * 1.5))).toBe('OK');
    expect(code(await priced(price * 0.5))).toBe('OK');
    expect(code(await priced(price * 1.5 + 1))).toBe('LIMITE_DE_ROL');
    expect(code(await priced(999_999_999_999))).toBe('LIMITE_DE_ROL');
    // What is not said in this way is judged by the act alone.
    for (const reference of ['precio:999999:5', 'precio:5', 'descuento:1000', 'descuento:-1', 'x'])
      expect(code(await ask('5001', { permission: 'product.edit', reference }))).toBe('OK');
  });

  it('is refused without a reason, a role, a session or the right secret', async () => {
    for (const reason of ['', '  ']) expect(code(await ask('5001', { reason }))).toBe('MOTIVO_REQUERIDO');
    expect(code(await ask('1001', {}, cashier, 'cajero'))).toBe('PERMISO_DENEGADO');
    expect(code(await ask('5001', {}, { ...cashier, session: 'A'.repeat(43) }))).toBe('SESION_REQUERIDA');
    expect(code(await ask('5001', { permission: 'no.existe' as never }))).toBe('DOCUMENTO_INVALIDO');
    expect(code(await ask('9999'))).toBe('CREDENCIALES_INVALIDAS');
    expect(await db.owner('aprobaciones').where('referencia', 'nada')).toEqual([]);
  });

  it('grows the same delay as signing in: a cashier cannot guess a manager’s PIN at the till', async () => {
    const guesses = await heardOf(10, (i) => ask(String(4_000 + i), { reference: 'nada' }));
    expect(guesses.heard).toBeLessThanOrEqual(guesses.allowed);
    expect(await db.owner('aprobaciones').where('referencia', 'nada')).toEqual([]);
    const failed = await db
      .owner('auditoria')
      .where('accion', 'ingreso_fallido')
      .orderBy('id_auditoria', 'desc')
      .first();
    expect(JSON.parse(failed.despues)).toMatchObject({ usuario: 'gerente', para: 'aprobacion' });
  });

  it('a reason too long, or with signs of every kind, is stored as it is or refused in a word', async () => {
    expect(code(await ask('5001', { reason: "'; DROP TABLE aprobaciones; -- 🙂" }))).toBe('OK');
    const long = await ask('5001', { reason: 'x'.repeat(10_000) });
    expect(code(long)).toBe('TEXTO_LARGO');
  });

  it('of a manager whose password is for one time is refused', async () => {
    await db.owner('usuarios').where('usuario', 'gerente').update({ debe_cambiar: 1 });
    expect(code(await ask())).toBe('CLAVE_POR_CAMBIAR');
    await db.owner('usuarios').where('usuario', 'gerente').update({ debe_cambiar: 0 });
  });
});
