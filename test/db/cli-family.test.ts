import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { pngOf } from '../support/pictures.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';

/* `pos client` and `pos student`, typed as a manager types them: signed in once. */

let database: TestDatabase;
const home = temporaryHome();

const pos = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  runPos(args, { env: { HOME: home.path, POS_HOME: home.path, ...database.env, ...env } });
const cashier = { POS_PASSWORD: 'cajero-demo' };

beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
  const signedIn = await pos(['login', 'gerente'], { POS_PASSWORD: 'gerente-demo' });
  if (signedIn.code !== 0) throw new Error(signedIn.stderr);
});
afterAll(async () => {
  await database?.close();
  home.remove();
});

/** The answer of a command that must work. */
const done = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
  const outcome = await pos([...args, '--json']);
  expect([args.join(' '), outcome.stderr, outcome.code]).toEqual([args.join(' '), '', 0]);
  return outcome.json() as Record<string, unknown>;
};
const refusal = async (args: readonly string[], env = {}): Promise<readonly [number | null, string]> => {
  const outcome = await pos([...args, '--json'], env);
  expect(outcome.stderr).not.toMatch(/ at .*\.(js|ts):\d/);
  return [outcome.code, (outcome.json() as { error: { code: string } }).error.code];
};
/** Everything that a family is made of, to see that nothing changed. */
const everything = async (): Promise<string> => {
  const tables = ['clientes', 'hijos', 'restricciones_hijos', 'restricciones_alergenos', 'fotos_hijos'];
  return JSON.stringify(await Promise.all(tables.map((table) => database.owner(table).select())));
};

const family: { client?: number; student?: number; restriction?: number } = {};

describe('pos client', () => {
  it('makes a family, once for a uuid, and shows it', async () => {
    const made = ['client', 'create', '--name', 'Zulma', '--surname', 'Ñandutí', '--phone', '0981 111 222'];
    const uuid = ['--uuid', randomUUID()];
    const { id_cliente: id } = await done(...made, ...uuid);
    expect(await done(...made, ...uuid)).toEqual({ id_cliente: id });
    expect(await refusal([...made, '--document', '4123456', ...uuid])).toEqual([3, 'ALTA_GUARDADA']);
    family.client = Number(id);
    expect(await done('client', 'show', String(id))).toMatchObject({
      nombre: 'Zulma',
      apellido: 'Ñandutí',
      telefono: '0981 111 222',
      documento: null,
      activo: true,
      estudiantes: [],
      compras: [],
    });
  });
  it('changes what is given, and nothing else; empty takes it away', async () => {
    const id = String(family.client);
    await done('client', 'edit', id, '--document', '80.009.735-1', '--email', 'zulma@correo.com.py');
    await done('client', 'edit', id, '--phone', '');
    expect(await done('client', 'show', id)).toMatchObject({
      nombre: 'Zulma',
      documento: '80009735-1',
      email: 'zulma@correo.com.py',
      telefono: null,
    });
    expect((await pos(['client', 'show', id])).stdout).toMatch(/Zulma Ñandutí[\s\S]*80009735-1/);
  });
  it('lists by any word, for people, programs and spreadsheets; inactive ones only when asked', async () => {
    const id = String(family.client);
    const found = async (...flags: string[]) =>
      ((await done('client', 'list', ...flags)) as unknown as { id_cliente: number }[]).map(
        (one) => one.id_cliente,
      );
    expect(await found('--search', 'ÑANDUTI zul')).toEqual([family.client]);
    expect(await done('client', 'deactivate', id)).toEqual({ id_cliente: family.client, activo: false });
    expect(await found('--search', 'zulma')).toEqual([]);
    expect(await found('--search', 'zulma', '--all')).toEqual([family.client]);
    await done('client', 'activate', id);
    const csv = await pos(['client', 'list', '--search', 'zulma', '--csv']);
    expect(csv.stdout.split(/\r?\n/)[0]).toContain('id_cliente');
    expect(csv.stdout).toContain('80009735-1');
    expect((await pos(['client', 'list', '--search', 'nadie se llama así'])).stdout).toBe(
      'No hay responsables que mostrar.\n',
    );
  });
});

