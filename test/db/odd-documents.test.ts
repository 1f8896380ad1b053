import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../src/adapters/db/query.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let manager: Actor;
let admin: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  manager = await actorOf(db.owner, 'gerente');
  admin = await actorOf(db.owner, 'admin');
});
afterAll(() => db.close());

/** The refusal of a document, word by word as the routine says it; `OK` where it was taken. */
const answerTo = async (routine: string, document: Record<string, unknown> | string): Promise<string> => {
  try {
    const text =
      typeof document === 'string' ? document : JSON.stringify({ sesion: manager.session, ...document });
    await call(db.till, routine, [text]);
    return 'OK';
  } catch (error) {
    return (error as { sqlMessage?: string }).sqlMessage ?? String(error);
  }
};
const rowsOf = async (table: string): Promise<number> => {
  const [row] = await db.owner(table).count({ n: '*' });
  return Number(row?.n);
};
const long = 'x'.repeat(70_000);

// The servers differ here: a text that is too long for a column of JSON_TABLE is NULL on MySQL, that is, absent.
describe('a text that is longer than any may be', () => {
  it('does not leave a person as it was and say that it was changed', async () => {
    const [cashier] = await db.owner('usuarios').where('rol', 'cajero');
    for (const field of ['usuario', 'nombre', 'email', 'rol', 'estado'])
      expect(
        await answerTo('sp_actualizar_usuario', {
          sesion: admin.session,
          id_usuario: cashier.id_usuario,
          [field]: long,
        }),
      ).toBe(`VALOR_INVALIDO|campo=${field}`);
  });

  it('does not make a person without the PIN that was asked for', async () => {
    const before = await rowsOf('usuarios');
    const [stored] = await db.owner('usuarios').where('usuario', 'admin');
    const draft = { usuario: 'nueva', nombre: 'Nueva', email: 'nueva@example.com', rol: 'cajero' };
    expect(
      await answerTo('sp_crear_usuario', {
        sesion: admin.session,
        ...draft,
        contrasena: stored.contrasena,
        pin: long,
      }),
    ).toBe('VALOR_INVALIDO|campo=pin');
    expect(await rowsOf('usuarios')).toBe(before);
  });

  it('does not send what comes back to the shelf', async () => {
    const line = { linea: 1, cantidad: 1, destino: long };
    expect(
      await answerTo('sp_devolver_venta', {
        uuid: randomUUID(),
        id_venta: 1,
        id_caja: 1,
        motivo: 'frío',
        lineas: [line],
      }),
    ).toBe('DOCUMENTO_INVALIDO|campo=lineas.destino');
  });

  it('is no reason and no session', async () => {
    expect(
      await answerTo('sp_aprobar', {
        usuario: 'gerente',
        permiso: 'sale.void',
        referencia: '1',
        motivo: 'x'.repeat(301),
      }),
    ).toBe('DOCUMENTO_INVALIDO|campo=motivo');
    expect(await answerTo('sp_crear_categoria', { sesion: long, nombre: 'Nueva' })).toBe('SESION_REQUERIDA');
  });

  it('takes no allergy away from a file of families', async () => {
    const open = { uuid: randomUUID(), tipo: 'Familias', archivo: 'a.csv' };
    const [opened] = await call(db.till, 'sp_abrir_importacion', [
      JSON.stringify({ sesion: manager.session, ...open }),
    ]);
    const restriction = {
      tipo: 'Maní',
      descripcion: '',
      severidad: 'Severa',
      bloqueante: 1,
      alergenos: ['MANI'],
    };
    const add = (line: number, over: Record<string, unknown>) =>
      answerTo('sp_agregar_filas', {
        id_importacion: opened?.id_importacion,
        filas: [
          {
            linea: line,
            grupo: line,
            nombre: 'Ana',
            apellido: 'Báez',
            restricciones: [{ ...restriction, ...over }],
          },
        ],
      });
    for (const over of [{ tipo: long }, { severidad: long }, { bloqueante: 'x' }, { bloqueante: 7 }])
      expect(await add(2, over)).toBe('DOCUMENTO_INVALIDO|campo=filas');
    expect(await rowsOf('importaciones_restricciones')).toBe(0);
    expect(await add(3, { alergenos: [long] })).toBe('OK');
    expect(await rowsOf('importaciones_alergenos')).toBe(1);
  });
});

describe('a card’s number that cannot be read', () => {
  it('does not park a sale without a card', async () => {
    const contents = { descuento: 0, lineas: [{ id_producto: 1, cantidad: 1 }] };
    const park = (number: unknown) =>
      answerTo('sp_estacionar_venta', {
        uuid: randomUUID(),
        id_caja: 1,
        nro_tarjeta: number,
        total: 5_000,
        contenido: contents,
      });
    for (const number of [{ a: 1 }, [], ['00203'], '', ' '])
      expect(await park(number)).toBe('DOCUMENTO_INVALIDO|campo=nro_tarjeta');
    expect(await park(long)).not.toBe('OK');
    expect(await rowsOf('ventas_espera')).toBe(0);
    expect(await park(null)).toBe('OK');
  });
});

describe('a field that is only looked at', () => {
  it('is refused by its own name', async () => {
    const lines = [{ id_producto: 1, cantidad: 1, costo_unitario: 1_000 }];
    const receive = { uuid: randomUUID(), lineas: lines };
    expect(await answerTo('sp_ingresar_stock', { ...receive, proveedor: 'x'.repeat(121) })).toBe(
      'VALOR_INVALIDO|campo=proveedor',
    );
    expect(await answerTo('sp_ingresar_stock', { ...receive, documento: 7 })).toBe(
      'VALOR_INVALIDO|campo=documento',
    );
    expect(await answerTo('sp_crear_categoria', { nombre: 'Nueva', descripcion: 'x'.repeat(301) })).toBe(
      'VALOR_INVALIDO|campo=descripcion',
    );
    const product = { codigo: 'P-RARO', nombre: 'Raro', frecuente: 10_000 };
    expect(await answerTo('sp_crear_producto', product)).toBe('VALOR_INVALIDO|campo=frecuente');
  });

  it('of a photo is refused in words where it is no base64', async () => {
    for (const pixels of ['x', 'ñ', 'AA=A', '====', 'A'.repeat(500_000)])
      expect(
        await answerTo('sp_guardar_foto', {
          id_hijo: 1,
          ancho: 1,
          alto: 1,
          pixeles: pixels,
          imagen: 'iVBORw0KGgo=',
        }),
      ).toBe('FOTO_INVALIDA|causa=formato');
    expect(await rowsOf('fotos_hijos')).toBe(0);
  });
});

describe('a document that is none', () => {
  it('is refused before anything is read from it', async () => {
    for (const text of ['', 'x', '{}x', '{"uuid":"'])
      for (const routine of ['sp_cambios_importacion', 'sp_problemas_importacion', 'sp_crear_producto'])
        expect(await answerTo(routine, text)).toBe('DOCUMENTO_INVALIDO|campo=JSON');
  });
});
