import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleFormerMails } from '../../migrations/20261126920100_correo_anterior.ts';
import { call } from '../../src/adapters/db/query.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
afterAll(() => db.close());

const doc = (routine: string, body: object) => call(db.till, routine, [JSON.stringify(body)]);
const mails = (kind: string) =>
  db.owner('notificaciones_correo').where('tipo_notificacion', kind).orderBy('id_notificacion');
const take = (count = 10, seconds = 60) => call(db.till, 'sp_correos_tomar', [count, seconds]);
const settle = (row: Record<string, unknown>, state: string, reason: string | null = null, seconds = 0) =>
  call(db.till, 'sp_correo_terminar', [row.id_notificacion, row.reserva, state, reason, seconds] as never);

describe('what is queued', () => {
  it('a sale: with what its mail is drawn from', async () => {
    await doc('sp_registrar_venta', saleOf({ nro_tarjeta: '00203' }));
    const [mail] = await mails('venta');
    expect(mail).toMatchObject({ estado: 'pendiente', destinatario: 'gerente@cantinatita.example' });
    expect(JSON.parse(mail.datos)).toMatchObject({ total: 25_000, cajero: 'Carolina Ayala' });
  });

  it('low stock: once per crossing, held until it is gathered', async () => {
    const sell = (cantidad: number) =>
      doc(
        'sp_registrar_venta',
        saleOf({
          lineas: [{ id_producto: ID.sandwich, cantidad, precio_unitario: 15_000 }],
          pagos: [{ id_medio: 1, monto_entregado: 15_000 * cantidad, monto_aplicado: 15_000 * cantidad }],
        }),
      );
    const product = () => db.owner('productos').where('id_producto', ID.sandwich).first();
    const { stock_actual, stock_minimo } = await product();
    await sell(stock_actual - stock_minimo - 1);
    expect(await mails('stock_bajo')).toEqual([]);
    await sell(1);
    await sell(1);
    const [mail, ...more] = await mails('stock_bajo');
    expect(more).toEqual([]);
    expect(mail.estado).toBe('retenida');
    expect(JSON.parse(mail.datos)).toMatchObject({ stock: stock_minimo, minimo: stock_minimo });
    const manager = await actorOf(db.owner, 'gerente');
    const move = (routine: string, cantidad: number) =>
      doc(routine, {
        sesion: manager.session,
        uuid: randomUUID(),
        motivo: 'prueba',
        lineas: [{ id_producto: ID.sandwich, cantidad }],
      });
    await move('sp_ingresar_stock', 10);
    await move('sp_registrar_merma', 10);
    expect(await mails('stock_bajo')).toHaveLength(2);
    await call(db.till, 'sp_avisos_preparar', []);
    const gathered = (await mails('stock_bajo')).filter((row) => row.estado === 'pendiente');
    expect(gathered).toHaveLength(1);
    expect(JSON.parse(gathered[0].datos).avisos).toHaveLength(2);
    await call(db.till, 'sp_avisos_preparar', []);
    expect(await mails('stock_bajo')).toHaveLength(3);
  });
});

describe('the queue', () => {
  it('gives each mail to one sender, and again only when its time is over', async () => {
    const [first, second] = await Promise.all([take(1), take(1)]);
    const ids = [...first, ...second].map((row) => row.id_notificacion);
    expect(ids.length).toBe(2);
    expect(new Set(ids).size).toBe(2);
    const [row] = first;
    if (!row) throw new Error('nothing taken');
    expect(row.semilla).toMatch(/^[0-9a-f]{32}$/);
    expect(await settle({ ...row, reserva: randomUUID() }, 'enviada')).toMatchObject([{ cuantos: 0 }]);
    expect(await settle(row, 'pendiente', '450 later', 0)).toMatchObject([{ cuantos: 1 }]);
    const again = (await take(50)).find((one) => one.id_notificacion === row.id_notificacion);
    expect(again).toMatchObject({ semilla: row.semilla, intentos: 2 });
  });

  it('sends or forgets what it held before anything was sent from it', async () => {
    await db.owner('notificaciones_correo').del();
    const former = (clave_unica: string, over: object) => ({
      destinatario: 'gerente@x.example',
      asunto: 'Venta',
      cuerpo: 'Venta',
      tipo_notificacion: 'venta',
      fecha_creacion: '2025-02-01 10:00:00',
      clave_unica,
      ...over,
    });
    await db
      .owner('notificaciones_correo')
      .insert([
        former('vieja', {}),
        former('nueva', { fecha_creacion: db.owner.raw('ahora_local() - INTERVAL 2 DAY') }),
        former('salida', { enviada: 1, estado: 'enviada', fecha_envio: '2025-02-01 10:05:00' }),
      ]);
    expect(await take()).toEqual([]);
    await settleFormerMails(db.owner);
    const left = await db.owner('notificaciones_correo').orderBy('clave_unica');
    expect(left.map((row) => [row.clave_unica, row.estado])).toEqual([
      ['nueva', 'pendiente'],
      ['salida', 'enviada'],
    ]);
    expect((await take()).map((row) => row.asunto)).toEqual(['Venta']);
    expect(await call(db.till, 'sp_correos_limpiar', [])).toMatchObject([{ cuenta: 1 }]);
    expect(await db.owner('notificaciones_correo').pluck('clave_unica')).toEqual(['nueva']);
  });
});
