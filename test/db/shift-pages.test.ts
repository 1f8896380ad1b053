import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { Services } from '../../src/app/services.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import type { PageId } from '../../src/tui/office/ids.ts';
import type {
  Act,
  Desk,
  Done,
  FormView,
  ListView,
  PageRef,
  Params,
  Values,
  View,
} from '../../src/tui/office/page.ts';
import { PAGES } from '../../src/tui/office/pages/index.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { saleOf } from '../support/sale-documents.ts';
import { messages } from '../support/words.ts';

/* The pages of shifts and of the audit, walked as the screen walks them: read, shown, submitted, done. */

let db: TestDatabase;
let desk: Desk;
const words = messages('es');

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  const services = { ...databaseServices(db.till), ids: { uuid: randomUUID } } as unknown as Services;
  const actor = await actorOf(db.owner, 'gerente');
  const till = { id: 1, code: '001', name: 'Caja 1' };
  desk = { services, actor, till, grant: null, words, progress: () => {} };
});
afterAll(() => db.close());

const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

interface Open<V extends View = View> {
  readonly id: PageId;
  readonly data: unknown;
  readonly view: V;
  readonly again: (values: Values) => V;
}

const visit = async <V extends View = View>(
  ref: PageRef,
  { selling = false, as = desk.actor }: { selling?: boolean; as?: Actor } = {},
): Promise<Open<V>> => {
  const page = PAGES[ref.page];
  if (!page) throw new Error(ref.page);
  const params: Params = ref.params ?? {};
  const data: unknown = good(await page.load({ ...desk, actor: as }, params));
  const view = (values: Values): V =>
    page.view(data, {
      params,
      words,
      actor: as,
      now: 0,
      text: '',
      values,
      columns: 80,
      selling,
    }) as V;
  return { id: ref.page, data, view: view({}), again: view };
};

const goesTo = (act: Act | undefined): PageRef => {
  if (!act || !('go' in act)) throw new Error(JSON.stringify(act));
  return act.go;
};

const perform = async (id: PageId, act: Act): Promise<Done> => {
  if (!('do' in act)) throw new Error(JSON.stringify(act));
  const command = PAGES[id]?.commands?.[act.do];
  if (!command) throw new Error(act.do);
  return good(await command(desk, act.input as never));
};

const submit = async (form: Open<FormView>, values: Values): Promise<Done> => {
  const act = form.again(values).submit(values);
  if ('wrong' in act) throw new Error(JSON.stringify(act));
  return perform(form.id, act);
};

const textOf = (view: View): string =>
  (view.kind === 'text' ? view.rows : (view.note ?? []))
    .map((row) => row.map(([text]) => text).join(''))
    .join('\n');

it('a shift from F3 to the Z, counted blind', async () => {
  const before = await visit({ page: 'shift' });
  expect(textOf(before.view)).toContain('La caja 001 no tiene un turno abierto');
  expect(before.view.actions?.closeShift).toEqual({ disabled: words.office.shifts.notOpen });

  const opening = await visit<FormView>({ page: 'shiftOpen' });
  expect((await submit(opening, { float: '50000' })).say).toMatch(/^Turno \d+ abierto con Gs\. 50\.000\.$/);

  const cash = await visit<FormView>({ page: 'shiftCash' });
  expect(cash.view.submit({ direction: 'Salida', amount: '', reason: 'x' })).toMatchObject({
    wrong: 'amount',
    error: { code: 'MONTO_INVALIDO' },
  });
  const moved = await submit(cash, { direction: 'Entrada', amount: '20000', reason: 'Sencillo' });
  expect(moved).toEqual({ say: 'Entrada de Gs. 20.000 registrada.', printed: true });
  good(await desk.services.sales.register(saleOf()));

  const open = await visit({ page: 'shift' });
  expect(textOf(open.view)).toMatch(/Entrada +20\.000 {2}Sencillo/);
  const reading = await visit({ page: 'shiftReading' });
  expect(textOf(reading.view)).toMatch(/LECTURA X[\s\S]*ESPERADO: +95\.000/);
  expect((await perform('shiftReading', reading.view.actions?.print as Act)).printed).toBe(true);

  const counting = await visit<FormView>({ page: 'shiftClose' });
  expect(JSON.stringify(counting.view)).not.toContain('95.000');
  const values = { d50000: '1', d20000: '2', d1000: '4' };
  expect(counting.again(values).below).toEqual([[['Contado: '], ['Gs. 94.000', 'strong']]]);
  expect(counting.view.submit(values)).toMatchObject({ confirm: expect.stringContaining('Gs. 94.000') });
  const off = await submit(counting, values);
  expect(off.next).toMatchObject({ page: 'shiftClose', params: { difference: -1_000 } });

  const why = await visit<FormView>(off.next as PageRef);
  expect(textOf(why.view)).toMatch(/Contado: Gs\. 94\.000\nFaltan Gs\. 1\.000\./);
  expect(why.view.fields.map(({ id, required }) => [id, required])).toEqual([['reason', true]]);
  const done = await submit(why, { reason: 'Vuelto mal dado' });
  expect([done.printed, (done.next as PageRef).page]).toEqual([true, 'shiftReading']);
  expect(textOf((await visit(done.next as PageRef)).view)).toMatch(/CIERRE Z N\.º 1[\s\S]*Vuelto mal dado/);
});

