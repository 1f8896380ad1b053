import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { gs } from '../../src/domain/money.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

let database: TestDatabase;
const home = temporaryHome();
beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
});
afterAll(async () => {
  await database?.close();
  home.remove();
});

/** As the cashier, beside a manager who may be asked. */
const pos = (args: readonly string[], input?: string): Promise<Outcome> =>
  runPos(args, {
    ...(input === undefined ? {} : { input }),
    env: {
      HOME: home.path,
      POS_HOME: home.path,
      ...database.env,
      POS_PASSWORD: 'cajero-demo',
      POS_APPROVER_PASSWORD: 'gerente-demo',
    },
  });

const sell = async (over: object = {}, ...flags: string[]): Promise<Outcome> =>
  pos(
    ['sale', 'register', '--file', '-', '--user', 'cajero', '--json', ...flags],
    JSON.stringify({
      lineas: [
        { id_producto: 5, cantidad: 2 },
        { id_producto: 12, cantidad: 1 },
      ],
      pagos: [{ medio: 'EFECTIVO', monto_entregado: 25_000 }],
      ...over,
    }),
  );

test('lines come back with a manager’s word, are listed and shown, and never twice', async () => {
  const { numero } = (await sell()).json() as { numero: string };
  const back = (...flags: string[]) =>
    pos(['sale', 'return', numero, '--reason', 'vencida', '--user', 'cajero', '--json', ...flags]);
  expect((await back('--line', '1=1')).json()).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
  const given = await back('--line', '1=1:waste', '--line', '2=1', '--approver', 'gerente');
  expect(given.stderr).toBe('');
  expect(given.json()).toMatchObject({
    tipo: 'Devolucion',
    total: 20_000,
    efectivo: 20_000,
    autorizada_por: 'Gustavo Benítez',
    lineas: [
      { linea: 1, destino: 'Merma' },
      { linea: 2, destino: 'Stock' },
    ],
  });
  const more = await back('--line', '2=1', '--approver', 'gerente');
  expect(more.code).toBe(3);
  expect(more.json()).toMatchObject({ error: { code: 'DEVOLUCION_EXCEDIDA', disponible: 0 } });
  expect((await pos(['sale', 'list', '--json'])).json()).toEqual(
    expect.arrayContaining([expect.objectContaining({ numero, devuelto: 20_000 })]),
  );
  expect((await pos(['sale', 'show', numero, '--json'])).json()).toMatchObject({
    devuelto: 20_000,
    devoluciones: [{ total: 20_000 }],
  });
  const reprint = (...flags: string[]) => pos(['sale', 'reprint', numero, '--user', 'cajero', ...flags]);
  expect((await reprint('--return', '--json')).json()).toMatchObject({ tipo: 'devolucion', copia: 1 });
  expect((await reprint('--return')).stdout).toContain('Copia 2 del comprobante');
  expect((await reprint('--return', '99999', '--json')).json()).toMatchObject({
    error: { code: 'DEVOLUCION_INEXISTENTE' },
  });
  expect((await reprint('--json')).json()).toMatchObject({ tipo: 'reimpresion', copia: 1 });
  expect((await pos(['sale', 'show', numero])).stdout).toMatch(/DEVOLUCIÓN[\s\S]*a merma[\s\S]*20\.000/);
});

test.each([['1'], ['0=1'], ['1=0'], ['1=-1'], ['1=1:basura'], ['1=99999'], ['1=1; DROP TABLE ventas']])(
  'the line %j is a wrong use (2)',
  async (line) => {
    const refused = await pos(['sale', 'return', '001-0000001', '--line', line, '--reason', 'x', '--json']);
    expect(refused.code).toBe(2);
  },
);

test('a discount above the limit needs a manager and a reason; the paper of a void opens on stored money', async () => {
  const discounted = { descuento: 5_000, pagos: [{ medio: 'EFECTIVO', monto_entregado: 20_000 }] };
  expect((await sell(discounted)).json()).toMatchObject({
    error: { code: 'LIMITE_DE_ROL', limite: 10, pedido: 20 },
  });
  expect((await sell(discounted, '--approver', 'gerente')).json()).toMatchObject({
    error: { code: 'MOTIVO_REQUERIDO' },
  });
  const sold = await sell(discounted, '--approver', 'gerente', '--reason', 'promoción');
  expect(sold.json()).toMatchObject({ total: 20_000 });
  const { numero } = sold.json() as { numero: string };
  const voided = await pos([
    'sale',
    'void',
    numero,
    '--reason',
    'error',
    '--user',
    'cajero',
    '--approver',
    'gerente',
    '--till',
    '002',
    '--json',
  ]);
  expect(voided.json()).toMatchObject({ tipo: 'Anulacion', caja: '002', total: 20_000 });
});

