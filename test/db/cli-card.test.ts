import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

let database: TestDatabase;
const home = temporaryHome();
beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
});
afterAll(async () => {
  await database?.close();
  home.remove();
});

const pos = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  runPos(args, {
    env: { HOME: home.path, POS_HOME: home.path, ...database.env, POS_PASSWORD: 'cajero-demo', ...env },
  });
const asCashier = ['--user', 'cajero', '--json'];
const asManager = ['--user', 'gerente', '--json'];
const MANAGER = { POS_PASSWORD: 'gerente-demo' };

test('the life of a card by command: issue, top up, limit, block, replace, adjust, statement', async () => {
  const created = await pos(['card', 'create', '00250', '--student', '12', ...asManager], MANAGER);
  expect([created.stderr, created.code]).toEqual(['', 0]);
  expect(created.json()).toMatchObject({ nro_tarjeta: '00250', saldo: 0, estado: 'Activa', id_hijo: 12 });

  const uuid = randomUUID();
  const topup = ['card', 'topup', '00250', '35.000', '--handed', '50000', '--uuid', uuid, ...asCashier];
  expect((await pos(topup)).json()).toMatchObject({
    monto: 35_000,
    vuelto: 15_000,
    saldo: 35_000,
    repetida: false,
  });
  expect((await pos(topup)).json()).toMatchObject({ saldo: 35_000, repetida: true });
  const bank = [
    'card',
    'topup',
    '00250',
    '5000',
    '--method',
    'débito/qr',
    '--reference',
    'R1',
    '--user',
    'cajero',
  ];
  expect((await pos(bank)).stdout).toBe('Recarga de Gs. 5.000 en la tarjeta 00250: saldo Gs. 40.000.\n');

  const receipt = await pos(['card', 'receipt', '00250', ...asCashier]);
  expect(receipt.json()).toMatchObject({ tipo: 'recarga', copia: 1 });
  const first = await database.owner('recargas').where({ uuid }).first();
  const named = ['card', 'receipt', '00250', '--topup', String(first.id_recarga), '--user', 'cajero'];
  expect((await pos(named)).stdout).toContain(`recarga ${first.id_recarga}`);
  const others = await pos(['card', 'receipt', '00203', '--topup', String(first.id_recarga), ...asCashier]);
  expect([others.code, others.json()]).toMatchObject([2, { error: { code: 'RECARGA_INEXISTENTE' } }]);

  const limited = await pos(
    ['card', 'limit', '00250', '--daily', '15000', '--expires', '2099-12-31', ...asManager],
    MANAGER,
  );
  expect(limited.json()).toMatchObject({ limite_diario: 15_000, fecha_vencimiento: '2099-12-31' });
  const kept = await pos(['card', 'limit', '00250', '--no-daily', ...asManager], MANAGER);
  expect(kept.json()).toMatchObject({ limite_diario: null, fecha_vencimiento: '2099-12-31' });

  expect((await pos(['card', 'block', '00250', '--reason', 'perdida', ...asCashier])).json()).toMatchObject({
    estado: 'Bloqueada',
  });
  const alone = await pos(['card', 'replace', '00250', '00251', '--reason', 'perdida', ...asCashier]);
  expect([alone.code, alone.json()]).toMatchObject([3, { error: { code: 'PERMISO_DENEGADO' } }]);
  const replaced = await pos(
    ['card', 'replace', '00250', '00251', '--reason', 'perdida', '--approver', 'gerente', ...asCashier],
    { POS_APPROVER_PASSWORD: 'gerente-demo' },
  );
  expect(replaced.json()).toMatchObject({ nro_tarjeta: '00251', saldo: 40_000, reemplaza_a: '00250' });
  const adjusted = await pos(
    ['card', 'adjust', '00251', '--amount=-1.500', '--reason', 'cobro doble', ...asManager],
    MANAGER,
  );
  expect(adjusted.json()).toMatchObject({ saldo: 38_500 });

  const statement = await pos(['card', 'statement', '00251', '--json']);
  expect(statement.json()).toMatchObject({
    saldo_anterior: 0,
    saldo_final: 38_500,
    cargado: 0,
    gastado: 1_500,
    traspasos: 40_000,
    movimientos: [
      { tipo: 'Traspaso', monto: 40_000, saldo: 40_000, otra_tarjeta: '00250' },
      { tipo: 'Ajuste', monto: -1_500, saldo: 38_500, motivo: 'cobro doble' },
    ],
  });
  const printed = (await pos(['card', 'statement', '00250'])).stdout;
  expect(printed).toMatch(
    /Extracto de la tarjeta 00250[\s\S]*recarga +EFECTIVO[\s\S]*Gastado +0[\s\S]*Traspasos +-40\.000[\s\S]*Saldo final +0/,
  );
  const csv = (await pos(['card', 'statement', '00250', '--csv'])).stdout.split('\r\n');
  expect(csv[0]).toBe(
    '\ufeffid_movimiento;fecha;tipo;monto;saldo;numero_venta;medio;otra_tarjeta;motivo;usuario',
  );
  const list = await pos(['card', 'list', '--state', 'Reemplazada', '--json']);
  expect(list.json()).toMatchObject([{ nro_tarjeta: '00250', reemplazada_por: '00251', saldo: 0 }]);
}, 60_000);

