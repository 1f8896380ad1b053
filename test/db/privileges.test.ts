import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TILL_ROUTINES } from '../../src/adapters/db/accounts.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ID, saleOf } from '../support/sale-documents.ts';
import { testServer } from '../support/server.ts';

let db: TestDatabase;
let saleId: number;

/** SELECT, DML, view and table definition commands denied to an account. */
const DENIED = [1142, 1143, 1044, 1227, 1370];

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  const result = await databaseServices(db.till).sales.register(saleOf({ nro_tarjeta: '00203' }));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  saleId = result.value.id;
});
afterAll(() => db.close());

/** A document of somebody who has not signed in. */
const DOCUMENT = JSON.stringify({ sesion: 'A'.repeat(43), id_aprobacion: 1, usuario: 'admin' });

/** What the till's account may call, with how many parameters, and whether the one is a JSON document. */
const callable = async (): Promise<{ rutina: string; parametros: number; documento: boolean }[]> => {
  const [rows] = await db.owner.raw(
    `SELECT SPECIFIC_NAME AS rutina, COUNT(*) AS parametros, MAX(PARAMETER_NAME = 'doc') AS documento
     FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA = ? GROUP BY SPECIFIC_NAME`,
    [db.name],
  );
  return rows
    .filter(({ rutina }: { rutina: string }) => (TILL_ROUTINES as readonly string[]).includes(rutina))
    .map((row: { rutina: string; parametros: unknown; documento: unknown }) => ({
      rutina: row.rutina,
      parametros: Number(row.parametros),
      documento: Number(row.documento) === 1,
    }));
};

describe("the till's account", () => {
  it('cannot read or change any table', async () => {
    const [tables] = await db.owner.raw(
      `SELECT TABLE_NAME AS tabla,
         (SELECT COLUMN_NAME FROM information_schema.COLUMNS c
          WHERE c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME AND c.ORDINAL_POSITION = 1) AS columna
       FROM information_schema.TABLES t WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'`,
      [db.name],
    );
    expect(tables.length).toBeGreaterThan(25);
    for (const { tabla, columna } of tables as { tabla: string; columna: string }[])
      for (const sql of [
        `SELECT \`${columna}\` FROM ${tabla} LIMIT 1`,
        `UPDATE ${tabla} SET \`${columna}\` = \`${columna}\` LIMIT 1`,
        `DELETE FROM ${tabla} LIMIT 1`,
        `INSERT INTO ${tabla} () VALUES ()`,
        `DROP TABLE ${tabla}`,
      ]) {
        const error = await db.till.raw(sql).then(
          () => null,
          (thrown) => thrown,
        );
        expect([sql, DENIED.includes(error?.errno)]).toEqual([sql, true]);
      }
  });

  it('cannot write through a view, nor see a secret in one', async () => {
    const [views] = await db.owner.raw(
      'SELECT TABLE_NAME AS vista FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?',
      [db.name],
    );
    expect(views.length).toBeGreaterThan(10);
    for (const { vista } of views as { vista: string }[]) {
      await expect(db.till.raw(`DELETE FROM ${vista}`)).rejects.toSatisfy((e) =>
        [...DENIED, 1288].includes(e.errno),
      );
      const [columns] = await db.owner.raw(`SHOW COLUMNS FROM ${vista}`);
      for (const { Field } of columns) expect(`${vista}.${Field}`).not.toMatch(/contrasena|pin$|token|hash/);
    }
    await expect(db.till.raw('UPDATE v_productos SET stock_actual = 99')).rejects.toSatisfy((e) =>
      DENIED.includes(e.errno),
    );
  });

  it('can call what a till does and nothing else', async () => {
    const [routines] = await db.owner.raw(
      'SELECT ROUTINE_NAME AS rutina FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ? AND ROUTINE_TYPE = ?',
      [db.name, 'PROCEDURE'],
    );
    const granted: string[] = [];
    for (const { rutina } of routines as { rutina: string }[]) {
      // Too many arguments for any: a routine that may be called complains of them, the others of the caller.
      const marks = Array.from({ length: 20 }, () => 'NULL').join(', ');
      const error = await db.till.raw(`CALL ${rutina}(${marks})`).then(
        () => null,
        (thrown) => thrown,
      );
      if (error?.errno === 1318) granted.push(rutina);
      else expect([rutina, error?.errno]).toEqual([rutina, 1370]);
    }
    expect(granted.sort()).toEqual([...TILL_ROUTINES].sort());
    for (const part of ['sp_guardar_detalle', 'sp_probar', 'sp_actor', 'sp_crear_primer_usuario'])
      expect(granted).not.toContain(part);
  });

  it('cannot make a routine, a trigger or an account', async () => {
    for (const sql of [
      'CREATE PROCEDURE x() SELECT 1',
      'CREATE TABLE x (a INT)',
      "CREATE USER 'intruso'@'localhost'",
      'ALTER TABLE ventas ADD COLUMN x INT',
      'DROP PROCEDURE sp_registrar_venta',
    ])
      await expect(db.till.raw(sql), sql).rejects.toSatisfy((e) => DENIED.includes(e.errno));
  });

  it('cannot choose its own clock on a private server', async ({ skip }) => {
    const [[{ version }]] = await db.owner.raw('SELECT VERSION() AS version');
    if (!testServer().till || !String(version).includes('MariaDB')) skip();
    await expect(db.till.raw('SET SESSION timestamp = 1')).rejects.toMatchObject({ errno: 1290 });
  });
});

