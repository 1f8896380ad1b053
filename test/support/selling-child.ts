/*
 * A till without a screen: sells for ever on the private server of a home, through the same use case as the screen.
 * Says that it is ready, then writes a line with the document before it sends it and one with the answer when the sale is acknowledged, each
 * in one system call, so that what was said before a kill -9 has been said.
 *
 * Arguments: home, till code.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { openStore } from '../../src/adapters/db/open.ts';
import { checkout } from '../../src/app/checkout.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';

const [home = '', tillCode = ''] = process.argv.slice(2);
const store = await openStore({ home, database: { kind: 'private' } });
const services = databaseServices(store.till);
const till = (await services.stores.tills()).find(({ code }) => code === tillCode);
const cashier = (await services.users.list()).find(({ login }) => login === 'cajero');
const cash = (await services.stores.paymentMethods()).find(({ code }) => code === 'EFECTIVO');
if (!till || !cashier || !cash) throw new Error('the demonstration data is not there');
const { products } = await services.catalogue.load();
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const say = (kind: string, value: unknown) => writeSync(1, `${kind} ${JSON.stringify(value)}\n`);

say('ready', till.code);

let turn = process.pid;
const nextDocument = (): SaleDocument => {
  turn += 7;
  const lines = [products[turn % products.length], products[(turn * 3 + 1) % products.length]]
    .filter((product) => product !== undefined)
    .filter((product, index, all) => all.findIndex(({ id }) => id === product.id) === index);
  const total = lines.reduce((sum, { price }) => sum + price, 0);
  return {
    uuid: randomUUID(),
    id_caja: till.id,
    id_usuario: cashier.id,
    nro_tarjeta: null,
    factura: false,
    descuento: 0,
    lineas: lines.map(({ id, price }) => ({ id_producto: id, cantidad: 1, precio_unitario: price })),
    pagos: [{ id_medio: cash.id, monto_entregado: total + 500, monto_aplicado: total }],
  };
};

for (;;) {
  const document = nextDocument();
  say('sent', document);
  const result = await checkout({ sales: services.sales, pause }, cashier, document);
  if (result.ok) say('stored', result.value);
  else if (result.error.code !== 'STOCK_INSUFICIENTE') say('refused', result.error);
}
