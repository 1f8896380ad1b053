import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { changeClient, changeRestriction, createClient, createStudent } from '../../src/app/edit-family.ts';
import { findCard } from '../../src/app/find-card.ts';
import { removePhoto } from '../../src/app/student-photo.ts';
import { PHOTO_SIDE } from '../../src/domain/photo.ts';
import { rucDigit } from '../../src/domain/ruc.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { pngOf } from '../support/pictures.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let manager: Actor;
let cashier: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  [manager, cashier] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'cajero')]);
});
afterAll(() => db.close());

const by = (actor: Actor, grant: number | null = null) => ({ actor, grant });
const made = async <T>(
  result: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>,
): Promise<T> => {
  const answer = await result;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const refusal = async (result: Promise<{ ok: boolean }>) => {
  const answer = (await result) as { ok: boolean; error?: { code: string; params: object } };
  return answer.ok ? null : answer.error;
};
const people = async () => Number((await db.owner('clientes').count({ n: '*' }))[0]?.n);

describe('a client', () => {
  it('is made once for a uuid, whatever became of the answer; two at once, too', async () => {
    const form = { name: 'Gemela', phone: '0981 111 222' };
    const uuid = randomUUID();
    const before = await people();
    const send = () => createClient(services, by(manager), form, uuid);
    const ids = await Promise.all([1, 2, 3].map(() => made(send())));
    expect(new Set([...ids, await made(send())]).size).toBe(1);
    expect(await people()).toBe(before + 1);
    const [id] = ids;
    const other = createClient(services, by(manager), { ...form, phone: '0981 111 223' }, uuid);
    expect(await refusal(other)).toEqual({ code: 'ALTA_GUARDADA', params: { cliente: id } });
    expect(await made(createClient(services, by(manager), form, randomUUID()))).not.toBe(id);
    for (const bad of ['', '1', `${uuid}x`, "' OR 1=1 --", '😀'.repeat(36)])
      expect(await refusal(createClient(services, by(manager), form, bad))).not.toBeNull();
    expect(await people()).toBe(before + 2);
  });
  it('sent again with the approval that it has used up answers as the first time', async () => {
    const wanted = { permission: 'client.edit', reference: 'cliente:nuevo' };
    const grant = await approvalOf(db.owner, cashier, manager, wanted);
    const uuid = randomUUID();
    const send = (id: string) => createClient(services, by(cashier, grant), { name: 'Única' }, id);
    const id = await made(send(uuid));
    expect(await made(send(uuid))).toBe(id);
    expect((await refusal(send(randomUUID())))?.code).toBe('AUTORIZACION_INVALIDA');
  });
  it('has a student once for a uuid', async () => {
    const id = await made(createClient(services, by(manager), { name: 'Madre' }));
    const uuid = randomUUID();
    const send = (grade: string) => createStudent(services, by(manager), id, { name: 'Hijo', grade }, uuid);
    const ids = await Promise.all([1, 2, 3].map(() => made(send('1er Grado'))));
    expect(new Set(ids).size).toBe(1);
    expect(await refusal(send('2do Grado'))).toEqual({
      code: 'ALTA_GUARDADA',
      params: { estudiante: ids[0] },
    });
    expect((await made(services.families.show(id))).students).toHaveLength(1);
    const elsewhere = await made(createClient(services, by(manager), { name: 'Otra madre' }));
    const moved = createStudent(services, by(manager), elsewhere, { name: 'Hijo', grade: '1er Grado' }, uuid);
    expect((await refusal(moved))?.code).toBe('ALTA_GUARDADA');
  });

  it('is made, found by any word and changed field by field, with the person in the audit', async () => {
    const form = {
      name: '  Zulma ',
      surname: 'Ñandutí',
      email: 'zulma@correo.com.py',
      phone: '0971 555 777',
      document: '80.009.735-1',
    };
    const id = await made(createClient(services, by(manager), form));
    for (const text of ['zulma', 'ñandutí zul', '80009735-1', '0971555777', '0971 555', 'ZULMA@correo'])
      expect((await services.families.list({ text })).map((one) => one.id)).toContain(id);
    await made(changeClient(services, by(manager), id, { phone: '' }));
    const { client } = await made(services.families.show(id));
    expect(client).toMatchObject({ name: 'Zulma', phone: null, document: '80009735-1', active: true });
    const rows = await db.owner('auditoria').where({ tabla: 'clientes', id_registro: id });
    expect(rows.map((row) => [row.accion, row.id_usuario])).toEqual([
      ['alta', manager.id],
      ['cambio', manager.id],
    ]);
  });

  it('is found by a card and by a student of the family', async () => {
    const [byCard] = await services.families.list({ text: '00203' });
    const [byStudent] = await services.families.list({ text: 'romina mongellos' });
    expect(byCard?.surname).toBe('RODRIGUEZ');
    expect(byStudent?.id).toBe(byCard?.id);
  });

  it('is not made twice with one document, also by two at once', async () => {
    const form = { name: 'Uno', document: '5123456' };
    const answers = await Promise.all([1, 2, 3].map(() => createClient(services, by(manager), form)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const error = answers.find((answer) => !answer.ok);
    expect(error).toMatchObject({
      error: { code: 'DOCUMENTO_REPETIDO', params: { cliente: expect.any(Number) } },
    });
  });

  it('is refused by routine and use case alike, and nothing is stored', async () => {
    const before = await people();
    const wrong: readonly (readonly [form: Record<string, string>, code: string])[] = [
      [{ name: ' ' }, 'DATO_REQUERIDO'],
      [{ name: 'x'.repeat(10_000) }, 'TEXTO_LARGO'],
      [{ name: 'a\u001b[2Jb' }, 'TEXTO_INVALIDO'],
      [{ name: 'Ana', email: 'ana@' }, 'EMAIL_INVALIDO'],
      [{ name: 'Ana', email: 'a@b.c\nBcc: x@y.z' }, 'EMAIL_INVALIDO'],
      [{ name: 'Ana', phone: 'llame ya' }, 'TELEFONO_INVALIDO'],
      [{ name: 'Ana', document: '80009735-2' }, 'RUC_DIGITO'],
      [{ name: 'Ana', document: '-1' }, 'DOCUMENTO_DE_PERSONA'],
      [{ name: 'Ana', document: '1e9' }, 'DOCUMENTO_DE_PERSONA'],
      [{ name: 'Ana', document: '0' }, 'DOCUMENTO_DE_PERSONA'],
    ];
    const none = { name: '', surname: '', email: null, phone: null, document: null };
    for (const [form, code] of wrong) {
      expect(await refusal(createClient(services, by(manager), form))).toMatchObject({ code });
      const direct = services.families.createClient(by(manager), { ...none, ...form });
      expect(await refusal(direct), JSON.stringify(form)).toMatchObject({ code });
    }
    expect(await people()).toBe(before);
  });

  it('keeps text that is SQL or an emoji as text', async () => {
    const name = `Robert'); DROP TABLE clientes;-- 🧃`;
    const id = await made(createClient(services, by(manager), { name }));
    expect((await made(services.families.show(id))).client.name).toBe(name);
  });

  it('who is inactive stops the family’s cards, and comes back', async () => {
    const [found] = await services.families.list({ text: '00203' });
    const id = found?.id ?? 0;
    await made(changeClient(services, by(manager), id, { active: false }));
    expect(await services.families.list({ text: '00203' })).toEqual([]);
    expect(await services.families.list({ text: '00203', all: true })).toHaveLength(1);
    expect(await refusal(createStudent(services, by(manager), id, { name: 'Nueva' }))).toMatchObject({
      code: 'CLIENTE_INACTIVO',
    });
    await made(changeClient(services, by(manager), id, { active: true }));
  });
});

describe('who may', () => {
  it('a cashier is refused by the use case and by the routine', async () => {
    const form = { name: 'X', surname: '', email: null, phone: null, document: null };
    expect(await refusal(createClient(services, by(cashier), form))).toMatchObject({
      code: 'PERMISO_DENEGADO',
    });
    expect(await refusal(services.families.createClient(by(cashier), form))).toMatchObject({
      code: 'PERMISO_DENEGADO',
    });
    const nobody = { ...manager, session: 'guess' };
    expect(await refusal(services.families.createClient(by(nobody), form))).toMatchObject({
      code: 'SESION_REQUERIDA',
    });
  });

  it('an approval serves for just its act, once', async () => {
    const id = await made(createClient(services, by(manager), { name: 'Aprobada' }));
    const what = { permission: 'client.edit', reference: `cliente:${id}` };
    const grant = await approvalOf(db.owner, cashier, manager, what);
    const other = await made(createClient(services, by(manager), { name: 'Otra' }));
    expect(await refusal(changeClient(services, by(cashier, grant), other, { name: 'Y' }))).toMatchObject({
      code: 'AUTORIZACION_INVALIDA',
    });
    await made(changeClient(services, by(cashier, grant), id, { name: 'Cambiada' }));
    expect(await refusal(changeClient(services, by(cashier, grant), id, { name: 'Z' }))).toMatchObject({
      code: 'AUTORIZACION_INVALIDA',
    });
  });
});

describe('a student and what it must not eat', () => {
  it('is shown at the next reading of its card, and no more once it is taken away', async () => {
    const { studentId } = await made(services.cards.find('00204'));
    const [milk] = await services.stores.allergens();
    const restriction = {
      kind: 'Alergia a prueba',
      description: 'ni una gota',
      severity: 'Severa' as const,
      blocks: true,
      allergens: [milk?.id ?? 0, milk?.id ?? 0],
    };
    const id = await made(services.families.createRestriction(by(manager), studentId, restriction));
    const clock = { now: () => new Date() };
    const read = async () => (await made(findCard({ cards: services.cards, clock }, '00204'))).restrictions;
    expect((await read()).find((one) => one.id === id)).toMatchObject({
      blocks: true,
      allergens: [milk?.id],
    });
    await made(changeRestriction(services, by(manager), id, { severity: 'Leve', blocks: false }));
    expect((await read()).find((one) => one.id === id)).toMatchObject({ severity: 'Leve', blocks: false });
    await made(changeRestriction(services, by(manager), id, { active: false }));
    expect((await read()).find((one) => one.id === id)).toBeUndefined();
    const family = await made(services.families.student(studentId));
    expect(family.restrictions.find((one) => one.id === id)).toMatchObject({ active: false });
  });

  it('a restriction without allergens, or with one that nobody knows, is refused', async () => {
    const base = { kind: 'K', description: '', severity: 'Leve' as const, blocks: false };
    const make = (allergens: number[], studentId = 1) =>
      refusal(services.families.createRestriction(by(manager), studentId, { ...base, allergens }));
    expect(await make([])).toMatchObject({ code: 'ALERGENO_REQUERIDO' });
    expect(await make([1, 999_999])).toMatchObject({ code: 'ALERGENO_INEXISTENTE' });
    expect(await make([-1])).toMatchObject({ code: 'DOCUMENTO_INVALIDO' });
    expect(await make([1], 999_999)).toMatchObject({ code: 'ESTUDIANTE_INEXISTENTE' });
  });

  it('moves to another family with its cards', async () => {
    const to = await made(createClient(services, by(manager), { name: 'Abuela' }));
    const { studentId } = await made(services.cards.find('00205'));
    await made(services.families.changeStudent(by(manager), studentId, { clientId: to }));
    const family = await made(services.families.show(to));
    expect(family.students.flatMap(({ cards }) => cards.map(({ number }) => number))).toEqual(['00205']);
    expect((await made(services.cards.find('00205'))).clientId).toBe(to);
  });
});

describe('a photo', () => {
  const rgb = new Uint8Array(PHOTO_SIDE * PHOTO_SIDE * 3).map((_, at) => at % 251);
  const png = new Uint8Array(pngOf(20, 20, (x, y) => [x, y, 0]));
  const photo = { width: PHOTO_SIDE, height: PHOTO_SIDE, rgb, png };

  it('comes back as it was stored, is replaced and forgotten', async () => {
    await made(services.photos.save(by(manager), 3, photo));
    await made(services.photos.save(by(manager), 3, photo));
    const stored = await services.photos.photo(3);
    expect(Buffer.from(stored?.rgb ?? []).equals(Buffer.from(rgb))).toBe(true);
    expect(Buffer.from(stored?.png ?? []).equals(Buffer.from(png))).toBe(true);
    expect((await made(services.families.student(3))).hasPicture).toBe(true);
    await made(removePhoto(services, by(manager), 3));
    expect(await services.photos.pixels(3)).toBeNull();
    expect(await refusal(removePhoto(services, by(manager), 3))).toMatchObject({ code: 'FOTO_INEXISTENTE' });
  });

  it('is refused from a cashier, of another size than it says, or as no PNG', async () => {
    expect(await refusal(services.photos.save(by(cashier), 3, photo))).toMatchObject({
      code: 'PERMISO_DENEGADO',
    });
    for (const wrong of [{ width: 47 }, { png: new Uint8Array([1, 2]) }, { rgb: new Uint8Array() }])
      expect(await refusal(services.photos.save(by(manager), 3, { ...photo, ...wrong }))).toMatchObject({
        code: 'FOTO_INVALIDA',
      });
  });
});

describe('the check digit of a RUC', () => {
  it('is the same in the database and in code', async () => {
    const numbers = fc.sample(fc.integer({ min: 1, max: 99_999_999 }), 300).map(String);
    for (const number of [...numbers, '80009735', '80012345', '99999999999']) {
      const [rows] = await db.owner.raw('SELECT digito_ruc(?) AS d', [number]);
      expect([number, rows[0].d]).toEqual([number, rucDigit(number)]);
    }
  });
});
