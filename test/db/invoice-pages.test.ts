import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { completeInvoiceOf } from '../../src/app/issue-invoice.ts';
import type { Services } from '../../src/app/services.ts';
import { makerOf } from '../../src/cli/invoicing.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import type { Act, Desk, Done, FormView, ListView, PageRef, TextView } from '../../src/tui/office/page.ts';
import { PAGES } from '../../src/tui/office/pages/index.ts';
import { actorOf } from '../support/actors.ts';
import { ensureBuilt } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { CSC } from '../support/invoice.ts';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { PASSWORD } from '../support/invoice-keys.ts';
import { invoicedSale, setUpInvoicing } from '../support/invoicing.ts';
import { runPos } from '../support/run-pos.ts';
import { messages } from '../support/words.ts';

/* The pages of invoices, walked as the screen walks them, with the authority behind them. */

let db: TestDatabase;
let authority: InvoiceDesk;
let desk: Desk;
let cashier: Actor;
const words = messages('es');
const t = words.office.invoices;

beforeAll(async () => {
  ensureBuilt();
  [db, authority] = await Promise.all([freshDatabase({ seed: 'demo' }), openInvoiceDesk()]);
  await db.owner('productos').update({ vende_sin_stock: 1 });
  await setUpInvoicing(db.owner);
  const database = databaseServices(db.till);
  const sifen = { p12: authority.p12, password: PASSWORD, csc: CSC.value, url: null, authority: null };
  const services = {
    ...database,
    ids: { uuid: randomUUID },
    clock: { now: () => new Date() },
    invoiceMaker: makerOf(sifen, database.invoices),
  } as unknown as Services;
  const actor = await actorOf(db.owner, 'gerente');
  cashier = await actorOf(db.owner, 'cajero');
  const till = { id: 1, code: '001', name: 'Caja 1' };
  desk = { services, actor, till, grant: null, words, progress: () => {} };
});
afterAll(async () => {
  await authority.close();
  await db.close();
});

const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const visit = async <V>(ref: PageRef, values = {}, text = ''): Promise<V> => {
  const page = PAGES[ref.page];
  const params = ref.params ?? {};
  const data: unknown = good((await page?.load(desk, params)) as Result<unknown>);
  const ask = { params, words, actor: desk.actor, now: Date.now(), text, values, columns: 80 };
  return page?.view(data, ask as never) as V;
};
const act = (ref: PageRef, wanted: Act | undefined, over: Partial<Desk> = {}): Promise<Result<Done>> => {
  if (!wanted || !('do' in wanted)) throw new Error(JSON.stringify(wanted));
  const command = PAGES[ref.page]?.commands?.[wanted.do];
  if (!command) throw new Error(wanted.do);
  return command({ ...desk, ...over }, wanted.input as never);
};
const textOf = (view: TextView): string =>
  view.rows.map((row) => row.map(([part]) => part).join('')).join('\n');
const noteOf = (view: ListView | TextView): string =>
  (view.note ?? []).map((row) => row.map(([part]) => part).join('')).join('\n');

const sell = async ({
  services,
}: Desk = desk): Promise<{ readonly saleId: number; readonly ref: PageRef; readonly code: string }> => {
  const sale = good(await services.sales.register(invoicedSale()));
  const invoice = good(await completeInvoiceOf(services, sale.id));
  if (!invoice) throw new Error('no invoice');
  return { saleId: sale.id, ref: { page: 'invoice', params: { id: invoice.id } }, code: invoice.code };
};
/** @param ends exit code: 3 where something is rejected */
const send = async (ends = 0): Promise<void> => {
  const sent = await runPos(['invoice', 'send'], { env: { ...db.env, ...authority.env } });
  if (sent.code !== ends) throw new Error(sent.stderr);
};
const clientDocument = (documento: string): Promise<number> =>
  db.owner('clientes').where('nombre', 'like', 'CARMEN%').update({ documento });

it('is empty, and says how to go on', async () => {
  const list = await visit<ListView>({ page: 'invoices' });
  expect([list.rows, list.empty]).toEqual([[], t.empty]);
});

it('lists, filters, searches and opens', async () => {
  const { code } = await sell();
  const list = await visit<ListView>({ page: 'invoices' });
  expect(list.rows.map(({ cells }) => cells[0])).toEqual([code]);
  expect(noteOf(list).split('\n')).toHaveLength(1);
  for (const [text, count] of [
    ['carmen', 1],
    ['nadie así', 0],
  ] as const)
    expect((await visit<ListView>({ page: 'invoices' }, {}, text)).rows).toHaveLength(count);
  const filters: number[] = [];
  let next: Act | undefined = list.actions?.filter;
  for (let at = 0; at < 3 && next && 'go' in next; at++) {
    const shown: ListView = await visit<ListView>(next.go);
    filters.push(shown.rows.length);
    next = shown.actions?.filter;
  }
  expect(filters).toEqual([1, 0, 0]);
  const open = list.rows[0]?.actions?.open;
  if (!open || !('go' in open)) throw new Error('does not open');
  const shown = await visit<TextView>(open.go);
  expect(textOf(shown)).toContain('CARMEN RODRIGUEZ');
  expect(textOf(shown)).toMatch(/\b01800123450001001000000\d+/);
});

