import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { findCard, serveCard, serveStudent } from '../../src/app/find-card.ts';
import { parkSale, recallSale } from '../../src/app/park-sale.ts';
import { EMPTY_CART } from '../../src/domain/cart.ts';
import { gs } from '../../src/domain/money.ts';
import type { Result } from '../../src/domain/result.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import type { Actor } from '../../src/domain/user.ts';
import type { PageId } from '../../src/tui/office/ids.ts';
import type { Act, AnyPage, Desk, Done, Params, View } from '../../src/tui/office/page.ts';
import { PAGES } from '../../src/tui/office/pages/index.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';
import { messages } from '../support/words.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices> & { clock: { now: () => Date } };
let cashier: Actor;
let manager: Actor;
/** By card number. */
const student: Record<string, number> = {};

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = { ...databaseServices(db.till), clock: { now: () => new Date() } };
  for (const { nro_tarjeta, id_hijo } of await db.owner('tarjetas')) student[nro_tarjeta] = id_hijo;
  cashier = await actorOf(db.owner, 'cajero');
  manager = await actorOf(db.owner, 'gerente');
});
afterAll(async () => {
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
  await db.close();
});

const register = (over: Record<string, unknown> = {}) =>
  services.sales.register({ ...saleOf(), ...over } as SaleDocument);