test('parked sales are listed and dropped', async () => {
  const services = databaseServices(database.till);
  const parked = await services.parkedSales.park(
    { actor: await actorOf(database.owner, 'cajero'), grant: null },
    {
      uuid: '0c0b7cf4-6d5b-4a8e-9a55-0d8f9a3f9b11',
      tillId: 1,
      cardNumber: null,
      note: '\u001b[2Jnena',
      total: gs(5_000),
      cart: {
        discount: gs(0),
        lines: [
          {
            productId: 5,
            code: 'P5',
            name: 'Coca',
            price: gs(5_000),
            taxRate: 10,
            allergens: [],
            quantity: 1,
            discount: gs(0),
          },
        ],
      },
    },
  );
  if (!parked.ok) throw new Error(parked.error.code);
  const id = String(parked.value.id);
  const shown = (await pos(['sale', 'parked'])).stdout;
  expect(shown).toContain('nena');
  expect(shown).not.toContain('\u001b');
  expect((await pos(['sale', 'parked', '--json'])).json()).toMatchObject([
    { id_espera: Number(id), total: 5_000 },
  ]);
  expect((await pos(['sale', 'unpark', id, '--discard', '--user', 'cajero', '--json'])).json()).toMatchObject(
    {
      estado: 'Descartada',
    },
  );
  const again = await pos(['sale', 'unpark', id, '--discard', '--user', 'cajero', '--json']);
  expect(again.json()).toMatchObject({ error: { code: 'ESPERA_CERRADA', estado: 'Descartada' } });
  expect((await pos(['sale', 'parked'])).stdout).toContain('No hay ventas en espera');

  const recovered = ['sale', 'parked', '--recovered'];
  expect((await pos(recovered)).stdout).toContain('Desde ayer no se recuperó ninguna');
  const actor = await actorOf(database.owner, 'cajero');
  const cart = {
    discount: gs(0),
    lines: [
      {
        productId: 5,
        code: 'P5',
        name: 'Coca',
        price: gs(5_000),
        taxRate: 10,
        allergens: [],
        quantity: 3,
        discount: gs(0),
      },
    ],
  };
  const uuid = '1c0b7cf4-6d5b-4a8e-9a55-0d8f9a3f9b12';
  const held = await services.parkedSales.park(
    { actor, grant: null },
    { uuid, tillId: 1, cardNumber: null, note: 'se cortó', total: gs(15_000), cart },
  );
  if (!held.ok) throw new Error(held.error.code);
  await services.parkedSales.recall({ actor, grant: null }, { uuid, id: held.value.id, tillId: 1 });
  expect((await pos([...recovered, '--json'])).json()).toMatchObject([
    { nota: 'se cortó', caja_recuperada: '001', lineas: [{ id_producto: 5, cantidad: 3 }] },
  ]);
});

test('all of it adds up', async () => {
  expect(await inconsistencies(database.owner)).toEqual(SOUND);
});

test('a bare number is the one on the ticket of this till, an internal id only behind id:', async () => {
  // Ids and numbers of till 001 part ways.
  await sell({}, '--till', '002');
  const { numero, id_venta } = (await sell()).json() as { numero: string; id_venta: number };
  const short = String(Number(numero.slice(4)));
  expect(short).not.toBe(String(id_venta));
  const shown = async (reference: string, ...flags: string[]) =>
    (await pos(['sale', 'show', reference, '--json', ...flags])).json();
  for (const typed of [short, `#${short}`, numero.slice(4), `001-${short}`, `id:${id_venta}`])
    expect(await shown(typed)).toMatchObject({ numero, id_venta });
  expect(await shown('1', '--till', '002')).toMatchObject({ numero: '002-0000001' });
  expect(await shown(String(id_venta))).toMatchObject({
    error: { code: 'VENTA_INEXISTENTE', venta: `001-${String(id_venta).padStart(7, '0')}` },
  });
  const act = (...args: string[]) =>
    pos(['sale', ...args, '--reason', 'error', '--user', 'cajero', '--approver', 'gerente', '--json']);
  expect((await act('return', short, '--line', '1=1')).json()).toMatchObject({ numero });
  expect((await act('void', `#${short}`)).json()).toMatchObject({ numero });
  expect((await pos(['sale', 'reprint', short, '--user', 'cajero'])).stdout).toContain(numero);
});
