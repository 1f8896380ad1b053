import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { call } from '../../src/adapters/db/query.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import { closeShift, openShift } from '../../src/app/shift.ts';
import { signIn } from '../../src/app/sign-in.ts';
import { mailText } from '../../src/domain/mail-document.ts';
import { gs } from '../../src/domain/money.ts';
import type { Actor } from '../../src/domain/user.ts';
import { noticeMail } from '../../src/i18n/es/mail.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let cashier: Actor;
const services = () => databaseServices(db.till);
const CARD = '00203';

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  cashier = await actorOf(db.owner, 'cajero');
});
beforeEach(async () => {
  await db.owner('notificaciones_correo').del();
  await db.owner('productos').update({ vende_sin_stock: 1 });
});
afterAll(() => db.close());

const mails = (kind: string) =>
  db.owner('notificaciones_correo').where('tipo_notificacion', kind).orderBy('id_notificacion');
const prepare = () => call(db.till, 'sp_avisos_preparar', []);
const sell = (over = {}) => call(db.till, 'sp_registrar_venta', [JSON.stringify(saleOf(over))]);
const card = () => db.owner('tarjetas').where('nro_tarjeta', CARD).first();
const topUp = async (amount: number) =>
  call(db.till, 'sp_recargar_tarjeta', [
    JSON.stringify({
      sesion: cashier.session,
      uuid: randomUUID(),
      id_caja: 1,
      id_tarjeta: (await card()).id_tarjeta,
      id_medio: ID.cash,
      monto: amount,
    }),
  ]);
const payByCard = (units: number) =>
  sell({
    nro_tarjeta: CARD,
    lineas: [{ id_producto: ID.cola, cantidad: units, precio_unitario: 5_000 }],
    pagos: [{ id_medio: ID.studentCard, monto_entregado: 5_000 * units, monto_aplicado: 5_000 * units }],
  });

/** Address of the client whom the card's student belongs to. */
const reader = async (): Promise<string> => {
  const row = await db
    .owner('tarjetas as t')
    .join('hijos as h', 'h.id_hijo', 't.id_hijo')
    .join('clientes as c', 'c.id_cliente', 'h.id_cliente_responsable')
    .where('t.nro_tarjeta', CARD)
    .first('c.email');
  return row.email;
};

describe('a top-up', () => {
  it('is told to the client with both balances', async () => {
    const before = (await card()).saldo_actual;
    await topUp(30_000);
    const [mail, ...more] = await mails('recarga');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ estado: 'pendiente', destinatario: await reader() });
    const data = JSON.parse(mail.datos);
    expect(data).toMatchObject({ monto: 30_000, saldo_anterior: before, saldo: before + 30_000 });
    const text = mailText(noticeMail('recarga', data), { store: 'Tienda', lines: [] });
    expect(text).toContain('30.000');
    expect(`${mail.datos}${text}`).not.toContain(CARD);
  });

  it('is not told where the kind is off', async () => {
    await db.owner('avisos').where('tipo', 'recarga').update({ activo: 0 });
    await topUp(5_000);
    expect(await mails('recarga')).toEqual([]);
    await db.owner('avisos').where('tipo', 'recarga').update({ activo: 1 });
  });
});

it('a low balance is told once for each crossing, and again after a top-up', async () => {
  const balance = Number((await card()).saldo_actual);
  await db
    .owner('avisos')
    .where('tipo', 'saldo_bajo')
    .update({ umbral: balance - 7_000 });
  await payByCard(1);
  expect(await mails('saldo_bajo')).toEqual([]);
  await payByCard(1);
  const [mail] = await mails('saldo_bajo');
  expect(mail.destinatario).toBe(await reader());
  expect(JSON.parse(mail.datos)).toMatchObject({ saldo: balance - 10_000, umbral: balance - 7_000 });
  await payByCard(1);
  expect(await mails('saldo_bajo')).toHaveLength(1);
  // Up across the limit, and down again.
  await topUp(20_000);
  await payByCard(3);
  expect(await mails('saldo_bajo')).toHaveLength(2);
});

describe('a drawer that differs', () => {
  const shift = async (float: number, count: number) => {
    const by = { actor: cashier, grant: null };
    const opened = await openShift(services(), by, { uuid: randomUUID(), tillId: 1, float });
    const closed = await closeShift(services(), by, {
      uuid: randomUUID(),
      tillId: 1,
      shiftId: null,
      count: gs(count),
      reason: 'Vuelto mal dado',
    });
    expect([opened.ok, closed.ok]).toEqual([true, true]);
  };

  it('is told above the limit only, whether it lacks or is over', async () => {
    await shift(50_000, 40_000);
    await shift(50_000, 50_000);
    expect(await mails('diferencia_turno')).toEqual([]);
    await shift(50_000, 39_999);
    await shift(50_000, 90_000);
    const told = await mails('diferencia_turno');
    expect(told.map((row) => JSON.parse(row.datos).diferencia)).toEqual([-10_001, 40_000]);
    expect(told[0]).toMatchObject({ destinatario: 'gerente@cantinatita.example', estado: 'pendiente' });
    expect(JSON.parse(told[0].datos)).toMatchObject({ caja: '001', motivo: 'Vuelto mal dado' });
  });
});