const sell = async (over: Record<string, unknown> = {}) => {
  const result = await register(over);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const refusal = async (over: Record<string, unknown>) => {
  const before = await db.owner('ventas').count({ n: '*' });
  const result = await register(over);
  if (result.ok) throw new Error(`sold: ${JSON.stringify(over)}`);
  expect(await db.owner('ventas').count({ n: '*' })).toEqual(before);
  return result.error;
};
const stored = async (id: number) => {
  const shown = await services.sales.show(id);
  if (!shown.ok) throw new Error(JSON.stringify(shown.error));
  return shown.value;
};
const milk = { lineas: [{ id_producto: ID.chocolateMilk, cantidad: 1 }], pagos: [cash(5_500)] };
const confirmed = { confirmaciones: [{ id_producto: ID.chocolateMilk, id_restriccion: 1 }] };
const peanuts = { lineas: [{ id_producto: ID.peanutBar, cantidad: 1 }], pagos: [cash(2_500)] };

describe('a student without a card', () => {
  it('is named on the sale with the responsible client, and nothing of a card is', async () => {
    const balance = (await db.owner('tarjetas').where('nro_tarjeta', '00203').first()).saldo_actual;
    const sold = await sell({ id_hijo: student['00203'] });
    expect(sold.balance).toBeNull();
    expect(await stored(sold.id)).toMatchObject({
      student: 'ROMINA MONGELLOS RODRIGUEZ',
      client: 'CARMEN RODRIGUEZ',
      cardNumber: null,
      balanceAfter: null,
    });
    expect((await db.owner('tarjetas').where('nro_tarjeta', '00203').first()).saldo_actual).toBe(balance);
  });

  it('keeps every restriction: asked, stored with the sale, told to the client', async () => {
    const id_hijo = student['00203'];
    expect(await refusal({ ...milk, id_hijo })).toMatchObject({ code: 'RESTRICCION_SIN_CONFIRMAR' });
    const sold = await sell({ ...milk, ...confirmed, id_hijo });
    expect((await stored(sold.id)).acknowledgements).toMatchObject([
      { restriction: 'Intolerancia a la lactosa', confirmedBy: 'Carolina Ayala' },
    ]);
    const mails = await db.owner('notificaciones_correo').where('clave_unica', `restriccion:${sold.id}`);
    expect(mails).toHaveLength(1);
  });

  it('needs a manager where a restriction blocks: the cashier alone may not, an approval serves once', async () => {
    const id_hijo = student['00195'];
    const [found] = await db.owner('restricciones_hijos').where({ id_hijo, bloqueante: 1 });
    const answer = { id_producto: ID.peanutBar, id_restriccion: found.id_restriccion };
    const alone = {
      confirmaciones: [{ ...answer, motivo: 'la madre dijo que sí' }],
      sesion: cashier.session,
    };
    expect((await refusal({ ...peanuts, id_hijo, ...alone })).code).toBe('RESTRICCION_SIN_AUTORIZACION');
    const reference = `${ID.peanutBar}:${found.id_restriccion}`;
    const wanted = { permission: 'restriction.approve', reference };
    const id_aprobacion = await approvalOf(db.owner, cashier, manager, wanted);
    const approved = { confirmaciones: [{ ...answer, id_aprobacion }], sesion: cashier.session };
    const sold = await sell({ ...peanuts, id_hijo, ...approved });
    expect((await stored(sold.id)).acknowledgements).toMatchObject([{ blocking: true, reason: 'prueba' }]);
    expect((await refusal({ ...peanuts, id_hijo, ...approved })).code).toBe('AUTORIZACION_INVALIDA');
  });

  it('pays by no card and gets no invoice', async () => {
    const id_hijo = student['00201'];
    const pagos = [{ id_medio: ID.studentCard, monto_entregado: 25_000, monto_aplicado: 25_000 }];
    expect((await refusal({ id_hijo, pagos })).code).toBe('TARJETA_REQUERIDA');
    expect((await refusal({ id_hijo, factura: true, pagos: [cash(27_500)] })).code).toBe(
      'FACTURA_NO_PERMITIDA',
    );
  });

  it('is refused when inactive, or when the responsible client is', async () => {
    const id_hijo = student['00198'];
    const child = db.owner('hijos').where({ id_hijo });
    const { id_cliente_responsable: id_cliente } = await child.clone().first();
    await child.clone().update({ activo: 0 });
    expect((await refusal({ id_hijo })).code).toBe('CLIENTE_INACTIVO');
    expect(await serveStudent(services, Number(id_hijo))).toMatchObject({
      ok: false,
      error: { code: 'CLIENTE_INACTIVO' },
    });
    await child.clone().update({ activo: 1 });
    await db.owner('clientes').where({ id_cliente }).update({ estado: 'Inactivo' });
    expect((await refusal({ id_hijo })).code).toBe('CLIENTE_INACTIVO');
    expect((await serveStudent(services, Number(id_hijo))).ok).toBe(false);
    await db.owner('clientes').where({ id_cliente }).update({ estado: 'Activo' });
    await sell({ id_hijo });
  });

  it.each([
    ['-1', -1],
    ['0', 0],
    ['a fraction', 1.5],
    ['text', '1'],
    ['the word null', 'null'],
    ['SQL', '1 OR 1=1'],
    ['true', true],
    ['a list', [1]],
    ['an object', { id: 1 }],
    ['1e9', 1e9],
    ['a huge number', 1e30],
    ['10,000 characters', 'x'.repeat(10_000)],
  ])('is not taken from %s', async (_, id_hijo) => {
    expect(await refusal({ id_hijo })).toMatchObject({
      code: 'DOCUMENTO_INVALIDO',
      params: { campo: 'id_hijo' },
    });
  });

  it('has to exist, and must be the one of the card where there is one', async () => {
    expect(await refusal({ id_hijo: 999_999 })).toMatchObject({
      code: 'ESTUDIANTE_INEXISTENTE',
      params: { estudiante: 999_999 },
    });
    expect(await refusal({ nro_tarjeta: '00201', id_hijo: student['00203'] })).toMatchObject({
      code: 'TARJETA_DE_OTRO',
      params: { numero: '00201' },
    });
    const sold = await sell({ nro_tarjeta: '00201', id_hijo: student['00201'] });
    expect((await stored(sold.id)).cardNumber).toBe('00201');
  });

  it('is part of what a UUID stands for: the same again answers, another child is a conflict', async () => {
    const uuid = randomUUID();
    const first = await sell({ uuid, id_hijo: student['00203'] });
    expect(await sell({ uuid, id_hijo: student['00203'] })).toMatchObject({ id: first.id, repeated: true });
    for (const id_hijo of [student['00201'], null, undefined])
      expect((await refusal({ uuid, id_hijo })).code).toBe('UUID_EN_CONFLICTO');
    const carded = randomUUID();
    const nro_tarjeta = '00203';
    await sell({ uuid: carded, nro_tarjeta });
    expect(await sell({ uuid: carded, nro_tarjeta, id_hijo: student['00203'] })).toMatchObject({
      repeated: true,
    });
    expect((await refusal({ uuid: carded, nro_tarjeta, id_hijo: student['00201'] })).code).toBe(
      'UUID_EN_CONFLICTO',
    );
  });

  it('gives goods back and voids as anybody: money as it was paid, no card', async () => {
    const { id } = await sell({ id_hijo: student['00203'] });
    const by = { actor: manager, grant: null };
    const request = { saleId: id, tillId: 1, reason: 'frío', cardToCash: false };
    const lines = [{ line: 1, quantity: 1, destination: 'Stock' as const }];
    expect(await services.returns.give(by, { ...request, uuid: randomUUID(), lines })).toMatchObject({
      ok: true,
      value: { total: 5_000, cash: 5_000, cardNumber: null },
    });
    expect(await services.returns.void(by, { ...request, uuid: randomUUID() })).toMatchObject({
      ok: true,
      value: { total: 20_000, cash: 20_000, cardNumber: null },
    });
    expect(await stored(id)).toMatchObject({ state: 'Anulada', returned: 25_000 });
  });
});

describe('a card out of use', () => {
  const dead = async (change: Record<string, unknown>) => {
    await db.owner('tarjetas').where('nro_tarjeta', '00203').update(change);
    return {
      served: await serveCard(services, '00203'),
      shown: await findCard(services, '00203'),
    };
  };
  it.each([
    [{ estado: 'Bloqueada' }, { state: 'Bloqueada' }, 'TARJETA_NO_ACTIVA'],
    [{ estado: 'Reemplazada' }, { state: 'Reemplazada' }, 'TARJETA_NO_ACTIVA'],
    [{ estado: 'Vencida' }, { state: 'Vencida' }, 'TARJETA_NO_ACTIVA'],
    [
      { estado: 'Activa', fecha_vencimiento: '2020-01-01' },
      { state: 'Vencida', expiredOn: '2020-01-01' },
      'TARJETA_VENCIDA',
    ],
  ])('still says whose it is and what must not be eaten: %j', async (change, deadCard, code) => {
    const before = await db.owner('tarjetas').where('nro_tarjeta', '00203').first();
    try {
      const { served, shown } = await dead(change);
      expect(served).toMatchObject({
        ok: true,
        value: {
          studentName: 'ROMINA MONGELLOS RODRIGUEZ',
          restrictions: [{ kind: 'Intolerancia a la lactosa' }],
          deadCard,
        },
      });
      expect(served.ok && served.value).not.toHaveProperty('balance');
      expect(shown).toMatchObject({ ok: false, error: { code } });
      expect((await refusal({ nro_tarjeta: '00203' })).code).toBe(code);
    } finally {
      const { estado, fecha_vencimiento } = before;
      await db.owner('tarjetas').where('nro_tarjeta', '00203').update({ estado, fecha_vencimiento });
    }
  });

  it('of an inactive student serves nobody, and says what the child must not eat', async () => {
    const child = db.owner('hijos').where('id_hijo', student['00203']);
    await child.clone().update({ activo: 0 });
    const { served } = await dead({ estado: 'Bloqueada' });
    await child.clone().update({ activo: 1 });
    await dead({ estado: 'Activa' });
    expect(served).toEqual({
      ok: false,
      error: {
        code: 'CLIENTE_INACTIVO',
        params: { restricciones: 'Intolerancia a la lactosa (Moderada)' },
      },
    });
  });
});

describe('the pages', () => {
  const words = messages('es');
  const seen = async (id: PageId, params: Params): Promise<{ view: View; desk: Desk }> => {
    const till = { id: 1, code: '001', name: 'Caja 1' };
    const desk = {
      services,
      actor: cashier,
      till,
      grant: null,
      words,
      progress: () => {},
    } as unknown as Desk;
    const one = PAGES[id] as AnyPage;
    const read = await one.load(desk, params);
    if (!read.ok) throw new Error(read.error.code);
    const text = typeof params.text === 'string' ? params.text : '';
    const ask = { params, words, actor: cashier, now: 0, text, values: {}, columns: 80 };
    return { view: one.view(read.value, ask), desk };
  };
  const doAct = (id: PageId, desk: Desk, act: Act | undefined): Promise<Result<Done>> => {
    if (!act || !('do' in act)) throw new Error(JSON.stringify(act));
    return (PAGES[id] as AnyPage).commands?.[act.do]?.(desk, act.input as never) as Promise<Result<Done>>;
  };
  const romina = { studentName: 'ROMINA MONGELLOS RODRIGUEZ', deadCard: null };
  const home = (served: object) => ({ ok: true, value: { next: 'home', served } });

  it('find a student by part of the name, and take the student to the sale', async () => {
    const { view, desk } = await seen('serve', { text: 'romi mong' });
    if (view.kind !== 'list') throw new Error();
    expect(view.rows.map(({ cells }) => cells[0])).toEqual(['ROMINA MONGELLOS RODRIGUEZ']);
    expect(await doAct('serve', desk, view.rows[0]?.actions?.open)).toMatchObject(home(romina));
    expect(await doAct('serve', desk, view.scan?.('00203'))).toMatchObject(home({ cardNumber: '00203' }));
  });
  it('do so from the family and from the card, too', async () => {
    const { clientId, id } = (await services.families.students({ text: 'romina mongellos' }))[0] ?? {};
    const family = await seen('family', { id: Number(clientId) });
    if (family.view.kind !== 'list') throw new Error();
    const row = family.view.rows.find((one) => one.id === `s${id}`);
    expect(await doAct('family', family.desk, row?.actions?.sellTo)).toMatchObject(home(romina));
    const card = await seen('card', { number: '00203' });
    expect(await doAct('card', card.desk, card.view.actions?.sellTo)).toMatchObject(home(romina));
  });
});

describe('a parked sale', () => {
  const cart = {
    ...EMPTY_CART,
    lines: [
      {
        productId: ID.cola,
        code: 'x',
        name: 'Coca Cola 500ml',
        price: gs(5_000),
        taxRate: 10,
        allergens: [],
        quantity: 1,
        discount: gs(0),
      },
    ],
  };
  const request = { tillId: 1, cart, cardNumber: null, note: '', total: gs(5_000) };

  it('keeps the student without a card', async () => {
    const by = { actor: cashier, grant: null };
    const studentId = Number(student['00203']);
    const parked = await parkSale(services, by, { ...request, uuid: randomUUID(), studentId });
    expect(parked).toMatchObject({ ok: true, value: { studentId, student: 'ROMINA MONGELLOS RODRIGUEZ' } });
    if (!parked.ok) return;
    const taking = { uuid: randomUUID(), id: parked.value.id, tillId: 1 };
    const ports = { ...services, pause: async () => {} };
    expect(await recallSale(ports, by, taking)).toMatchObject({
      ok: true,
      value: { studentId, cardNumber: null },
    });
  });
  it('does not name one who is not there', async () => {
    const by = { actor: cashier, grant: null };
    const unknown = { ...request, uuid: randomUUID(), studentId: 999_999 };
    expect(await parkSale(services, by, unknown)).toMatchObject({
      ok: false,
      error: { code: 'ESTUDIANTE_INEXISTENTE' },
    });
  });
});
