import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { invoicedSale, setUpInvoicing } from '../support/invoicing.ts';
import type { TestTerminal } from '../support/pty.ts';
import { runPos } from '../support/run-pos.ts';
import { enter, field, press, tills, yes } from '../support/tills.ts';

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

/** The newest sale of the day is opened in the history, signed in as the manager. */
const openNewest = async (): Promise<TestTerminal> => {
  const terminal = await shop.till('gerente');
  await press(terminal, 'f2');
  await terminal.waitFor(/Fact\. aprobada/);
  await enter(terminal);
  return terminal;
};
const send = () => runPos(['invoice', 'send'], { env: { ...shop.env, ...desk.env } });
const stateOf = (kind: string, sale: string) =>
  shop
    .owner('v_facturas')
    .where({ tipo: kind, numero_venta: sale })
    .select('estado', 'total')
    .then((rows) => rows.map(({ estado, total }) => [estado, Number(total)]));

it('a void that comes too late to cancel offers the credit note, and issues it by one key', async () => {
  const sale = await sellWithInvoice();
  await send();
  await shop
    .owner('facturas')
    .where('estado', 'aprobada')
    .update({ aprobada_en: shop.owner.raw('UTC_TIMESTAMP(3) - INTERVAL 49 HOUR') });
  const terminal = await openNewest();
  await press(terminal, 'f6');
  await terminal.waitFor('Motivo');
  await field(terminal, 'devolvió todo', 'devolvió todo');
  await terminal.waitFor('¿Emitir su nota de crédito?');
  expect(terminal.text()).toContain('se aprobó hace más de 48 horas');
  // Only its own key answers, and the sale is void whatever it is.
  await enter(terminal);
  expect(terminal.text()).toContain('nota de crédito?');
  await press(terminal, 'f9');
  await terminal.waitFor('Nota de crédito 001-001-0000001 emitida');
  await send();
  expect(await stateOf('factura', sale)).toEqual([['aprobada', 27_500]]);
  expect(await stateOf('nota_credito', sale)).toEqual([['aprobada', 27_500]]);
  await expect
    .poll(() => papers().some((name) => /nota|NC|credito/i.test(name)), { timeout: 20_000 })
    .toBe(true);
});

it('a part that came back is credited by the same question, or later from the page of its invoice', async () => {
  const sale = await sellWithInvoice();
  await send();
  const terminal = await openNewest();
  const giveOne = async (): Promise<void> => {
    await press(terminal, 'f8');
    await terminal.waitFor(/Unidades que vuelven/);
    await field(terminal, '1', /\) +› 1/);
    await press(terminal, 'tab', 'tab');
    await field(terminal, 'se devolvió una', 'se devolvió una', 'f4');
    await terminal.waitFor('¿Devolver Gs.');
    await press(terminal, 'f9');
    await terminal.waitFor('Volvió una parte');
  };
  await giveOne();
  await yes(terminal);
  await terminal.waitFor(/Nota de crédito 001-001-\d{7} emitida/);
  expect(await stateOf('nota_credito', sale)).toEqual([['pendiente', 5_500]]);

  await enter(terminal);
  await giveOne();
  await press(terminal, 'escape');
  await press(terminal, 'ctrl+g');
  await terminal.waitFor('Gestión');
  await field(terminal, 'facturas', /› +\d+ Facturas/);
  await terminal.waitFor('Gestión › Facturas');
  // Its credit note stands above it.
  await field(terminal, sale, /› NC 001-001-\d{7}/, 'down');
  await enter(terminal);
  await terminal.waitFor('Gestión › Facturas › Factura');
  await press(terminal, 'f3');
  await terminal.waitFor('¿Emitir la nota de crédito de lo que volvió');
  await press(terminal, 'f9');
  await terminal.waitFor(/Nota de crédito 001-001-\d{7} emitida/);
  await press(terminal, 'f3');
  await terminal.waitFor('no debe ninguna nota de crédito');
  await send();
  expect(await stateOf('nota_credito', sale)).toEqual([
    ['aprobada', 5_500],
    ['aprobada', 5_500],
  ]);
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
