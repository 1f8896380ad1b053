import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyImport, plannedRows } from '../../src/app/import-file.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { got, type ImportDesk, importDesk } from '../support/import-desk.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';

let db: TestDatabase;
let desk: ImportDesk;
let manager: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  desk = importDesk(db.till);
  manager = await actorOf(db.owner, 'gerente');
});
afterAll(async () => {
  desk.remove();
  await db.close();
});

const HEAD =
  'documento;nombre;apellido;correo;telefono;estudiante;apellido del estudiante;grado;tarjeta;limite;vence;saldo inicial;restricciones';
const take = (...lines: string[]) => desk.take('families', [HEAD, ...lines].join('\r\n'), manager);
const plan = async (...lines: string[]) =>
  got(await desk.plan('families', [HEAD, ...lines].join('\r\n'), manager));
const faults = async (...lines: string[]) =>
  (await plan(...lines)).faults.map(({ line, field, reason, limit }) => [line, field, reason, limit]);
const cardOf = (number: string) => db.owner('tarjetas').where('nro_tarjeta', number).first();

describe('a file of families', () => {
  it('makes clients, students, cards with their opening balance, and restrictions, once', async () => {
    const lines = [
      '4000001;Ana;Benítez;ana@x.com;0981 111 222;Luz;Benítez;1er Grado;70001;20.000;31/12/2030;50.000;Alergia al maní|Severa|si|MANI SOJA|Ni trazas',
      '4000001;;;;;Juan;Benítez;3er Grado;70002;;;;',
      ';Sin;Documento;sin@x.com;;Ana;Documento;;;;;;',
      '4000002;Solo;Cliente;;;;;;;;;;',
    ];
    expect(got(await take(...lines))).toEqual({ added: 4, changed: 0, same: 0 });
    const client = await db.owner('clientes').where('documento', '4000001').first();
    expect(client).toMatchObject({
      nombre: 'Ana',
      apellido: 'Benítez',
      email: 'ana@x.com',
      telefono: '0981 111 222',
    });
    const students = await db
      .owner('hijos')
      .where('id_cliente_responsable', client.id_cliente)
      .orderBy('id_hijo');
    expect(students.map(({ nombre, grado }) => [nombre, grado])).toEqual([
      ['Luz', '1er Grado'],
      ['Juan', '3er Grado'],
    ]);
    const card = await cardOf('70001');
    expect(card).toMatchObject({
      id_hijo: students[0].id_hijo,
      saldo_actual: 50_000,
      limite_diario: 20_000,
      fecha_vencimiento: '2030-12-31',
    });
    const [movement] = await db.owner('movimientos_tarjeta').where('id_tarjeta', card.id_tarjeta);
    expect(movement).toMatchObject({ tipo_movimiento: 'Inicial', monto: 50_000, id_usuario: manager.id });
    const restriction = await db.owner('restricciones_hijos').where('id_hijo', students[0].id_hijo).first();
    expect(restriction).toMatchObject({
      tipo_restriccion: 'Alergia al maní',
      severidad: 'Severa',
      bloqueante: 1,
      descripcion: 'Ni trazas',
    });
    expect(
      await db.owner('restricciones_alergenos').where('id_restriccion', restriction.id_restriccion),
    ).toHaveLength(2);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
    expect(await plan(...lines)).toMatchObject({ added: 0, changed: 0, same: 4, bad: 0 });
  });

  it('changes what it says by document and card, and never takes a restriction away', async () => {
    const next = await plan(
      '4000001;Ana María;;-;;Luz;Benítez;2do Grado;70001;-;;;"Alergia al maní|Moderada|no|MANI; Lactosa|Leve|no|LECHE"',
    );
    const [row] = got(
      await plannedRows(desk.services, { actor: manager, grant: null }, next, { afterLine: 0, limit: 5 }),
    );
    expect(row).toMatchObject({ action: 'changed', key: '70001', name: 'Luz Benítez' });
    expect(
      Object.fromEntries(row?.fields.map(({ field, before: was, after }) => [field, [was, after]]) ?? []),
    ).toEqual({
      nombre: ['Ana', 'Ana María'],
      email: ['ana@x.com', ''],
      grado: ['1er Grado', '2do Grado'],
      limite_diario: ['20000', ''],
      restricciones: [
        'Alergia al maní|Severa|si|MANI SOJA|Ni trazas',
        'Alergia al maní|Moderada|no|MANI; Lactosa|Leve|no|LECHE',
      ],
    });
    got(await applyImport(desk.services, { actor: manager, grant: null }, next));
    expect(await db.owner('clientes').where('documento', '4000001').first()).toMatchObject({
      nombre: 'Ana María',
      apellido: 'Benítez',
      email: null,
    });
    expect(await cardOf('70001')).toMatchObject({
      limite_diario: null,
      saldo_actual: 50_000,
      fecha_vencimiento: '2030-12-31',
    });
    const { id_hijo } = await cardOf('70001');
    expect(
      (await db.owner('restricciones_hijos').where({ id_hijo }).orderBy('id_restriccion')).map((one) => [
        one.tipo_restriccion,
        one.severidad,
        one.descripcion,
        one.activo,
      ]),
    ).toEqual([
      ['Alergia al maní', 'Moderada', 'Ni trazas', 1],
      ['Lactosa', 'Leve', '', 1],
    ]);
    got(await take('4000001;;;;;Luz;Benítez;;70001;;;;'));
    expect(await db.owner('restricciones_hijos').where({ id_hijo, activo: 1 })).toHaveLength(2);
  });

  it('exported imports again without a change', async () => {
    await db
      .owner('clientes')
      .where('documento', '4000002')
      .update({ nombre: '+Formula', telefono: '+595 981 333 444' });
    for (const style of ['plain', 'excel'] as const) {
      const text = await desk.exported('families', style);
      const again = got(await desk.plan('families', text, manager));
      expect(again.faults).toEqual([]);
      expect(again).toMatchObject({ added: 0, changed: 0, bad: 0, warnings: [] });
      expect(again.same).toBeGreaterThan(40);
    }
  });

  it('says of each row what stands in its way', async () => {
    const [other] = await db.owner('tarjetas').where('nro_tarjeta', '00203');
    expect(other).toBeDefined();
    expect(
      await faults(
        '4000001;;;;;Luz;Benítez;;00203;;;;',
        '4000001;;;;;Juan;Benítez;;70009;;;;',
        '4000001;;;;;Luz;Benítez;;70001;;;999;',
        '4000009;;;;;Nadie;X;;;;;;',
        '4000010;Nuevo;X;;;;;;70010;;;;',
        '4000011;A;B;;;C;D;;70011;;;;',
        '4000012;A;B;;;C;D;;70011;;;;',
        '4000013;A;B;;;C;D;;70013;;;;',
        '4000013;A;B;;;C;D;;70014;;;;',
        '4000014;A;B;no es correo;12;C;D;;;-5;;;',
        '4000001;Otra;;;;Luz;Benítez;;;;;;',
        ';;;;;C;D;;;;;;',
      ),
    ).toEqual([
      [2, 'nro_tarjeta', 'cardOfOther', ''],
      [3, 'nro_tarjeta', 'hasCard', '70002'],
      [4, 'saldo_inicial', 'oldBalance', ''],
      [5, 'nombre', 'requiredForNew', ''],
      [6, 'estudiante_nombre', 'requiredForNew', ''],
      [8, 'nro_tarjeta', 'repeated', '7'],
      [10, 'nro_tarjeta', 'repeated', '9'],
      [11, 'email', 'email', ''],
      [11, 'telefono', 'phone', ''],
      [11, 'limite_diario', 'range', '1-999999999999'],
      [12, 'estudiante_nombre', 'repeated', '2'],
      [13, 'documento', 'identity', ''],
    ]);
  });

  it('issues no card that the desk would not issue', async () => {
    await db
      .owner('clientes')
      .insert({ nombre: 'Ya', apellido: 'No', documento: '4000090', estado: 'Inactivo' });
    const product = await db.owner('codigos_barra').first();
    expect(
      await faults(
        '4000091;A;B;;;C;D;;123;;;;',
        '4000092;A;B;;;C;D;;sin-cifra;;;;',
        `4000093;A;B;;;C;D;;${product.codigo_barra};;;;`,
        '4000090;;;;;C;D;;80001;;;;',
        '4000094;A;B;;;C;D;;80002;;1/1/2020;;',
      ),
    ).toEqual([
      [2, 'nro_tarjeta', 'cardNumber', ''],
      [3, 'nro_tarjeta', 'cardNumber', ''],
      [4, 'nro_tarjeta', 'codeTaken', expect.any(String)],
      [5, 'nro_tarjeta', 'inactiveHolder', ''],
      [6, 'fecha_vencimiento', 'pastDate', ''],
    ]);
  });

  it('warns of a card number that has lost its noughts', async () => {
    const warned = await plan('4000020;A;B;;;C;D;;0203;;;;');
    expect(warned.warnings).toMatchObject([
      { line: 2, field: 'nro_tarjeta', value: '0203', reason: 'zeroLost', limit: '00203' },
    ]);
    expect(warned.bad).toBe(0);
    expect(await faults('4000020;A;B;;;C;D;;203;;;;')).toEqual([[2, 'nro_tarjeta', 'zeroLost', '00203']]);
  });

  it('does not guess who is meant where there are two', async () => {
    await db.owner('clientes').insert([
      { nombre: 'Doble', apellido: 'Uno', email: 'doble@x.com' },
      { nombre: 'Doble', apellido: 'Dos', email: 'doble@x.com' },
      { nombre: 'Igual', apellido: 'Igual' },
      { nombre: 'Igual', apellido: 'Igual' },
    ]);
    expect(await faults(';;;doble@x.com;;A;B;;;;;;', ';Igual;Igual;;;A;B;;;;;;')).toEqual([
      [2, 'email', 'ambiguous', ''],
      [3, 'nombre', 'ambiguous', ''],
    ]);
    expect(await plan(';Doble;Dos;doble@x.com;;;;;;;;;')).toMatchObject({ same: 1, bad: 0 });
  });

  it('takes names for what they are', async () => {
    got(await take(`4000030;"Robert'); DROP TABLE clientes;--";=1+1;;;Ñandú 🥖;;;;;;;`));
    const client = await db.owner('clientes').where('documento', '4000030').first();
    expect([client.nombre, client.apellido]).toEqual(["Robert'); DROP TABLE clientes;--", '=1+1']);
    expect(await desk.exported('families')).toContain("'=1+1");
    expect(
      await faults(`4000031;${'x'.repeat(10_000)};;;;;;;;;;;`, '4000032;a\u001b[2Jb;;;;;;;;;;;'),
    ).toEqual([
      [2, 'nombre', 'tooLong', '80'],
      [3, 'nombre', 'unfit', ''],
    ]);
  });
});
