import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { readPicture } from '../../src/adapters/files/picture.ts';
import type { Services } from '../../src/app/services.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import type {
  Act,
  AnyPage,
  Desk,
  Done,
  FormView,
  ListView,
  PageRef,
  Params,
  View,
} from '../../src/tui/office/page.ts';
import { familyPages } from '../../src/tui/office/pages/families.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { pngOf } from '../support/pictures.ts';
import { messages } from '../support/words.ts';

const words = messages('es');
let db: TestDatabase;
let services: Services;
const people = {} as Record<Role, Actor>;
const folder = mkdtempSync(join(tmpdir(), 'pos-family-'));

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = {
    ...databaseServices(db.till),
    pictures: { read: readPicture },
    ids: { uuid: randomUUID },
  } as unknown as Services;
  [people.gerente, people.cajero] = await Promise.all([
    actorOf(db.owner, 'gerente'),
    actorOf(db.owner, 'cajero'),
  ]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.close();
});

/** A page as the screen has it in front: read, drawn, and what is done there. */
const opened = async (id: keyof typeof familyPages, params: Params, who: Role = 'gerente') => {
  const one = familyPages[id] as AnyPage;
  const actor = people[who];
  const till = { id: 1, code: '001', name: 'Caja 1' };
  const desk: Desk = { services, actor, till, grant: null, words, progress: () => {} };
  const read = await one.load(desk, params);
  if (!read.ok) throw new Error(read.error.code);
  const view: View = one.view(read.value, {
    params,
    words,
    actor,
    now: 0,
    text: '',
    values: {},
    columns: 80,
  });
  const act = async (done: Act | { wrong: string } | undefined, grant: number | null = null) => {
    if (!done || !('do' in done)) throw new Error(JSON.stringify(done));
    const command = one.commands?.[done.do];
    if (!command) throw new Error(`no command ${done.do}`);
    return command({ ...desk, grant }, done.input as never);
  };
  return { view, act, list: view as ListView, form: view as FormView };
};

/** Where an act leads to. */
const nextOf = (result: Result<Done>): PageRef | undefined => {
  const next = result.ok ? result.value.next : undefined;
  return typeof next === 'object' ? next : undefined;
};

const rowOf = (view: ListView, part: string) => {
  const row = view.rows.find(({ cells }) => cells[0]?.includes(part));
  if (!row) throw new Error(`no row ${part}: ${view.rows.map(({ cells }) => cells[0]).join(' / ')}`);
  return row;
};

describe('the family as one screen', () => {
  it('is found by a card, and shows its children with cards, balances and restrictions', async () => {
    const { list, act } = await opened('families', { text: '00203' });
    expect(list.rows).toHaveLength(1);
    expect(nextOf(await act(list.scan?.('00203')))).toEqual({ page: 'family', params: { id: 5 } });
    const family = await opened('family', { id: 5 });
    expect(rowOf(family.list, 'Tarjeta 00203').cells).toEqual(['  Tarjeta 00203', 'Activa', '1.000']);
    expect(rowOf(family.list, 'lactosa').cells[0]).toContain('Leche');
    const card = await services.cards.find('00203');
    if (!card.ok) throw new Error();
    const { cardId, studentId } = card.value;
    expect(rowOf(family.list, '00203').actions).toMatchObject({
      open: { go: { page: 'card', params: { cardId } } },
      topupCard: { go: { page: 'cardTopup', params: { cardId } } },
      issueCard: { go: { page: 'cardIssue', params: { studentId } } },
    });
  });

  it('takes a new family from the adult to the last restriction', async () => {
    const client = await opened('client', { id: null });
    const made = await client.act(client.form.submit({ name: 'Inés', document: '4.000.111', email: '' }));
    const id = Number(nextOf(made)?.params?.id);
    const student = await opened('student', { client: id, id: null });
    expect(await student.act(student.form.submit({ name: 'Tobías', grade: '1er Grado' }))).toMatchObject({
      ok: true,
    });
    const family = await opened('family', { id });
    const { addRestriction } = rowOf(family.list, 'Tobías').actions ?? {};
    const params = addRestriction && 'go' in addRestriction ? (addRestriction.go.params ?? {}) : {};
    const form = await opened('restriction', params);
    const field = form.form.fields.find(({ id: name }) => name === 'allergens');
    const [first] = field?.kind === 'many' ? field.options : [];
    const values = { kind: 'Celiaquía', severity: 'Severa', blocks: '1', allergens: first?.value ?? '' };
    expect(form.form.submit({ ...values, allergens: '' })).toMatchObject({ wrong: 'allergens' });
    expect(await form.act(form.form.submit(values))).toMatchObject({ ok: true });
    const after = await opened('family', { id });
    expect(rowOf(after.list, 'Celiaquía').cells[1]).toBe('Severa · bloquea');
  });

  it('marks the field that is wrong, and sends only what was changed', async () => {
    const { form } = await opened('client', { id: 1 });
    const values = Object.fromEntries(form.fields.map(({ id, value }) => [id, value]));
    expect(form.submit({ ...values, email: 'x' })).toMatchObject({ wrong: 'email' });
    expect(form.submit({ ...values, document: '80009735-2' })).toMatchObject({ wrong: 'document' });
    expect(form.submit({ ...values, phone: '0971 000 111' })).toMatchObject({
      input: { id: 1, form: { phone: '0971 000 111' } },
    });
  });

  it('asks before it takes someone out of use, naming what stops', async () => {
    const { list, act } = await opened('family', { id: 5 });
    const off = list.actions?.switchClient;
    expect(off).toMatchObject({ confirm: expect.stringContaining('2 tarjetas') });
    expect(await act(off)).toMatchObject({ ok: true });
    const after = await opened('family', { id: 5 });
    expect(after.list.actions?.switchClient).not.toHaveProperty('confirm');
    expect(await after.act(after.list.actions?.switchClient)).toMatchObject({ ok: true });
  });

  it('refuses a cashier, and does it with a manager’s approval of just this', async () => {
    const { form, act } = await opened('client', { id: 2 }, 'cajero');
    const change = form.submit({ name: 'Juan Carlos' });
    expect(await act(change)).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
    const approve = 'approve' in change ? change.approve : undefined;
    const grant = await approvalOf(db.owner, people.cajero, people.gerente, {
      permission: approve?.permission ?? '',
      reference: approve?.reference ?? '',
    });
    expect(await act(change, grant)).toMatchObject({ ok: true });
  });

  it('takes a photo from a file, and says what is wrong with a file that is none', async () => {
    const file = join(folder, 'a.png');
    writeFileSync(
      file,
      pngOf(40, 60, (x, y) => [x, y, 9]),
    );
    const { form, act } = await opened('photo', { studentId: 7 });
    expect(await act(form.submit({ path: join(folder, 'none') }))).toMatchObject({
      error: { code: 'ARCHIVO_ILEGIBLE' },
    });
    expect(await act(form.submit({ path: file }))).toMatchObject({ ok: true });
    const after = await opened('photo', { studentId: 7 });
    expect(await after.act(after.form.actions?.deactivate)).toMatchObject({ ok: true });
  });
});
