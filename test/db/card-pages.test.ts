import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { documentOf } from '../../src/app/print-job.ts';
import type { Services } from '../../src/app/services.ts';
import { formatGsWithUnit } from '../../src/domain/money.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
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
  TextView,
  Values,
  View,
} from '../../src/tui/office/page.ts';
import { PAGES } from '../../src/tui/office/pages/index.ts';
import { width } from '../../src/tui/text.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { saleOf } from '../support/sale-documents.ts';
import { messages } from '../support/words.ts';

/* The pages of cards and the dashboard, walked as the screen walks them: read, shown, submitted, done. */

let db: TestDatabase;
let desk: Desk;
let cashier: Actor;
const words = messages('es');

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  const services = {
    ...databaseServices(db.till),
    ids: { uuid: randomUUID },
    clock: { now: () => new Date() },
  } as unknown as Services;
  const actor = await actorOf(db.owner, 'gerente');
  cashier = await actorOf(db.owner, 'cajero');
  desk = {
    services,
    actor,
    till: { id: 1, code: '001', name: 'Caja 1' },
    grant: null,
    words,
    progress: () => {},
  };
});
afterAll(() => db.close());

const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const visit = async <V extends View = View>(ref: PageRef, columns = 80) => {
  const page = PAGES[ref.page];
  if (!page) throw new Error(ref.page);
  const params = ref.params ?? {};
  const data: unknown = good(await page.load(desk, params));
  const again = (values: Values): V =>
    page.view(data, {
      params,
      words,
      actor: desk.actor,
      now: Date.now(),
      text: '',
      values,
      columns,
    } as never) as V;
  return { id: ref.page, view: again({}), again };
};

const goesTo = (act: Act | undefined): PageRef => {
  if (!act || !('go' in act)) throw new Error(JSON.stringify(act));
  return act.go;
};
const run = async (id: PageId, act: Act, over: Partial<Desk> = {}): Promise<Result<Done>> => {
  if (!('do' in act)) throw new Error(JSON.stringify(act));
  const command = PAGES[id]?.commands?.[act.do];
  if (!command) throw new Error(act.do);
  return command({ ...desk, ...over }, act.input as never);
};
const filled = async (ref: PageRef, values: Values) => {
  const form = await visit<FormView>(ref);
  const start = Object.fromEntries(form.view.fields.map((field) => [field.id, field.value]));
  const all = { ...start, ...values };
  return { act: form.again(all).submit(all), view: form.again(all) };
};
const text = (view: View): string =>
  view.kind === 'text' ? view.rows.map((row) => row.map(([part]) => part).join('')).join('\n') : '';

const cardId = async (number: string): Promise<number> => good(await desk.services.cardDesk.find(number)).id;

it('from the list to a card and its top-up: amount, Enter, receipt', async () => {
  const list = await visit<ListView>({ page: 'cards' });
  const row = list.view.rows.find(({ cells }) => cells[0] === '00203');
  expect(list.view.rows.length).toBeGreaterThan(30);
  const ref = goesTo(row?.actions?.topupCard);
  const before = good(await desk.services.cardDesk.find('00203')).balance;
  const { act, view } = await filled(ref, { amount: '35000', handed: '50000' });
  expect(view.below?.map((line) => line.map(([part]) => part).join(''))).toEqual([
    `Saldo nuevo: ${formatGsWithUnit(before + 35_000)}`,
    'Vuelto: Gs. 15.000',
  ]);
  if ('wrong' in act) throw new Error('wrong');
  const done = good(await run('cardTopup', act, { actor: cashier }));
  expect(done).toMatchObject({ printed: true, say: expect.stringContaining('VUELTO Gs. 15.000') });
  // The same form sent again, its answer lost, charges nothing.
  good(await run('cardTopup', act, { actor: cashier }));
  expect(good(await desk.services.cardDesk.find('00203')).balance).toBe(before + 35_000);
  const [job] = (await desk.services.spool.list({ limit: 500 })).filter(({ kind }) => kind === 'recarga');
  if (!job) throw new Error('no job');
  const paper = good(
    await documentOf(
      { ...desk.services, words: words.receipt, printer: { device: '', columns: 42 }, till: '001' },
      job,
    ),
  );
  expect(paper.name).toMatch(/^recarga-001-\d+$/);
  expect(paper.receipt.openDrawer).toBe(true);
  expect(layoutReceipt(paper.receipt, 42).join('\n')).toContain('00203');
  // F5 on the card: another one, marked.
  const card = await visit<TextView>({ page: 'card', params: { number: '00203' } });
  const again = card.view.actions?.print;
  expect(good(await run('card', again as Act, { actor: cashier }))).toMatchObject({ printed: true });
  const [copied] = (await desk.services.spool.list({ limit: 500 })).filter(({ kind }) => kind === 'recarga');
  expect(copied).toMatchObject({ referenceId: job.referenceId, copy: 1 });
  const fresh = await visit<TextView>({ page: 'card', params: { number: '00204' } });
  expect(fresh.view.actions?.print).toMatchObject({ disabled: expect.stringContaining('recargas') });
});

