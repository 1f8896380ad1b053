import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';
import * as person from '../support/tills.ts';

/*
 * A canteen's whole day by keys alone, from the first float to a closing that does not add up. The test keeps a book of
 * its own, from what it typed and never from the database; in the end the database must agree with it.
 */

let database: TestDatabase;
let home: string;
let till: TestTerminal;

beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
  home = mkdtempSync(join(tmpdir(), 'pos-day-'));
  const env = { ...database.env, POS_HOME: home, XDG_CONFIG_HOME: home };
  till = openTerminal({ command: POS, env, cols: 100, rows: 30 });
});
afterAll(async () => {
  await till?.dispose();
  await database?.close();
  rmSync(home, { recursive: true, force: true });
});

const press = (...keys: string[]): Promise<void> => person.press(till, ...keys);
const yes = (): Promise<void> => person.yes(till);
const write = async (text: string, shown: string | RegExp = `› ${text}`): Promise<void> => {
  till.type(text);
  await till.waitFor(shown);
};
/** The fields of a form in their order; an empty text leaves one as it is. */
const fill = async (...texts: string[]): Promise<void> => {
  for (const [at, text] of texts.entries()) {
    if (at > 0) await press('tab');
    if (text !== '') {
      till.type(text);
      await till.rest(40);
    }
  }
};
/** From the sale to a place of the back office. */
const go = async (place: string, title: string | RegExp): Promise<void> => {
  await press('ctrl+g');
  await till.waitFor('Para qué');
  await write(place);
  await till.waitFor(new RegExp(`› +\\d+ +${place}`, 'i'));
  await press('enter');
  await till.waitFor(title);
};
const toSale = async (): Promise<void> => {
  await press('f11');
  await till.waitFor('CARRITO');
};
const signIn = async (login: string): Promise<void> => {
  await till.waitFor('Iniciar sesión');
  await write(login);
  await press('enter');
  await write(`${login}-demo`, '•••');
  await press('enter');
  await till.waitFor('FRECUENTES');
};
const asPerson = async (login: string): Promise<void> => {
  await press('ctrl+o');
  await signIn(login);
};

/** What the drawer, the cards and the shelves must hold by what was typed. */
const book = { cash: 0, card: new Map<string, number>(), stock: new Map<string, number>(), sales: 0 };
const move = <K>(map: Map<K, number>, key: K, by: number): void =>
  void map.set(key, (map.get(key) ?? 0) + by);

const COLA = { code: '5', name: 'Coca Cola 500ml', price: 5_000 };
const WATER = { code: '8', name: 'Agua', price: 3_000 };
const MILK = { code: 'Leche chocolatada', name: 'Leche chocolatada 200ml', price: 5_500 };
const NOUGAT = { code: '7840001112224', name: 'Turrón blando', price: 4_500 };
type Thing = typeof COLA;

const add = async (thing: Thing, units: number): Promise<void> => {
  till.type(`${units}*${thing.code}`);
  await till.waitFor(new RegExp(`› ${units}\\*${thing.code}`));
  await press('enter');
  await till.waitFor(new RegExp(`${units} .*${thing.name.slice(0, 12)}`));
  move(book.stock, thing.name, -units);
};
type Means = 'cash' | 'change' | 'qr' | 'transfer' | 'card';

/** Takes the money and waits for the number of the sale. */
const pay = async (means: Means, total: number, card?: string): Promise<void> => {
  await press('f4');
  await till.waitFor(/1 {2}EFECTIVO/);
  if (means === 'cash') await press('f4');
  if (means === 'change') {
    await press('1');
    await till.waitFor('EFECTIVO: monto');
    await write('100000', '100.000');
    await press('enter');
  }
  if (means === 'qr') await press('3', 'f4');
  if (means === 'card') await press('6', 'f4');
  if (means === 'transfer') {
    await press('2', 'f4');
    await till.waitFor(/referencia/i);
    await write('TR-77');
    await press('enter');
  }
  await till.waitFor(/Enter registra|registrar/i);
  await press('enter');
  book.sales += 1;
  await till.waitFor(new RegExp(`VENTA REGISTRADA +#${book.sales}\\b`));
  if (means === 'cash' || means === 'change') book.cash += total;
  if (means === 'card' && card) move(book.card, card, -total);
};

const stockOf = async (name: string): Promise<number> =>
  Number((await database.owner('productos').where('nombre', name).first('stock_actual')).stock_actual);
const balanceOf = async (card: string): Promise<number> =>
  Number((await database.owner('tarjetas').where('nro_tarjeta', card).first('saldo_actual')).saldo_actual);