describe('what was written once', () => {
  it.each([
    'auditoria',
    'movimientos_inventario',
    'movimientos_tarjeta',
    'detalles_venta',
    'impuestos_venta',
    'pagos_venta',
  ])('stays in %s, even for the owner', async (table) => {
    if (table === 'movimientos_tarjeta') expect(await db.owner(table).limit(1)).toHaveLength(1);
    const [columns] = await db.owner.raw(`SHOW COLUMNS FROM ${table}`);
    const column = columns[columns.length - 1].Field;
    for (const sql of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`])
      await expect(db.owner.raw(sql), sql).rejects.toMatchObject({
        errno: 1644,
        sqlMessage: `CONFLICTO|tabla=${table}`,
      });
  });

  it('stays in ventas, but for a void', async () => {
    for (const change of [{ total: 1 }, { estado: 'Completada' }, { id_usuario: ID.admin }])
      await expect(db.owner('ventas').where('id_venta', saleId).update(change)).rejects.toMatchObject({
        errno: 1644,
      });
    await expect(db.owner('ventas').del()).rejects.toMatchObject({ errno: 1644 });
  });

  it('stock and balance change only with their ledgers', async () => {
    await expect(db.owner('productos').update({ stock_actual: 5 })).rejects.toMatchObject({ errno: 1644 });
    await expect(db.owner('tarjetas').update({ saldo_actual: 5 })).rejects.toMatchObject({ errno: 1644 });
  });

  it('constraints refuse what no routine would write', async () => {
    const check = (errno: number): boolean => [4025, 3819].includes(errno);
    await expect(
      db.owner('productos').where('id_producto', 5).update({ precio_venta: -1 }),
    ).rejects.toSatisfy((e) => check(e.errno));
    await expect(db.owner('tarjetas').where('id_tarjeta', 1).update({ estado: 'Rota' })).rejects.toSatisfy(
      (e) => check(e.errno),
    );
    await expect(db.owner('usuarios').where('id_usuario', 1).update({ rol: 'jefe' })).rejects.toSatisfy((e) =>
      check(e.errno),
    );
    await expect(
      db.owner('usuarios').where('id_usuario', 1).update({ email: 'no es correo' }),
    ).rejects.toMatchObject({ errno: 1644 });
    await expect(
      db.owner('productos').insert({ id_categoria: 1, codigo: '5', nombre: 'Otra', precio_venta: 1 }),
    ).rejects.toMatchObject({ errno: 1062 });
  });
});

describe('the audit', () => {
  const last = async (table: string, id: string | number) =>
    db
      .owner('auditoria')
      .where({ tabla: table, id_registro: String(id) })
      .orderBy('id_auditoria', 'desc')
      .first();

  it('tells before and after, by whom and under which account', async () => {
    await db.owner('productos').where('id_producto', ID.cola).update({ precio_venta: 5_500 });
    const price = await last('productos', ID.cola);
    expect(price).toMatchObject({ accion: 'cambio', id_usuario: null });
    expect([JSON.parse(price.antes).precio_venta, JSON.parse(price.despues).precio_venta]).toEqual([
      5_000, 5_500,
    ]);
    await db.owner('productos').where('id_producto', ID.cola).update({ precio_venta: 5_000 });
    const sale = await last('ventas', saleId);
    expect(sale).toMatchObject({ accion: 'alta', id_usuario: ID.cashier, antes: null });
    expect(sale.cuenta).toContain(db.tillTarget.user);
    expect(JSON.parse(sale.despues)).toMatchObject({ total: 25_000, estado: 'Completada' });
  });

  it('says that a secret changed, never what it is', async () => {
    await db.owner('usuarios').where('id_usuario', ID.cashier).update({ contrasena: 'secreto-nuevo' });
    const row = await last('usuarios', ID.cashier);
    const { usuario, contrasena_cambiado, pin_cambiado } = JSON.parse(row.despues);
    expect([usuario, Boolean(contrasena_cambiado), Boolean(pin_cambiado)]).toEqual(['cajero', true, false]);
    expect(`${row.antes}${row.despues}`).not.toMatch(/secreto-nuevo|argon2/);
  });

  it('does not repeat what the ledgers tell', async () => {
    const stockChanges = await db
      .owner('auditoria')
      .where({ tabla: 'productos', id_registro: String(ID.sandwich) });
    expect(stockChanges.map((row) => row.accion)).toEqual(['alta']);
    expect(await db.owner('auditoria').where({ tabla: 'cajas', accion: 'cambio' })).toEqual([]);
  });
});

describe('the manager', () => {
  it('is told of every sale, once', async () => {
    const [mail, ...more] = await db.owner('notificaciones_correo').where('clave_unica', `venta:${saleId}`);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      destinatario: 'gerente@cantinatita.example',
      tipo_notificacion: 'venta',
      enviada: 0,
    });
    expect(mail.cuerpo).toContain('Gs. 25.000');
  });
});

describe('the secrets of people', () => {
  it('are never told: what a password is compared with is in no answer and no view', async () => {
    const people = await db.owner('usuarios').whereNot('id_usuario', ID.cashier).select('contrasena', 'pin');
    const verifiers = people.flatMap(({ contrasena, pin }) =>
      [contrasena, pin].map((sealed) => String(sealed).split('$').at(-1) as string),
    );
    expect(verifiers.every((verifier) => /^[0-9a-f]{64}$/.test(verifier))).toBe(true);
    const [views] = await db.owner.raw(
      'SELECT TABLE_NAME AS vista FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?',
      [db.name],
    );
    const answers: unknown[] = [];
    for (const { vista } of views) answers.push(await db.till(vista).limit(2_000));
    for (const { rutina, parametros } of await callable()) {
      const values = parametros === 1 ? ['gerente', '1', DOCUMENT] : [1, 2];
      for (const value of values)
        answers.push(
          await db.till
            .raw(`CALL ${rutina}(${Array(parametros).fill('?').join(', ')})`, Array(parametros).fill(value))
            .catch((error) => String(error.sqlMessage)),
        );
    }
    const told = JSON.stringify(answers);
    for (const verifier of verifiers) expect(told).not.toContain(verifier);
    expect(told).toContain('argon2id');
  });

  it('are what acts in their name: without a session no document changes anything', async () => {
    const counts = async () => {
      const [tables] = await db.owner.raw(
        "SELECT TABLE_NAME AS tabla FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'",
        [db.name],
      );
      const found: Record<string, number> = {};
      for (const { tabla } of tables) {
        const [rows] = await db.owner.raw(`SELECT COUNT(*) AS n FROM ${tabla}`);
        found[tabla] = Number(rows[0].n);
      }
      return found;
    };
    const before = await counts();
    for (const { rutina } of (await callable()).filter(({ documento }) => documento)) {
      // One that only reads may answer.
      const refused = await db.till.raw(`CALL ${rutina}(?)`, [DOCUMENT]).catch((error) => error);
      if (refused instanceof Error) expect([rutina, refused]).toMatchObject([rutina, { errno: 1644 }]);
    }
    expect(await counts()).toEqual(before);
  });
});