it('asks for the reference that a method needs, hides what it does not, and asks about a large amount', async () => {
  const ref: PageRef = { page: 'cardTopup', params: { cardId: await cardId('00203') } };
  const method = { amount: '1000', method: '2' };
  const { view, act } = await filled(ref, method);
  expect(view.fields.map(({ id }) => id)).toEqual(['amount', 'method', 'reference']);
  expect(act).toMatchObject({ wrong: 'reference', error: { code: 'REFERENCIA_REQUERIDA' } });
  expect((await filled(ref, { amount: '0' })).act).toMatchObject({ wrong: 'amount' });
  expect((await filled(ref, { amount: '999999999999' })).act).toMatchObject({
    error: { code: 'SALDO_EXCEDIDO' },
  });
  expect((await filled(ref, { amount: '9000', handed: '5000' })).act).toMatchObject({ wrong: 'handed' });
  expect((await filled(ref, { amount: '1000000' })).act).toMatchObject({
    confirm: expect.stringContaining('1.000.000'),
  });
});

it('issues, limits, blocks, replaces; a cashier needs the approval that the act names', async () => {
  const choose = await visit<ListView>({ page: 'cardIssue' });
  const student = choose.view.rows[0];
  const { act } = await filled(goesTo(student?.actions?.open), {
    number: '7700001',
    limit: '20000',
    expires: '31/12/2099',
  });
  if ('wrong' in act || !('do' in act) || !act.approve) throw new Error(JSON.stringify(act));
  expect(await run('cardIssue', act, { actor: cashier })).toMatchObject({
    error: { code: 'PERMISO_DENEGADO' },
  });
  const grant = await approvalOf(db.owner, cashier, desk.actor, act.approve);
  const issued = good(await run('cardIssue', act, { actor: cashier, grant }));
  const page = issued.next as PageRef;
  const shown = await visit<TextView>(page);
  expect(text(shown.view)).toMatch(/7700001[\s\S]*20\.000[\s\S]*2099-12-31[\s\S]*Sin movimientos/);

  const id = await cardId('7700001');
  const block = await filled({ page: 'cardState', params: { cardId: id } }, { reason: 'perdida' });
  good(await run('cardState', block.act as Act, { actor: cashier }));
  const unblock = await filled({ page: 'cardState', params: { cardId: id } }, { reason: 'apareció' });
  expect(unblock.act).toMatchObject({
    do: 'unblock',
    approve: { permission: 'card.unblock', reference: String(id) },
  });
  expect(text((await visit<TextView>({ page: 'card', params: { number: '7700001' } })).view)).toContain(
    'bloqueada: perdida',
  );

  const adjust = await filled(
    { page: 'cardAdjust', params: { cardId: id } },
    { amount: '500', reason: 'x', direction: 'take' },
  );
  expect(adjust.act).toMatchObject({ wrong: 'amount', error: { code: 'AJUSTE_EXCESIVO' } });
  const more = await filled({ page: 'cardAdjust', params: { cardId: id } }, { amount: '500', reason: 'x' });
  good(await run('cardAdjust', more.act as Act));
  const limit = await filled(
    { page: 'cardLimit', params: { cardId: id } },
    { limit: '', expires: '30/02/2099' },
  );
  expect(limit.act).toMatchObject({ wrong: 'expires' });
  const replace = await filled(
    { page: 'cardReplace', params: { cardId: id } },
    { number: '7700002', reason: 'rota' },
  );
  expect(replace.act).toMatchObject({ confirm: expect.stringContaining('7700001') });
  good(await run('cardReplace', replace.act as Act));
  const old = await visit<TextView>({ page: 'card', params: { cardId: id } });
  expect(old.view.actions?.topupCard).toMatchObject({ disabled: expect.any(String) });
  expect(text(old.view)).toContain('La reemplaza la tarjeta 7700002.');
  const statement = await visit<TextView>({ page: 'cardStatement', params: { number: '7700002' } });
  expect(text(statement.view)).toMatch(
    /traspaso[\s\S]*500[\s\S]*Saldo final[\s\S]*Cargado 0 +Gastado 0 +Traspasos 500/,
  );
  expect(goesTo(statement.view.actions?.earlier)).toMatchObject({ params: { back: 1 } });
});

it('filters by state and finds by words', async () => {
  const { act } = await filled({ page: 'cards', params: { filtering: true } }, { state: 'Reemplazada' });
  const next = good(await run('cards', act as Act)).next as PageRef;
  const list = await visit<ListView>(next);
  expect(list.view.rows.map(({ cells }) => cells[0])).toEqual(['7700001']);
});

it.each([80, 120, 200])('the dashboard fits %i columns, with and without sales', async (columns) => {
  const empty = await visit<TextView>({ page: 'dashboard' }, columns);
  expect(text(empty.view)).toMatch(/Ventas/);
  const sold = await desk.services.sales.register(saleOf());
  expect(sold.ok).toBe(true);
  const { view } = await visit<TextView>({ page: 'dashboard' }, columns);
  expect(view.aside).toMatch(/^Gs\. \d/);
  const rows = text(view).split('\n');
  for (const row of rows) expect(width(row), row).toBeLessThanOrEqual(columns - 4);
  if (columns === 80) expect(rows.length).toBeLessThanOrEqual(18);
  expect(text(view)).toMatch(/█[\s\S]*EFECTIVO +[\d.]+/);
});
