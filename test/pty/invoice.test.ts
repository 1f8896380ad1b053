import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { setUpInvoicing } from '../support/invoicing.ts';
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
