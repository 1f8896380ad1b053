import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { tableFiles } from '../../src/adapters/files/tables.ts';
import type { Services } from '../../src/app/services.ts';
import { addDays, businessDay } from '../../src/domain/business-time.ts';
import { REPORT_KINDS } from '../../src/domain/report.ts';
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
  TextView,
  Values,
  View,
} from '../../src/tui/office/page.ts';
import { PAGES } from '../../src/tui/office/pages/index.ts';
import { width } from '../../src/tui/text.ts';
import { absent } from '../support/absent.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { act, doAct, stockShop } from '../support/random-shop.ts';
import { messages } from '../support/words.ts';

/* The pages of reports, walked as the screen walks them: read, shown, submitted, done. */

let db: TestDatabase;
let services: Services;
let manager: Actor;
let folder: string;
const words = messages('es');
const today = businessDay(new Date());
const spoken = (day: string): string => day.split('-').reverse().join('/');

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  const real = databaseServices(db.till);
  services = {
    ...absent<Services>('service'),
    ...real,
    imports: { ...real.imports, files: tableFiles },
    ids: { uuid: randomUUID },
    clock: { now: () => new Date() },
  };
  manager = await actorOf(db.owner, 'gerente');
  folder = mkdtempSync(join(tmpdir(), 'pos-report-pages-'));
  await stockShop(db);
  for (const one of fc.sample(act, { numRuns: 25, seed: 7 })) await doAct(db, manager, one);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.close();
});

const deskOf = (actor: Actor): Desk => ({
  services,
  actor,
  till: { id: 1, code: '001', name: 'Caja 1' },
  grant: null,
  words,
  progress: () => {},
});

const visit = async <V extends View>(ref: PageRef, text = '', columns = 80): Promise<V> => {
  const page = PAGES[ref.page] as AnyPage;
  const params = ref.params ?? {};
  const read = await page.load(deskOf(manager), params);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return page.view(read.value, { params, words, actor: manager, now: 0, text, values: {}, columns }) as V;
};
const run = (ref: PageRef, given: Act | undefined): Promise<Result<Done>> => {
  if (!given || !('do' in given)) throw new Error(`nothing to do: ${JSON.stringify(given)}`);
  return PAGES[ref.page]?.commands?.[given.do]?.(deskOf(manager), given.input as never) as never;
};
const goesTo = (given: Act | undefined): PageRef => {
  if (!given || !('go' in given)) throw new Error(`goes nowhere: ${JSON.stringify(given)}`);
  return given.go;
};
const textOf = (view: TextView): string =>
  view.rows.map((row) => row.map(([text]) => text).join('')).join('\n');
const filled = ({ fields }: FormView, values: Values): Values => ({
  ...Object.fromEntries(fields.map(({ id, value }) => [id, value])),
  ...values,
});

it('lists every report with what it answers, found by what is typed', async () => {
  const list = await visit<ListView>({ page: 'reports' });
  expect(list.rows.map(({ id }) => id)).toEqual([...REPORT_KINDS]);
  expect((await visit<ListView>({ page: 'reports' }, 'contador')).rows.map(({ id }) => id)).toEqual([
    'taxes',
  ]);
  expect((await visit<ListView>({ page: 'reports' }, 'xyz')).rows).toEqual([]);
  const stock = list.rows.find(({ id }) => id === 'stock');
  expect(stock?.actions?.dates).toBeUndefined();
});

it.each(REPORT_KINDS)('shows %s in 80 columns with the figures of the books', async (kind) => {
  const view = await visit<TextView>({ page: 'report', params: { kind } });
  expect(view.title).toBe(words.reports.kinds[kind]);
  const rows = textOf(view).split('\n');
  expect(rows.filter((row) => width(row) > 78)).toEqual([]);
  expect(rows.length).toBeGreaterThan(2);
  expect(textOf(view)).not.toContain('undefined');
});

it('goes from day to day and from month to month in one place, never past today', async () => {
  const view = await visit<TextView>({ page: 'report', params: { kind: 'daily' } });
  expect(view.aside).toContain(spoken(today));
  expect(view.actions?.right).toEqual({ disabled: words.office.reports.newest });
  expect(view.actions?.left).toMatchObject({ instead: true });
  const before = await visit<TextView>(goesTo(view.actions?.left));
  expect(before.aside).toContain(spoken(addDays(today, -1)));
  const empty = await visit<TextView>({
    page: 'report',
    params: { kind: 'daily', from: '2020-01-15', to: '2020-01-15' },
  });
  expect(textOf(empty)).toContain(words.reports.empty);
  expect(goesTo(empty.actions?.right).params).toMatchObject({ from: '2020-01-16', to: '2020-01-16' });

  const month = await visit<TextView>({
    page: 'report',
    params: { kind: 'period', from: '2024-01-01', to: '2024-01-31', grain: 'week', tillId: 1 },
  });
  const next = goesTo(month.actions?.right);
  expect(next.params).toMatchObject({ from: '2024-02-01', to: '2024-02-29', grain: 'week', tillId: 1 });
});