it('closing waits for the sale in progress, and names what will expire', async () => {
  await submit(await visit<FormView>({ page: 'shiftOpen' }), { float: '0' });
  await db.owner('ventas_espera').insert({
    uuid: randomUUID(),
    id_caja: 1,
    id_usuario: 3,
    nota: 'vuelve con plata',
    contenido: '{}',
    total: 12_000,
    unidades: 2,
    creada_en: '2026-01-01 10:00:00',
  });
  const selling = { selling: true };
  expect((await visit({ page: 'shift' }, selling)).view.actions?.closeShift).toEqual({
    disabled: words.office.shifts.cartOpen,
  });
  expect((await visit<FormView>({ page: 'shiftClose' }, selling)).view.submit({})).toEqual({
    disabled: words.office.shifts.cartOpen,
  });
  const counting = await visit<FormView>({ page: 'shiftClose' });
  expect(textOf(counting.view)).toMatch(/vence 1 venta en espera[\s\S]*Gs\. 12\.000[\s\S]*vuelve con plata/);
  expect(counting.view.submit({})).toMatchObject({ confirm: expect.stringContaining('1 venta en espera') });
  const done = await submit(counting, {});
  expect(done.say).toBe('Cierre Z 2 guardado y en la cola de impresión.');
});

it('past shifts open their Z and print it again', async () => {
  const { view } = await visit<ListView>({ page: 'shifts' });
  expect(view.rows.map(({ cells, style }) => [cells[4], cells[7], style])).toEqual([
    ['2', '0', undefined],
    ['1', '-1.000', 'warn'],
  ]);
  const [newest] = view.rows;
  const paper = await visit(goesTo(newest?.actions?.open));
  expect(textOf(paper.view)).toContain('CIERRE Z N.º 2');
  expect((await perform('shifts', newest?.actions?.print as Act)).printed).toBe(true);
});

it('the audit filters, and an entry shows before beside after', async () => {
  const all = await visit<ListView>({ page: 'audit' });
  expect(all.view.rows.length).toBeGreaterThan(5);
  const form = await visit<FormView>(goesTo(all.view.actions?.filter));
  expect(form.view.submit({ from: '2026-02-30' })).toMatchObject({ wrong: 'from' });
  const filtered = await submit(form, { table: 'turnos', login: 'gerente', action: 'cambio' });
  const list = await visit<ListView>(filtered.next as PageRef);
  expect(list.view.rows.map(({ cells }) => cells.slice(1, 5))).toEqual([
    ['gerente', 'turnos', '2', 'cambio'],
    ['gerente', 'turnos', '1', 'cambio'],
  ]);
  expect(textOf({ ...list.view, kind: 'form' } as never)).toContain('Filtro: ');
  const entry = await visit(goesTo(list.view.rows[1]?.actions?.open));
  expect(textOf(entry.view)).toMatch(/estado +Abierto +Cerrado/);
  expect(textOf(entry.view)).toMatch(/diferencia +— +-1000/);
});

it('a cashier reads neither the audit nor past shifts', async () => {
  const cashier = await actorOf(db.owner, 'cajero');
  expect(PAGES.shifts?.permission).toBe('shift.list');
  for (const page of ['audit', 'auditEntry'] as const)
    await expect(visit({ page, params: { id: 1 } }, { as: cashier })).rejects.toThrow('PERMISO_DENEGADO');
});