it('failed sign-ins are told when so many came in a row, once', async () => {
  await db.owner('intentos_acceso').del();
  const guess = async () => {
    await db.owner.raw('UPDATE intentos_acceso SET ultimo_fallo = ultimo_fallo - INTERVAL 1 MINUTE');
    const answer = await signIn(
      { ...services(), hasher: argon2Hasher },
      { login: 'gerente', secret: 'adivinanza', kind: 'password' },
    );
    expect(answer.ok).toBe(false);
  };
  for (let i = 0; i < 4; i++) await guess();
  expect(await mails('ingresos_fallidos')).toEqual([]);
  await guess();
  const [held] = await mails('ingresos_fallidos');
  expect(held.estado).toBe('retenida');
  expect(JSON.parse(held.datos)).toMatchObject({ usuario: 'gerente', existe: 1, fallos: 5 });
  await guess();
  expect(await mails('ingresos_fallidos')).toHaveLength(1);
  await prepare();
  const due = (await mails('ingresos_fallidos')).filter((row) => row.estado === 'pendiente');
  expect(due).toHaveLength(1);
  expect(due[0].datos).not.toContain('adivinanza');
});

it('printing that stands still is told after so many minutes, once an hour at the most', async () => {
  await db.owner('trabajos_impresion').update({ estado: 'cancelado' });
  await db.owner('avisos_hechos').where('marca', 'like', 'impresion:%').del();
  await sell();
  const age = (minutes: number) =>
    db
      .owner('trabajos_impresion')
      .where('estado', 'pendiente')
      .update({ creado_en: db.owner.raw('ahora_local() - INTERVAL ? MINUTE', [minutes]) });
  await age(9);
  await prepare();
  expect(await mails('impresion_detenida')).toEqual([]);
  await age(11);
  await prepare();
  await prepare();
  const [mail, ...more] = await mails('impresion_detenida');
  expect(more).toEqual([]);
  expect(JSON.parse(mail.datos)).toMatchObject({ caja: '001' });
  // The next paper that is stuck is told of when the hour is over.
  await db.owner('notificaciones_correo').del();
  await prepare();
  expect(await mails('impresion_detenida')).toEqual([]);
  await db.owner('avisos_hechos').update({ hecho_en: db.owner.raw('ahora_local() - INTERVAL 61 MINUTE') });
  await prepare();
  expect(await mails('impresion_detenida')).toHaveLength(1);
});

it('sales are gathered into one mail a day where the store wants it so', async () => {
  await db.owner('avisos').where('tipo', 'venta').update({ hora: '00:00' });
  await db.owner('avisos_hechos').where('marca', 'venta').del();
  await sell();
  await sell({ nro_tarjeta: CARD });
  await prepare();
  expect((await mails('venta')).map((row) => row.estado)).toEqual(['retenida', 'retenida']);
  const yesterday = db.owner.raw('ahora_local() - INTERVAL 1 DAY');
  await db.owner('notificaciones_correo').update({ fecha_creacion: yesterday });
  await db.owner('avisos_hechos').where('marca', 'venta').del();
  await prepare();
  await prepare();
  const rows = await mails('venta');
  expect(rows.map((row) => row.estado)).toEqual(['agrupada', 'agrupada', 'pendiente']);
  const data = JSON.parse(rows[2].datos);
  const text = mailText(noticeMail('venta', data), { store: 'Tienda', lines: [] });
  for (const { numero } of data.avisos) expect(text).toContain(numero);
  expect(text).toContain('50.000');
  expect(rows.slice(0, 2).map((row) => row.id_resumen)).toEqual(Array(2).fill(rows[2].id_notificacion));
  await db.owner('avisos').where('tipo', 'venta').update({ hora: null });
});

it('mails that were sent long ago are forgotten, some hundreds at a time; what failed stays', async () => {
  const queue = (estado: string, days: number, count: number) =>
    db.owner('notificaciones_correo').insert(
      Array.from({ length: count }, () => ({
        destinatario: 'ana@x.example',
        asunto: 'Aviso',
        cuerpo: 'Hola',
        tipo_notificacion: 'prueba',
        fecha_creacion: '2026-01-01 10:00:00',
        estado,
        enviada: Number(estado === 'enviada'),
        proximo_intento: db.owner.raw('UTC_TIMESTAMP() - INTERVAL ? DAY', [days]),
        clave_unica: randomUUID(),
      })),
    );
  await queue('enviada', 91, 600);
  await queue('agrupada', 91, 1);
  await queue('enviada', 89, 1);
  await queue('fallida', 400, 1);
  await queue('pendiente', 400, 1);
  const { mail } = services();
  expect(await mail.clean()).toBe(501);
  expect(await mail.clean()).toBe(100);
  expect(await mail.clean()).toBe(0);
  const left = await db.owner('notificaciones_correo').orderBy('estado').pluck('estado');
  expect(left).toEqual(['enviada', 'fallida', 'pendiente']);
});
