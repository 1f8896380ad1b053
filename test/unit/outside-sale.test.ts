import { expect, test } from 'vitest';
import { withIds } from '../../src/app/outside-sale.ts';
import type { PaymentMethod } from '../../src/domain/payment.ts';

const method = (id: number, code: string, name: string): PaymentMethod => ({
  id,
  code,
  name,
  active: true,
  allowsInvoice: true,
  isCash: id === 1,
  needsReference: false,
  isStudentCard: id === 2,
});
const METHODS = [
  method(1, 'EFECTIVO', 'EFECTIVO'),
  method(2, 'TARJETA_ESTUDIANTIL', 'TARJETA ESTUDIANTIL'),
  method(3, 'TARJETA', 'TARJETA DE CRÉDITO'),
];
const tender = async (pago: object) => {
  const document = await withIds(
    { lineas: [], pagos: [pago] },
    { paymentMethods: async () => METHODS, productOf: async () => undefined },
  );
  return (document.pagos as object[])[0];
};

test.each([
  ['TARJETA_ESTUDIANTIL', 2],
  ['TARJETA ESTUDIANTIL', 2],
  ['tarjeta estudiantil', 2],
  ['TARJETA', 3],
  ['tarjeta de credito', 3],
])('%s is the method %i', async (medio, id_medio) => {
  expect(await tender({ medio, monto_entregado: 5_000 })).toMatchObject({ id_medio });
});

test('one that is none is refused with the codes that there are', async () => {
  await expect(tender({ medio: 'ORO', monto_entregado: 5_000 })).rejects.toMatchObject({
    error: {
      code: 'MEDIO_INVALIDO',
      params: { medio: 'ORO', opciones: 'EFECTIVO, TARJETA_ESTUDIANTIL, TARJETA' },
    },
  });
});

test.each([
  [{ monto_entregado: 5_000 }, 5_000, 5_000],
  [{ monto_aplicado: 5_000 }, 5_000, 5_000],
  [{ monto_entregado: 20_000, monto_aplicado: 5_000 }, 20_000, 5_000],
])('the amounts %j', async (amounts, monto_entregado, monto_aplicado) => {
  expect(await tender({ id_medio: 1, ...amounts })).toEqual({ id_medio: 1, monto_entregado, monto_aplicado });
});

test('a payment without any amount is refused by the name of the field', async () => {
  await expect(tender({ id_medio: 1 })).rejects.toMatchObject({
    error: { code: 'DOCUMENTO_INVALIDO', params: { campo: 'pagos.monto_entregado' } },
  });
});
