import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { invoicedSale, setUpInvoicing } from '../support/invoicing.ts';
import { runPos } from '../support/run-pos.ts';
import { enter, field, press, tills } from '../support/tills.ts';

let desk: InvoiceDesk;
const shop = tills(() => desk.env);
beforeAll(async () => {
  desk = await openInvoiceDesk();
  await setUpInvoicing(shop.owner);
});
afterAll(() => desk.close());

const papers = (): readonly string[] => {
  try {
    return readdirSync(join(shop.home, 'tickets'), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
};

/** A sale with an invoice by command: its number. */
const sellWithInvoice = async (): Promise<string> => {
  const { id_usuario: _, ...document } = invoicedSale();
  const sold = await runPos(['sale', 'register', '--file', '-', '--json', '--user', 'admin'], {
    env: { ...shop.env, ...desk.env, POS_PASSWORD: 'admin-demo' },
    input: JSON.stringify(document),
  });
  return (sold.json() as { numero: string }).numero;
};

it('a sale with an invoice by keys: number at once, paper, approval by the authority, void that asks', async () => {
  const terminal = await shop.till('gerente');
  terminal.scan('00203');
  await terminal.waitFor('ROMINA');
  await field(terminal, '2*coca cola 500', /› Coca Cola 500ml/);
  await terminal.waitFor(/1 línea/);
  await field(terminal, 'sandwich de jamon', /› Sándwich de jamón/);
  await terminal.waitFor(/2 líneas · 3 unidades/);
  terminal.press('f4');
  await terminal.waitFor('[ ] Factura electrónica');
  await press(terminal, 'f6');
  await terminal.waitFor('[x] Factura electrónica');
  await terminal.waitFor(/27\.500/);
  await press(terminal, 'f4');
  await terminal.waitFor('Enter registra la venta');
  await enter(terminal);
  await terminal.waitFor('VENTA REGISTRADA');
  await terminal.waitFor(/Factura electrónica +001-001-0000001/);

  const env = { ...shop.env, ...desk.env };
  const sent = await runPos(['invoice', 'send', '--json'], { env });
  expect(sent.json()).toMatchObject({ documentos: [{ estado: 'aprobada' }] });
  expect(desk.service.register.order).toHaveLength(1);

  await expect
    .poll(() => papers().some((name) => name.includes('001-001-0000001')), { timeout: 20_000 })
    .toBe(true);
  const paper = papers().find((name) => /001-001-0000001.*\.txt$/.test(name)) ?? '';
  const text = readFileSync(join(shop.home, 'tickets', paper), 'utf8');
  expect(text).toContain('001-001-0000001');
  expect(text).toMatch(/27\.500/);
  // The very document that the authority approved, in groups of four.
  const [cdc = ''] = desk.service.register.order;
  expect(text.replaceAll(/\s/g, '')).toContain(cdc);
  expect(text).toContain('KuDE');

  await press(terminal, 'f2');
  await terminal.waitFor(/Fact\. aprobada/);
  await press(terminal, 'f4');
  await terminal.waitFor('Reimpresión');
  await press(terminal, 'f6');
  await terminal.waitFor('Motivo');
  await field(terminal, 'se equivocó de pedido', 'se equivocó de pedido');
  await terminal.waitFor('La venta tenía la factura 001-001-0000001');
  await press(terminal, 'f9');
  await terminal.waitFor('Cancelación de la factura 001-001-0000001 pedida');
  await runPos(['invoice', 'send'], { env });
  expect(await shop.owner('facturas').select('estado')).toEqual([{ estado: 'cancelada' }]);
});

it('an invoice that waits for a day stands in the header of every till, and the sale goes on beside it', async () => {
  await sellWithInvoice();
  // Time cannot be waited for, and the store's guard lets no document be changed.
  await shop.owner.raw('DROP TRIGGER trigger_cuidar_factura');
  await shop.owner('facturas').update({ emitida_en: shop.owner.raw('emitida_en - INTERVAL 26 HOUR') });
  const terminal = await shop.till('cajero');
  await terminal.waitFor('▲ Factura 26 h');
  terminal.scan('7840001000059');
  await terminal.waitFor(/1 línea/);
  terminal.press('f4');
  await press(terminal, 'f4');
  await terminal.waitFor('Enter registra la venta');
  await enter(terminal);
  await terminal.waitFor('VENTA REGISTRADA');
  expect(terminal.text()).toContain('▲ Factura 26 h');
});