it('asks for days as people write them, and says what is wrong with one', async () => {
  const ref: PageRef = { page: 'reportDates', params: { kind: 'period' } };
  const form = await visit<FormView>(ref);
  expect(form.fields[1]).toMatchObject({ id: 'to', value: spoken(today) });
  const submit = (values: Values) => form.submit(filled(form, values));
  expect(submit({ from: '31/02/2026' })).toMatchObject({ wrong: 'from', error: { code: 'VALOR_INVALIDO' } });
  expect(submit({ from: '2026-03-01', to: '01/02/2026' })).toMatchObject({
    wrong: 'to',
    error: { code: 'RANGO_INVALIDO' },
  });
  const shown = await run(ref, submit({ from: '1/2/2026', to: '2026-03-01', grain: 'month' }) as Act);
  expect(shown).toMatchObject({
    value: { next: { page: 'report', params: { from: '2026-02-01', to: '2026-03-01', grain: 'month' } } },
  });
});

it('prints what is shown on the till, and writes it into a file that is not overwritten unasked', async () => {
  const ref: PageRef = { page: 'report', params: { kind: 'daily' } };
  const view = await visit<TextView>(ref);
  expect(await run(ref, view.actions?.print)).toMatchObject({ ok: true, value: { printed: true } });
  expect(await db.owner('trabajos_impresion').orderBy('id_trabajo', 'desc').first()).toMatchObject({
    tipo: 'informe',
  });

  const file = goesTo(view.actions?.exportTable);
  const form = await visit<FormView>(file);
  expect(form.fields[0]).toMatchObject({ value: `informe-del-dia-${today}` });
  const path = join(folder, 'hoy');
  const write = (values: Values) => run(file, form.submit(filled(form, { path, ...values })) as Act);
  expect(await write({})).toMatchObject({ ok: true });
  expect(readFileSync(`${path}.csv`, 'utf8')).toMatch(/^\ufeff.+;Informe del día/);
  expect(await write({})).toMatchObject({ ok: false, error: { code: 'ARCHIVO_EXISTE' } });
  expect(await write({ overwrite: '1' })).toMatchObject({ ok: true });
  expect(await write({ style: 'html' })).toMatchObject({ ok: true });
  expect(readFileSync(`${path}.html`, 'utf8')).toContain('<title>');
  expect(existsSync(`${path}.csv.html`)).toBe(false);
});

it('mails what is shown, to whoever asks unless told otherwise, with its charts', async () => {
  const view = await visit<TextView>({ page: 'report', params: { kind: 'daily' } });
  const mail = goesTo(view.actions?.mailReport);
  const form = await visit<FormView>(mail);
  expect(form.fields[0]).toMatchObject({ id: 'to', value: manager.email });
  const send = (to: string) => run(mail, form.submit(filled(form, { to })) as Act);
  expect(await send('nadie')).toMatchObject({ ok: false, error: { code: 'EMAIL_INVALIDO' } });
  expect(await send(' contador@x.example ')).toMatchObject({ ok: true });
  const queued = await db.owner('notificaciones_correo').where('tipo_notificacion', 'informe');
  expect(queued).toHaveLength(1);
  expect(queued[0]).toMatchObject({ destinatario: 'contador@x.example', estado: 'pendiente' });
  expect(JSON.parse(queued[0].datos).informe).toMatchObject({ kind: 'daily', from: today });
});

it('opens for managers only', async () => {
  const cashier = await actorOf(db.owner, 'cajero');
  for (const id of ['reports', 'report', 'reportDates', 'reportFile', 'reportMail'] as const) {
    const read = await PAGES[id]?.load(deskOf(cashier), { kind: 'daily' });
    expect(read).toMatchObject({ ok: false, error: { code: 'PERMISO_DENEGADO' } });
  }
});

it.each(['es', 'en'] as const)('says in full what each report answers at 80 columns (%s)', (language) => {
  const { kinds, purposes } = messages(language).reports;
  expect(Object.values(kinds).filter((text) => width(text) > 27)).toEqual([]);
  expect(Object.values(purposes).filter((text) => width(text) > 48)).toEqual([]);
});
