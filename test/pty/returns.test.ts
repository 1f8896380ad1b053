import { describe, expect, it } from 'vitest';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import type { TestTerminal } from '../support/pty.ts';
import { enter, field, tills, yes } from '../support/tills.ts';

const shop = tills();

const approve = async (terminal: TestTerminal, reason: string): Promise<void> => {
  await field(terminal, 'gerente', /Gerente +› gerente/);
  await field(terminal, '5001', '••••');
  await field(terminal, reason, reason);
};

const inCash = async (terminal: TestTerminal): Promise<void> => {
  terminal.press('f4');
  await terminal.waitFor('COBRAR');
  terminal.press('f4');
  await terminal.waitFor('Enter registra la venta');
  await enter(terminal);
  await terminal.waitFor('VENTA REGISTRADA');
};

describe('a sale that is parked, recalled, discounted and taken back in part', () => {
  it('keys only, from the note to the money', async () => {
    const terminal = await shop.till();
    terminal.scan('00203');
    await terminal.waitFor('ROMINA');
    await field(terminal, 'sandwich de jamon', /› Sándwich de jamón/);
    await terminal.waitFor(/1 línea/);
    await field(terminal, '2*coca cola 500', /› Coca Cola 500ml/);
    await terminal.waitFor(/2 líneas · 3 unidades/);

    terminal.press('ctrl+p');
    await terminal.waitFor('DEJAR EN ESPERA');
    await field(terminal, 'nena de trenzas', 'nena de trenzas');
    await terminal.waitFor('Venta en espera: nena de trenzas');
    await terminal.waitFor('1 en espera');
    await shop.owner('productos').where('id_producto', 5).update({ precio_venta: 5_500 });

    // A full cart takes no other sale in.
    await field(terminal, 'agua', /› Agua/);
    await terminal.waitFor(/1 línea/);
    terminal.press('ctrl+r');
    await terminal.waitFor('nena de trenzas');
    await enter(terminal);
    await terminal.waitFor('El carrito tiene una venta');
    terminal.press('escape');
    await terminal.waitFor('CARRITO');
    terminal.press('ctrl+k');
    await terminal.waitFor('¿Vaciar');
    terminal.press('f9');
    await terminal.waitFor('Carrito vacío');
    await terminal.waitFor(/Coca Cola 500ml +5\.500/);
    terminal.press('ctrl+r');
    await terminal.waitFor('nena de trenzas');
    await enter(terminal);
    await terminal.waitFor('costaba 5.000, ahora');
    await terminal.waitFor('ROMINA');
    await yes(terminal);
    await terminal.waitFor(/2 líneas · 3 unidades/);

    terminal.press('ctrl+d');
    await terminal.waitFor('DESCUENTO');
    terminal.press('tab');
    await terminal.waitFor('En toda la venta: Gs. 26.000');
    terminal.type('25%');
    await terminal.waitFor('Son Gs. 6.500; queda en Gs. 19.500');
    await terminal.waitFor('su rol llega a 10 %');
    await enter(terminal);
    await terminal.waitFor('Aprobación de un gerente');
    await approve(terminal, 'promoción');
    await terminal.waitFor(/Descuento 25% +-6\.500/);
    await inCash(terminal);
    const [sale] = await shop.owner('ventas').orderBy('id_venta', 'desc').limit(1);
    expect(sale).toMatchObject({ total: 19_500, descuento: 6_500, id_tarjeta: 11 });

    terminal.press('f2');
    await terminal.waitFor('1 venta · Gs. 19.500');
    terminal.press('f8');
    await terminal.waitFor('Sándwich de jamón (quedan 1)');
    await terminal.waitFor('Coca Cola 500ml (quedan 2)');
    terminal.press('tab');
    terminal.type('1');
    await terminal.waitFor(/Dé Gs\. 4\.125 en efectivo/);
    terminal.press('tab', 'tab');
    terminal.type('estaba vencida');
    await terminal.waitFor('estaba vencida');
    terminal.press('f4');
    await terminal.waitFor('¿Devolver Gs. 4.125?');
    terminal.press('f9');
    await terminal.waitFor(/Devolución de la venta 001-\d{7}: Gs\. 4\.125/);
    await approve(terminal, 'la vi vencida');
    await terminal.waitFor(/DEVUELTO 4\.1/);
    await terminal.waitFor('15.375');
    const [given] = await shop.owner('devoluciones');
    expect(given).toMatchObject({ total: 4_125, tipo: 'Devolucion', motivo: 'estaba vencida' });
    expect(given.id_aprobacion).not.toBeNull();

    // The void gives the rest back, and no more.
    terminal.press('f6');
    await terminal.waitFor('Devuelva Gs. 15.375 en efectivo');
    await approve(terminal, 'se arrepintió');
    await terminal.waitFor('anulada');
    const refunds = await shop.owner('pagos_devolucion').sum({ monto: 'monto' });
    expect(Number(refunds[0]?.monto)).toBe(19_500);
    expect(await inconsistencies(shop.owner)).toEqual(SOUND);
  });
});
