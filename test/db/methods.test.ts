import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { runPos } from '../support/run-pos.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
afterAll(() => db.close());

const method = (login: string, ...args: readonly string[]) =>
  runPos(['method', ...args, '--user', login, '--json'], {
    env: { ...db.env, POS_PASSWORD: `${login}-demo` },
  });
const row = (code: string) => db.owner('medios_pago').where('codigo', code).first();

it('a means of payment is named, closed and opened by an admin, and every change is audited', async () => {
  expect(await method('gerente', 'deactivate', 'CHEQUE')).toMatchObject({ code: 3 });
  expect(await row('CHEQUE')).toMatchObject({ activo: 1 });

  expect((await method('admin', 'deactivate', 'cheque')).json()).toMatchObject({
    codigo: 'CHEQUE',
    activo: false,
  });
  const renamed = await method('admin', 'edit', 'DÉBITO/QR', '--name', 'Débito o QR', '--no-reference');
  expect(renamed.json()).toMatchObject({
    codigo: 'DEBITO_QR',
    nombre: 'Débito o QR',
    pide_referencia: false,
  });
  expect(await row('DEBITO_QR')).toMatchObject({ nombre: 'Débito o QR', activo: 1, permite_factura: 1 });
  const audited = await db
    .owner('v_auditoria')
    .where({ tabla: 'medios_pago', accion: 'cambio' })
    .select('persona');
  expect(audited.map(({ persona }) => persona)).toEqual(['Tita González', 'Tita González']);

  const sale = {
    lineas: [{ id_producto: 5, cantidad: 1 }],
    pagos: [{ medio: 'CHEQUE', monto_entregado: 5_000 }],
  };
  const refused = await runPos(['sale', 'register', '--file', '-', '--user', 'cajero'], {
    env: { ...db.env, POS_PASSWORD: 'cajero-demo' },
    input: JSON.stringify(sale),
  });
  expect(refused.code).toBe(3);
  expect((await method('admin', 'activate', 'CHEQUE')).json()).toMatchObject({ activo: true });
});

it('one of the store’s own is added once, and pays', async () => {
  const made = await method('admin', 'create', 'vale', '--name', 'Vale de la escuela', '--reference');
  expect(made.json()).toEqual({
    codigo: 'VALE',
    nombre: 'Vale de la escuela',
    activo: true,
    permite_factura: true,
    pide_referencia: true,
    es_efectivo: false,
  });
  expect((await method('admin', 'create', 'VALE', '--name', 'Otro')).json()).toMatchObject({
    error: { code: 'NOMBRE_DUPLICADO' },
  });
  for (const code of ['1VALE', 'V', 'VÁLE', "V'; --"])
    expect(await method('admin', 'create', code, '--name', 'Otro')).toMatchObject({ code: 2 });

  const pay = (referencia?: string) =>
    runPos(['sale', 'register', '--file', '-', '--user', 'cajero', '--json'], {
      env: { ...db.env, POS_PASSWORD: 'cajero-demo' },
      input: JSON.stringify({
        lineas: [{ id_producto: 5, cantidad: 1 }],
        pagos: [{ medio: 'VALE', monto_entregado: 5_000, ...(referencia ? { referencia } : {}) }],
      }),
    });
  expect((await pay()).json()).toMatchObject({ error: { code: 'REFERENCIA_REQUERIDA' } });
  expect((await pay('V-12')).json()).toMatchObject({ total: 5_000 });
});

it('the last one that pays stays, and the student’s card goes with no invoice', async () => {
  expect((await method('admin', 'edit', 'TARJETA_ESTUDIANTIL', '--invoice')).json()).toMatchObject({
    error: { code: 'MEDIO_SIN_FACTURA' },
  });
  const codes = (await db.owner('medios_pago').where('es_tarjeta_estudiantil', 0).select('codigo')).map(
    ({ codigo }) => codigo as string,
  );
  const [last = '', ...others] = codes;
  await db.owner('medios_pago').whereIn('codigo', others).update({ activo: 0 });
  expect((await method('admin', 'deactivate', last)).json()).toMatchObject({
    error: { code: 'MEDIO_NECESARIO' },
  });
  expect(await row(last)).toMatchObject({ activo: 1 });
  await db.owner('medios_pago').whereIn('codigo', others).update({ activo: 1 });
});

it('one that nobody knows is told with those that there are', async () => {
  const unknown = await method('admin', 'edit', 'PIEDRAS', '--name', 'x');
  expect(unknown.code).toBe(2);
  expect(unknown.stdout + unknown.stderr).toContain('EFECTIVO, TRANSFERENCIA');
});
