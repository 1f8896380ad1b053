import { expect, test } from 'vitest';
import { messages } from '../support/words.ts';

const es = messages('es');
const en = messages('en');

test('whoever is beyond the limit of a manager is sent to an admin', () => {
  const beyond = (rol: string) => ({ rol, limite: 30, pedido: 40 });
  expect(es.errors.LIMITE_DE_ROL(beyond('gerente'))).toContain('pida a un administrador');
  expect(es.errors.LIMITE_DE_ROL(beyond('cajero'))).toContain('pida a un gerente');
  expect(en.errors.LIMITE_DE_ROL(beyond('gerente'))).toContain('ask an admin');
});

test('a till without a shift is told the command, too', () => {
  for (const { errors } of [es, en]) expect(errors.TURNO_CERRADO({})).toContain('pos shift open');
});

test('one is not many', () => {
  expect(es.doctor.store.meaning(1)).toBe('1 usuario activo');
  expect(es.doctor.store.meaning(2)).toBe('2 usuarios activos');
  expect(es.cli.shift.expire(1, 'Gs. 5.000')).toMatch(/^Vence 1 venta en espera/);
  expect(es.cli.shift.expire(2, 'Gs. 5.000')).toMatch(/^Vencen 2 ventas en espera/);
});