describe('a whole day of the canteen, by keys alone', () => {
  const before = new Map<string, number>();

  it('opens the shift with its float', async () => {
    for (const { name } of [COLA, WATER, MILK]) before.set(name, await stockOf(name));
    book.card.set('00203', await balanceOf('00203'));
    await signIn('cajero');
    await go('Turno', 'no tiene un turno abierto');
    await press('f3');
    await till.waitFor('Fondo inicial');
    await write('150000', '150.000');
    await press('f4');
    await till.waitFor(/Turno 1, abierto/);
    book.cash = 150_000;
    await toSale();
  });

  it('makes a family: adult, child, restriction, card, balance', async () => {
    await asPerson('gerente');
    await go('Familias', '28 familias');
    await press('f3');
    await till.waitFor('Nombre *');
    await fill('Marta', 'Gómez', '1234567', '0981 222 333', 'marta@familia.example');
    await press('f4');
    await till.waitFor('Sin estudiantes: F3 agrega el primero');
    await press('f3');
    await till.waitFor('Grado');
    await fill('Lucas', 'Gómez', '3er grado');
    await press('f4');
    await till.waitFor(/› Lucas Gómez/);
    await yes();
    await till.waitFor('Bloquea la venta');
    await fill('Intolerancia a la lactosa', 'nada de leche', '', '', '');
    await press(' ');
    await till.waitFor('[ ] Leche');
    for (let at = 0; at < 6; at++) await press('down');
    await till.waitFor('› [ ] Leche');
    await press(' ');
    await till.waitFor('› [x] Leche');
    await press('escape');
    await till.waitFor(/Alérgenos +› Leche/);
    await press('f4');
    await till.waitFor(/Intolerancia a la lactosa: Leche/);
    await press('f8');
    await till.waitFor('Número *');
    await fill('00901');
    await press('f4');
    await till.waitFor('Tarjeta 00901 emitida a Lucas Gómez');
    await press('f8');
    await till.waitFor('Saldo nuevo');
    await fill('200000', '', '200000');
    await till.waitFor('Saldo nuevo: Gs. 200.000');
    await press('f4');
    await till.waitFor('Recarga de Gs. 200.000');
    book.cash += 200_000;
    move(book.card, '00901', 200_000);
    await toSale();
  });

  /** A file as a Spanish Excel saves it: Windows-1252, semicolons, points in thousands. */
  const importFile = async (
    what: string,
    name: string,
    lines: readonly string[],
    plan: string,
  ): Promise<void> => {
    const file = join(home, name);
    writeFileSync(file, Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1'));
    await go('Importar', 'Contenido');
    await write(what);
    await till.waitFor(new RegExp(`› ${what} `));
    await press('enter');
    await till.waitFor('escriba la ruta');
    await write(file);
    await till.waitFor(new RegExp(`\\n › \\S+${name}`));
    await press('enter');
    await till.waitFor(plan);
    await press('f8');
    await till.waitFor(/F9 +sí/);
    await yes();
    await till.waitFor('Importación aplicada');
    await toSale();
  };

  it('imports products and their stock from spreadsheets', async () => {
    const products = [
      'código;nombre;categoría;precio_venta;iva;códigos_barra;alérgenos',
      '900001;Turrón blando;Golosinas;4.500;10;7840001112224;MANI',
      '900002;Piñata de menta;Golosinas;6.000;10;;',
    ];
    await importFile('Productos', 'nuevos.csv', products, '2 nuevos · 0 con cambios');
    await importFile('Stock', 'stock.csv', ['código;cantidad', '900001;40'], '1 con cambios');
    before.set(NOUGAT.name, 0);
    move(book.stock, NOUGAT.name, 40);
  });

  it('sells thirty times, by every means, with a restriction confirmed', async () => {
    await asPerson('cajero');
    const kinds: readonly Means[] = ['cash', 'card', 'qr', 'change', 'transfer', 'card'];
    for (let n = 0; n < 28; n++) {
      const means = kinds[n % kinds.length] ?? 'cash';
      const units = 1 + (n % 2);
      if (means === 'card') {
        till.scan('00901');
        await till.waitFor('Lucas Gómez');
      }
      await add(n % 3 === 0 ? WATER : COLA, units);
      await pay(means, units * (n % 3 === 0 ? WATER.price : COLA.price), '00901');
    }
    till.scan(NOUGAT.code);
    await till.waitFor(/1 .*Turrón blando/);
    move(book.stock, NOUGAT.name, -1);
    await pay('change', NOUGAT.price);
    till.scan('00901');
    await till.waitFor('Lucas Gómez');
    await write('Leche chocolatada');
    await press('enter');
    await till.waitFor(/Intolerancia a la lactosa/);
    await press('enter', 'f9');
    await till.waitFor(/Confirmado/);
    move(book.stock, MILK.name, -1);
    await pay('card', MILK.price, '00901');
    expect(book.sales).toBe(30);
  }, 120_000);

  it('puts a sale aside and takes it back', async () => {
    await add(COLA, 2);
    await press('ctrl+p');
    await till.waitFor('DEJAR EN ESPERA');
    await write('nena de trenzas');
    await press('enter');
    await till.waitFor('Venta en espera: nena de trenzas');
    await add(WATER, 1);
    await pay('cash', WATER.price);
    await press('ctrl+r');
    await till.waitFor(/nena de trenzas/);
    await press('enter');
    await till.waitFor(/2 .*Coca Cola/);
    await pay('cash', 2 * COLA.price);
  });

  it('voids a sale with the approval of a manager', async () => {
    await press('f2');
    await till.waitFor('VENTAS DE HOY');
    await write('#32');
    await press('f6');
    await till.waitFor(/Anular la venta 001-0000032/);
    await fill('gerente', 'gerente-demo', 'se arrepintió');
    await press('enter');
    await till.waitFor('Venta 001-0000032 anulada');
    book.cash -= 2 * COLA.price;
    move(book.stock, COLA.name, 2);
    await press('escape', 'escape');
    await till.waitFor('CARRITO');
  });

  it('takes back one of three, thrown away', async () => {
    await asPerson('gerente');
    await add(COLA, 3);
    await pay('cash', 3 * COLA.price);
    await press('f2');
    await till.waitFor('VENTAS DE HOY');
    await write('#33');
    await press('f8');
    await till.waitFor(/Coca Cola 500ml \(quedan 3\)/);
    await fill('1');
    await press('tab', 'right', 'tab');
    till.type('botella rota');
    await till.waitFor('botella rota');
    await press('f4');
    await till.waitFor('¿Devolver Gs. 5.000?');
    await yes();
    await till.waitFor('Devolución de la venta 001-0000033: Gs. 5.000.');
    book.cash -= COLA.price;
    await press('escape', 'escape');
    await till.waitFor('CARRITO');
  });

  it('counts what is there, with sales made meanwhile', async () => {
    await go('Conteos', /F3 empieza un conteo|N\.º/);
    await press('f3');
    await till.waitFor(/Conteo \d+ \(abierto\)/);
    const there = (before.get(WATER.name) ?? 0) + (book.stock.get(WATER.name) ?? 0);
    await write(`${there - 2}*${WATER.code}`);
    await press('enter');
    await till.waitFor(/Agua +\d+ +\d+ +-2/);
    await toSale();
    await add(WATER, 1);
    await pay('cash', WATER.price);
    await go('Conteos', 'abierto');
    await press('enter');
    await till.waitFor(/Agua +\d+ +\d+ +-2/);
    await press('f8');
    await till.waitFor('1 diferencia: Agua -2');
    await yes();
    await till.waitFor(/Conteo \d+ aplicado/);
    move(book.stock, WATER.name, -2);
    await toSale();
  });

  it('closes with a difference and its reason, and everything adds up', async () => {
    await asPerson('cajero');
    await go('Turno', /Turno 1, abierto/);
    await yes();
    await till.waitFor('Cuente los billetes y monedas');
    const counted = book.cash - 1_000;
    const notes = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500];
    let left = counted;
    const counts = notes.map((note) => {
      const many = Math.floor(left / note);
      left -= many * note;
      return many === 0 ? '' : String(many);
    });
    expect(left).toBe(0);
    await fill(...counts);
    await press('f4');
    await till.waitFor('¿Cerrar el turno con');
    await yes();
    await till.waitFor('Faltan Gs. 1.000.');
    till.type('falta un billete de mil');
    await till.waitFor('falta un billete de mil');
    await press('f4');
    await till.waitFor(/CIERRE Z N\.º 1/);

    const { owner } = database;
    expect(await inconsistencies(owner)).toEqual(SOUND);
    const [shift] = await owner('turnos');
    expect([shift.estado, Number(shift.numero_z), Number(shift.esperado), Number(shift.contado)]).toEqual([
      'Cerrado',
      1,
      book.cash,
      counted,
    ]);
    expect(Number(shift.diferencia)).toBe(-1_000);
    for (const [name, moved] of book.stock)
      expect([name, await stockOf(name)]).toEqual([name, (before.get(name) ?? 0) + moved]);
    expect(await balanceOf('00901')).toBe(book.card.get('00901'));
    expect(await owner('ventas').select('id_venta')).toHaveLength(book.sales);
    expect(await owner('ventas').whereNull('id_turno')).toEqual([]);
  });
});