test('the client’s document of a card is as it was agreed', async () => {
  const shown = (await pos(['card', 'show', '00203', '--json'])).json() as Record<string, unknown>;
  expect(Object.keys(shown)).toEqual([
    'id_hijo',
    'nombre',
    'saldo',
    'grado',
    'cliente',
    'nro_tarjeta',
    'foto_perfil',
    'restricciones',
  ]);
});

test.each([
  [['card', 'topup', '00203', '0'], 2, 'VALOR_INVALIDO'],
  [['card', 'topup', '00203', '-5'], 2, 'VALOR_INVALIDO'],
  [['card', 'topup', '00203', '1e9'], 2, 'VALOR_INVALIDO'],
  [['card', 'topup', '00203', '5000', '--method', 'tarjeta estudiantil'], 2, 'VALOR_INVALIDO'],
  [['card', 'topup', '99999999', '5000'], 2, 'TARJETA_INEXISTENTE'],
  [['card', 'topup', '00203', '5000', '--method', 'TRANSFERENCIA'], 3, 'REFERENCIA_REQUERIDA'],
  [['card', 'topup', '00203', '5000', '--handed', '100'], 3, 'ENTREGADO_INSUFICIENTE'],
  [['card', 'block', '00203', '--reason', ' '], 3, 'MOTIVO_REQUERIDO'],
  [['card', 'create', 'ab', '--student', '1'], 3, 'PERMISO_DENEGADO'],
  [['card', 'limit', '00203', '--daily', '5'], 3, 'PERMISO_DENEGADO'],
  [['card', 'statement', '00203', '--from', '2026-02-30'], 2, 'VALOR_INVALIDO'],
] as const)('refuses %j', async (args, code, error) => {
  const user = args[1] === 'statement' ? ['--json'] : asCashier;
  const outcome = await pos([...args, ...user]);
  expect([outcome.code, outcome.json()]).toMatchObject([code, { error: { code: error } }]);
});

test('the dashboard by command, for managers', async () => {
  const refused = await pos(['dashboard', ...asCashier]);
  expect([refused.code, refused.json()]).toMatchObject([3, { error: { code: 'PERMISO_DENEGADO' } }]);
  const shown = await pos(['dashboard', '--date', '2020-01-01', ...asManager], MANAGER);
  expect(shown.json()).toMatchObject({
    dia: '2020-01-01',
    dia_anterior: '2019-12-25',
    hoy: { ventas: 0, tickets: 0, promedio: 0 },
    cambio_porcentaje: { ventas: null },
    mas_vendidos: [],
  });
  const text = (await pos(['dashboard', '--user', 'gerente'], MANAGER)).stdout;
  expect(text).toMatch(/a la misma hora[\s\S]*Ventas[\s\S]*Stock bajo[\s\S]*Cajas/);
  const english = (await pos(['dashboard', '--user', 'gerente', '--lang', 'en'], MANAGER)).stdout;
  expect(english).toMatch(/at the same time[\s\S]*Sales[\s\S]*Low stock/);
});
