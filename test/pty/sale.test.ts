import { describe, expect, it } from 'vitest';
import { enter, field, tills } from '../support/tills.ts';

const shop = tills();

const stored = async (): Promise<{ total: number; pagos: number; confirmaciones: number }> => {
  const [row] = await shop.owner('ventas').orderBy('id_venta', 'desc').limit(1);
  const count = async (table: string): Promise<number> =>
    Number((await shop.owner(table).where({ id_venta: row.id_venta }).count({ n: '*' }))[0]?.n);
  return {
    total: Number(row.total),
    pagos: await count('pagos_venta'),
    confirmaciones: await count('confirmaciones_restriccion'),
  };
};

describe('a sale on a real terminal and a real database', () => {
  it('card, products, refused card, cash with change, ticket, next sale at once', async () => {
    const terminal = await shop.till();
    terminal.scan('00203');
    await terminal.waitFor('ROMINA MONGELLOS RODRIGUEZ');
    await field(terminal, '2*coca cola', /› Coca Cola 500ml/);
    await terminal.waitFor(/2 Coca Cola 500ml +10\.000/);
    await field(terminal, 'sandwich de jamon', /› Sándwich de jamón/);
    await terminal.waitFor(/2 líneas · 3 unidades/);
    await terminal.waitFor(/Subtotal +25\.000/);
    terminal.press('f4');
    await terminal.waitFor(/\d {2}TARJETA ESTUDIANTIL/);
    const card = /(\d) {2}TARJETA ESTUDIANTIL/.exec(terminal.text())?.[1] ?? '';
    terminal.press(card);
    await terminal.waitFor('TARJETA ESTUDIANTIL: monto');
    await enter(terminal);
    await terminal.waitFor('faltan Gs. 24.000');
    terminal.press('escape');
    await terminal.waitFor('› 1  EFECTIVO');
    terminal.press('1');
    await field(terminal, '30000', '› ');
    await terminal.waitFor('entregó 30.000');
    await terminal.waitFor('Enter registra la venta');
    await enter(terminal);
    await terminal.waitFor('VENTA REGISTRADA');
    expect(terminal.text()).toContain('VUELTO');
    expect(await stored()).toEqual({ total: 25_000, pagos: 1, confirmaciones: 0 });
    terminal.press('f3');
    await terminal.waitFor('TICKET VENTA');
    terminal.scan('00203');
    await terminal.waitFor(/Saldo Gs\. 1\.000/);
    expect(terminal.text()).not.toContain('TICKET VENTA');
  });

  it("a dairy product for a child who must not: a scanner's Enter does not answer, F9 does", async () => {
    const terminal = await shop.till();
    terminal.scan('00203');
    await terminal.waitFor('ROMINA');
    await field(terminal, 'leche chocolatada', /› ▲ Leche chocolatada/);
    await terminal.waitFor('ATENCIÓN: RESTRICCIÓN ALIMENTARIA');
    terminal.scan('00203');
    await enter(terminal);
    terminal.press('f4');
    await terminal.waitFor(/Contiene +Leche/);
    terminal.press('f9');
    await terminal.waitFor('Confirmado');
    terminal.press('f4');
    await terminal.waitFor('COBRAR');
    terminal.press('f4');
    await terminal.waitFor('Enter registra la venta');
    await enter(terminal);
    await terminal.waitFor('VENTA REGISTRADA');
    expect(await stored()).toMatchObject({ pagos: 1, confirmaciones: 1 });
  });

  it('mixed payment, then a void with the approval of the manager; the cart of the next sale stays', async () => {
    const terminal = await shop.till();
    await field(terminal, 'sandwich de jamon', /› Sándwich de jamón/);
    await terminal.waitFor(/1 línea/);
    terminal.press('f4');
    await terminal.waitFor('› 1  EFECTIVO');
    terminal.press('1');
    await field(terminal, '10000', '10.000 ');
    await terminal.waitFor(/FALTA +5\.000/);
    terminal.press('2');
    await terminal.waitFor('TRANSFERENCIA: monto');
    await enter(terminal);
    await terminal.waitFor('número de referencia');
    await field(terminal, 'TRX-778', 'TRX-778');
    await terminal.waitFor('Enter registra la venta');
    await enter(terminal);
    await terminal.waitFor('VENTA REGISTRADA');
    expect(await stored()).toMatchObject({ total: 15_000, pagos: 2 });
    await field(terminal, 'agua', /› Agua/);
    await terminal.waitFor(/1 línea/);
    terminal.press('f2');
    await terminal.waitFor('EFECTIVO + TRANSFERENCIA'.slice(0, 8));
    terminal.press('f6');
    await terminal.waitFor('Anular la venta');
    await field(terminal, 'gerente', /Gerente +› gerente/);
    await field(terminal, '5001', '••••');
    await field(terminal, 'se equivocó', 'se equivocó');
    await terminal.waitFor(/Venta \d{3}-\d{7} anulada/);
    terminal.press('escape');
    await terminal.waitFor(/1 línea · 1 unidad/);
    const [row] = await shop.owner('ventas').orderBy('id_venta', 'desc').limit(1);
    expect(row.estado).toBe('Anulada');
  });

  it('locks, opens by PIN with the cart kept, recovers from a small window, and leaves the terminal as it was', async () => {
    const terminal = await shop.till('cajero', ['--lang', 'en']);
    await field(terminal, 'agua', /› Agua/);
    await terminal.waitFor('1 line · 1 unit');
    terminal.press('f7');
    await terminal.waitFor('Screen locked');
    await field(terminal, '1001', '••••');
    await terminal.waitFor('1 line · 1 unit');
    terminal.resize(60, 20);
    await terminal.waitFor('too small');
    terminal.resize(80, 24);
    await terminal.waitFor('1 line · 1 unit');
    const sessions = async () => (await shop.owner('sesiones')).length;
    const before = await sessions();
    terminal.press('f10');
    await terminal.waitFor('Close the till?');
    terminal.press('f9');
    expect(await terminal.exited).toMatchObject({ code: 0 });
    expect(await sessions()).toBe(before - 1);
    expect(terminal.modes()).toEqual({ alternateScreen: false, bracketedPaste: false, cursorHidden: false });
  });
});