it('cancels an approved one, after a reason and a question, once, by whoever may', async () => {
  const { ref, code } = await sell();
  await send();
  const shown = await visit<TextView>(ref);
  expect(shown.actions?.resendInvoice).toEqual({ disabled: t.noResend });
  const cancel = shown.actions?.cancelInvoice;
  if (!cancel || !('go' in cancel)) throw new Error(JSON.stringify(cancel));
  const form = await visit<FormView>(cancel.go);
  expect(form.submit({ reason: 'no' })).toMatchObject({ wrong: 'reason' });
  const wanted = form.submit({ reason: 'Cliente equivocado' }) as Act;
  expect(wanted).toMatchObject({ confirm: t.cancelConfirm(code), approve: { permission: 'invoice.cancel' } });
  expect(await act(cancel.go, wanted, { actor: cashier })).toMatchObject({ ok: false });
  expect(good(await act(cancel.go, wanted)).say).toBe(words.cli.invoice.cancelAsked(code));
  expect(await act(cancel.go, wanted)).toMatchObject({ ok: false, error: { code: 'CANCELACION_PEDIDA' } });
  await send();
  const after = await visit<TextView>(ref);
  expect(textOf(after)).toContain(words.cli.invoice.states.cancelada);
  expect(after.actions?.cancelInvoice).toEqual({ disabled: t.noCancel });
});

it('does not offer to cancel when it is too late, and says what to do', async () => {
  const { ref } = await sell();
  await send();
  await db
    .owner('facturas')
    .where('id_factura', Number(ref.params?.id))
    .update({ aprobada_en: '2026-01-01 00:00:00' });
  expect((await visit<TextView>(ref)).actions?.cancelInvoice).toEqual({ disabled: t.tooLate });
});

it('shows why one was rejected, and sends it again once that is mended', async () => {
  const [{ documento }] = await db.owner('clientes').where('nombre', 'like', 'CARMEN%');
  await clientDocument('80000001-3');
  const { ref, code } = await sell();
  await clientDocument(documento);
  await send(3);
  const rejected = await visit<ListView>({ page: 'invoices', params: { filter: 'rejected' } });
  expect(rejected.rows.map(({ cells, style }) => [cells[0], style])).toEqual([[code, 'danger']]);
  const shown = await visit<TextView>(ref);
  expect(noteOf(shown)).toBe(`${code}\nMotivo: ${words.sifen.codes[1306]}`);
  expect(await act(ref, shown.actions?.resendInvoice, { actor: cashier })).toMatchObject({ ok: false });
  expect(good(await act(ref, shown.actions?.resendInvoice))).toMatchObject({ next: 'reload' });
  await send();
  expect(textOf(await visit<TextView>(ref))).toContain(words.cli.invoice.states.aprobada);
  // F5: another copy, whose job is stored.
  const copied = good(await act(ref, (await visit<TextView>(ref)).actions?.reprint));
  expect(copied).toMatchObject({ printed: true, say: t.printed(1) });
});

it('a return of a part asks for its credit note, or says that the invoice waits; its page issues it later', async () => {
  const give = async (sent: boolean): Promise<{ readonly done: Done; readonly ref: PageRef }> => {
    const sold = await sell();
    const ref: PageRef = { page: 'saleReturn', params: { saleId: sold.saleId } };
    if (sent) await send();
    const form = await visit<FormView>(ref);
    const start = Object.fromEntries(form.fields.map(({ id, value }) => [id, value]));
    const [first] = form.fields;
    const values = { ...start, [first?.id ?? '']: '1', reason: 'Se devolvió una' };
    const wanted = (await visit<FormView>(ref, values)).submit(values) as Act;
    return { done: good(await act(ref, wanted)), ref: sold.ref };
  };
  const waits = await give(false);
  expect(waits.done.say).toContain('cuando se apruebe');
  expect(waits.done.settles).toBeUndefined();
  const owes = (await visit<TextView>(waits.ref)).actions?.creditInvoice;
  expect(owes).toEqual({ disabled: t.noCredit });
  await send();
  const credit = (await visit<TextView>(waits.ref)).actions?.creditInvoice;
  expect(good(await act(waits.ref, credit)).say).toMatch(/^Nota de crédito 001-001-\d{7} emitida/);
  expect((await visit<TextView>(waits.ref)).actions?.creditInvoice).toEqual({ disabled: t.noCredit });
  expect(await act(waits.ref, credit)).toMatchObject({ ok: false, error: { code: 'NOTA_VIGENTE' } });

  const asks = await give(true);
  expect(asks.done.settles).toMatchObject({ undo: 'part', reason: 'Se devolvió una' });
  expect((await visit<TextView>(asks.ref)).actions?.creditInvoice).toMatchObject({ do: 'credit' });
});

it('says of one that was rejected for the CSC that the CSC is wrong, whole', async () => {
  const csc = 'ZZZZ0000000000000000000000000000';
  const sifen = { p12: authority.p12, password: PASSWORD, csc, url: null, authority: null };
  const { invoices } = desk.services;
  const services = { ...desk.services, invoiceMaker: makerOf(sifen, invoices) };
  const { ref, code } = await sell({ ...desk, services });
  await send(3);
  const [, why] = noteOf(await visit<TextView>(ref)).split('\n');
  expect(why).toBe('Motivo: el CSC está mal: compare su número y su valor con los de Marangatu');
  expect((await invoices.lastCscJudgement())?.code).toBe(code);
});
