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

const pos = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = { POS_PASSWORD: 'cajero-demo' },
): Promise<Outcome> =>
  runPos(args, { env: { HOME: home.path, POS_HOME: home.path, ...database.env, ...env } });
const asCashier = ['--user', 'cajero', '--json'];

test('a day by command: open, move, read, count blind, close with a reason, look back', async () => {
  const opened = await pos(['shift', 'open', '--float', '50.000', ...asCashier]);
  expect([opened.stderr, opened.code]).toEqual(['', 0]);
  expect(opened.json()).toMatchObject({ caja: '001', estado: 'Abierto', fondo_inicial: 50_000 });
  const again = await pos(['shift', 'open', '--float', '1', ...asCashier]);
  expect([again.code, again.json()]).toMatchObject([3, { error: { code: 'TURNO_YA_ABIERTO' } }]);

  const moved = await pos(['shift', 'cash', 'in', '20000', '--reason', 'Sencillo', '--user', 'cajero']);
  expect(moved.stdout).toBe('Entrada de Gs. 20.000 registrada.\n');
  const tooMuch = await pos(['shift', 'cash', 'out', '70001', '--reason', 'x', ...asCashier]);
  expect([tooMuch.code, tooMuch.json()]).toMatchObject([3, { error: { code: 'EFECTIVO_INSUFICIENTE' } }]);

  const x = await pos(['shift', 'x', '--json'], {});
  expect(x.json()).toMatchObject({ efectivo: { entradas: 20_000, esperado: 70_000 }, leido_por: null });
  expect((await pos(['shift', 'x'], {})).stdout).toContain('LECTURA X');

  const differs = await pos(['shift', 'close', '--count', '50000x1', ...asCashier]);
  expect([differs.code, differs.json()]).toMatchObject([
    3,
    { error: { code: 'MOTIVO_REQUERIDO', diferencia: -20_000 } },
  ]);
  const closed = await pos(['shift', 'close', '--count', '50000x1', '--reason', 'Robo', ...asCashier]);
  expect(closed.json()).toMatchObject({
    numero_z: 1,
    contado: 50_000,
    diferencia: -20_000,
    motivo_diferencia: 'Robo',
    conteo: [{ denominacion: 50_000, cantidad: 1 }],
  });
  const { id_turno } = closed.json() as { id_turno: number };
  expect((await pos(['shift', 'show', String(id_turno)], {})).stdout).toMatch(/CIERRE Z N\.º 1[\s\S]*Robo/);
  const copy = await pos(['shift', 'reprint', String(id_turno), ...asCashier]);
  expect(copy.json()).toMatchObject({ tipo: 'cierre_z', copia: 1 });
  const list = await pos(['shift', 'list', '--csv'], {});
  expect(list.stdout.split('\r\n')[0]).toContain('\ufeffid_turno;caja;estado');
  expect(list.stdout).toContain('Robo');
}, 60_000);

test.each([
  ['shift open without a float', ['shift', 'open', ...asCashier]],
  ['a float that is none', ['shift', 'open', '--float', '-1', ...asCashier]],
  ['a float with decimals', ['shift', 'open', '--float', '10,5', ...asCashier]],
  ['a count of an unknown note', ['shift', 'close', '--count', '3x1', ...asCashier]],
  ['a closing without a count', ['shift', 'close', ...asCashier]],
  ['two counts', ['shift', 'close', '--count', '500x1', '--counted', '500', ...asCashier]],
  ['cash sideways', ['shift', 'cash', 'sideways', '5', '--reason', 'x', ...asCashier]],
  ['a shift that is not there', ['shift', 'show', '9999', '--json']],
  ['a number that is none', ['audit', 'show', '1;DROP', '--json']],
  ['days the wrong way round', ['audit', 'list', '--from', '2026-02-02', '--to', '2026-02-01', '--json']],
])('%s is wrong input: 2, one sentence, nothing changed', async (_, args) => {
  const outcome = await pos(args);
  expect([outcome.code, Object.keys(outcome.json() as object)]).toEqual([2, ['error']]);
  expect(await database.owner('turnos').where('estado', 'Abierto')).toEqual([]);
});

test('only the admin decides whether sales need a shift', async () => {
  const refused = await pos(['shift', 'require', 'on', ...asCashier]);
  expect([refused.code, refused.json()]).toMatchObject([3, { error: { code: 'PERMISO_DENEGADO' } }]);
  const on = await pos(['shift', 'require', 'on', '--user', 'admin', '--json'], {
    POS_PASSWORD: 'admin-demo',
  });
  expect(on.json()).toEqual({ exige_turno: true });
});

test('the audit tells who, by command', async () => {
  const list = (await pos(['audit', 'list', '--table', 'turnos', '--json'], {})).json() as {
    id_auditoria: number;
    usuario: string;
    accion: string;
  }[];
  expect(list.map(({ usuario, accion }) => `${usuario} ${accion}`)).toEqual([
    'cajero reimpresion',
    'cajero cambio',
    'cajero conteo',
    'cajero alta',
  ]);
  const entry = await pos(['audit', 'show', String(list[1]?.id_auditoria)], {});
  expect(entry.stdout).toMatch(/estado\s+Abierto\s+Cerrado/);
  expect(
    (await pos(['audit', 'list', '--user', 'cajero', '--limit', '2', '--csv'], {})).stdout.split('\r\n'),
  ).toHaveLength(4);
  expect((await pos(['audit', 'approvals'], {})).stdout).toContain('No hay registros');
});