describe('pos student', () => {
  it('joins a family, moves, leaves and comes back', async () => {
    const made = ['student', 'create', '--client', String(family.client), '--name', 'Tobías'];
    const uuid = ['--uuid', randomUUID()];
    const { id_hijo: id } = await done(...made, '--grade', '1er Grado', ...uuid);
    expect(await done(...made, '--grade', '1er Grado', ...uuid)).toEqual({ id_hijo: id });
    expect(await refusal([...made, '--grade', '2do Grado', ...uuid])).toEqual([3, 'ALTA_GUARDADA']);
    family.student = Number(id);
    await done('student', 'edit', String(id), '--surname', 'Ñandutí', '--grade', '');
    await done('student', 'edit', String(id), '--client', '5');
    expect(await done('student', 'show', String(id))).toMatchObject({
      nombre: 'Tobías',
      apellido: 'Ñandutí',
      grado: null,
      id_cliente: 5,
      cliente: 'CARMEN RODRIGUEZ',
      tarjetas: [],
    });
    await done('student', 'edit', String(id), '--client', String(family.client));
    expect(await done('student', 'deactivate', String(id))).toEqual({ id_hijo: id, activo: false });
    expect(await done('student', 'list', '--search', 'tobias')).toEqual([]);
    await done('student', 'activate', String(id));
    expect(await done('student', 'list', '--search', 'tobias')).toMatchObject([{ id_hijo: id }]);
    expect((await pos(['student', 'list', '--search', 'tobias'])).stdout).toMatch(/Tobías Ñandutí/);
  });

  it('must not eat what a restriction says: added, changed, taken away, put back', async () => {
    const id = String(family.student);
    const added = await done(
      ...['student', 'restriction', 'add', id, '--kind', 'Alergia al maní', '--allergens', 'mani, LECHE'],
      '--blocks',
    );
    family.restriction = Number(added.id_restriccion);
    const shown = async () => (await done('student', 'show', id)).restricciones;
    expect(await shown()).toEqual([
      {
        id_restriccion: family.restriction,
        tipo_restriccion: 'Alergia al maní',
        descripcion: '',
        severidad: 'Severa',
        bloqueante: true,
        alergenos: expect.arrayContaining(['Maní', 'Leche']),
        activa: true,
      },
    ]);
    const one = String(family.restriction);
    await done(
      'student',
      'restriction',
      'edit',
      one,
      '--severity',
      'Leve',
      '--no-blocks',
      '--allergens',
      'maní',
    );
    expect(await shown()).toMatchObject([{ severidad: 'Leve', bloqueante: false, alergenos: ['Maní'] }]);
    await done('student', 'restriction', 'remove', one);
    expect(await shown()).toMatchObject([{ activa: false }]);
    await done('student', 'restriction', 'edit', one, '--activate');
    expect(await shown()).toMatchObject([{ activa: true, severidad: 'Leve' }]);
    expect((await pos(['student', 'show', id])).stdout).toMatch(/Alergia al maní \(Leve\): Maní/);
  });

  it('has a photo: set, shown, taken away', async () => {
    const id = String(family.student);
    const file = join(home.path, 'tobias.png');
    writeFileSync(
      file,
      pngOf(40, 30, (x) => [x * 6, 0, 0]),
    );
    expect(await done('student', 'photo', 'set', id, file)).toEqual({
      id_hijo: family.student,
      foto_guardada: true,
    });
    const shown = await done('student', 'photo', 'show', id);
    expect(shown).toMatchObject({ id_hijo: family.student, tipo_imagen: 'image/png' });
    expect(Buffer.from(String(shown.imagen), 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(await done('student', 'show', id)).toMatchObject({ foto_guardada: true });
    await done('student', 'photo', 'remove', id);
    expect(await refusal(['student', 'photo', 'show', id])).toEqual([2, 'FOTO_INEXISTENTE']);
  });

  it('is sold to by name: `id_hijo` in the document of a sale, its restrictions asked', async () => {
    const lineas = [{ id_producto: 42, cantidad: 1 }];
    const pagos = [{ id_medio: 1, monto_entregado: 2_500, monto_aplicado: 2_500 }];
    const { id_usuario: _, ...document } = saleOf({ lineas, pagos, id_hijo: Number(family.student) });
    const file = join(home.path, 'sale.json');
    const register = ['sale', 'register', '--file', file, '--user', 'cajero'];
    const write = (over: object) => writeFileSync(file, JSON.stringify({ ...document, ...over }));
    write({});
    expect(await refusal(register, cashier)).toEqual([3, 'RESTRICCION_SIN_CONFIRMAR']);
    await done('student', 'restriction', 'edit', String(family.restriction), '--blocks');
    const answer = { id_producto: 42, id_restriccion: family.restriction };
    write({ confirmaciones: [answer] });
    expect((await refusal(register, cashier))[0]).toBe(3);
    write({ confirmaciones: [{ ...answer, motivo: 'avisó la madre' }] });
    const sold = await pos([...register, '--approver', 'gerente', '--json'], {
      ...cashier,
      POS_APPROVER_PASSWORD: 'gerente-demo',
    });
    expect([sold.stderr, sold.code]).toEqual(['', 0]);
    const sale = await done('sale', 'show', document.uuid);
    expect(JSON.stringify(sale)).toContain('Tobías Ñandutí');
    expect(sale).toMatchObject({ nro_tarjeta: null });
    write({ hijo: 1 });
    expect(await refusal(register, cashier)).toEqual([2, 'DOCUMENTO_INVALIDO']);
  });
});

describe('wrong input of the family commands', () => {
  const student = (): string => String(family.student);
  const WRONG: readonly (readonly [string, () => readonly string[], number, string])[] = [
    ['no name', () => ['client', 'create'], 2, 'USO_INVALIDO'],
    ['an empty name', () => ['client', 'create', '--name', '  '], 2, 'DATO_REQUERIDO'],
    ['10,000 characters', () => ['client', 'create', '--name', 'x'.repeat(10_000)], 2, 'TEXTO_LARGO'],
    ['an escape sequence', () => ['client', 'create', '--name', '\u001b[2Jhola'], 2, 'TEXTO_INVALIDO'],
    [
      'a wrong check digit',
      () => ['client', 'create', '--name', 'A', '--document', '80009735-2'],
      2,
      'RUC_DIGITO',
    ],
    [
      'no document',
      () => ['client', 'create', '--name', 'A', '--document', "1' OR '1'='1"],
      2,
      'DOCUMENTO_DE_PERSONA',
    ],
    [
      'somebody else’s document',
      () => ['client', 'create', '--name', 'A', '--document', '80009735-1'],
      3,
      'DOCUMENTO_REPETIDO',
    ],
    ['a telephone of letters', () => ['client', 'edit', '5', '--phone', 'llame ya'], 2, 'TELEFONO_INVALIDO'],
    [
      'an address with a header in it',
      () => ['client', 'edit', '5', '--email', 'a@b.c\nBcc: x@y.z'],
      2,
      'EMAIL_INVALIDO',
    ],
    ['an id of text', () => ['client', 'show', 'cinco'], 2, 'VALOR_INVALIDO'],
    ['an id of 0', () => ['student', 'show', '0'], 2, 'VALOR_INVALIDO'],
    ['an id beyond all', () => ['student', 'show', '999999999'], 2, 'ESTUDIANTE_INEXISTENTE'],
    [
      'a family that is not there',
      () => ['student', 'create', '--client', '999999', '--name', 'A'],
      2,
      'CLIENTE_INEXISTENTE',
    ],
    ['an id that is a flag', () => ['student', 'edit', '-1', '--name', 'A'], 2, 'VALOR_INVALIDO'],
    ['a bad uuid', () => ['client', 'create', '--name', 'A', '--uuid', 'x'], 2, 'DOCUMENTO_INVALIDO'],
    [
      'an unknown severity',
      () => [
        'student',
        'restriction',
        'add',
        student(),
        '--kind',
        'A',
        '--allergens',
        'maní',
        '--severity',
        'Fatal',
      ],
      2,
      'VALOR_INVALIDO',
    ],
    [
      'an unknown allergen',
      () => ['student', 'restriction', 'add', student(), '--kind', 'A', '--allergens', 'kriptonita'],
      2,
      'ALERGENO_INEXISTENTE',
    ],
    [
      'no allergen',
      () => ['student', 'restriction', 'add', student(), '--kind', 'A', '--allergens', ' , '],
      2,
      'ALERGENO_REQUERIDO',
    ],
    [
      'a restriction that is not there',
      () => ['student', 'restriction', 'remove', '999999'],
      2,
      'RESTRICCION_INEXISTENTE',
    ],
    [
      'a photo that is not there',
      () => ['student', 'photo', 'set', student(), '/no/hay.jpg'],
      2,
      'ARCHIVO_ILEGIBLE',
    ],
    [
      'a photo that is a script',
      () => ['student', 'photo', 'set', student(), join(home.path, 'bad.jpg')],
      2,
      'FOTO_INVALIDA',
    ],
  ];

  it.each(WRONG)('%s: one sentence, the right code, nothing changed', async (_, args, code, error) => {
    writeFileSync(join(home.path, 'bad.jpg'), '#!/bin/sh\necho hola\n');
    const before = await everything();
    expect(await refusal(args())).toEqual([code, error]);
    expect(await everything()).toBe(before);
    const said = await pos(args());
    expect(said.code).toBe(code);
    expect(said.stdout).toBe('');
    expect(said.stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  it('a cashier changes nothing alone; with a manager’s approval just what was approved', async () => {
    const name = ['client', 'edit', '5', '--surname', 'RODRÍGUEZ', '--user', 'cajero'];
    const before = await everything();
    expect(await refusal(name, cashier)).toEqual([3, 'PERMISO_DENEGADO']);
    expect(await everything()).toBe(before);
    const approver = ['--approver', 'gerente', '--reason', 'lo pidió', '--json'];
    const approved = await pos([...name, ...approver], { ...cashier, POS_APPROVER_PASSWORD: 'gerente-demo' });
    expect([approved.stderr, approved.code]).toEqual(['', 0]);
    expect(await done('client', 'show', '5')).toMatchObject({ apellido: 'RODRÍGUEZ' });
    expect((await pos(['client', 'list', '--search', 'carmen', '--user', 'cajero'], cashier)).code).not.toBe(
      0,
    );
  });
});
