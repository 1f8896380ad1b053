import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { readDashboard } from '../../src/app/dashboard.ts';
import type { Services } from '../../src/app/services.ts';
import { dashboardView } from '../../src/cli/views-dashboard.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import type { PageId } from '../../src/tui/office/ids.ts';
import type {
  Act,
  AnyPage,
  Desk,
  Done,
  FormView,
  ListView,
  Params,
  TextView,
  Wrong,
} from '../../src/tui/office/page.ts';
import { dashboardRows } from '../../src/tui/office/pages/dashboard-rows.ts';
import { mailPages } from '../../src/tui/office/pages/mail.ts';
import { noticePages } from '../../src/tui/office/pages/notices.ts';
import { absent } from '../support/absent.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { got } from '../support/import-desk.ts';
import { messages } from '../support/words.ts';

const words = messages('es');
let db: TestDatabase;
let services: Services;
let people: Readonly<Record<'cajero' | 'gerente' | 'admin', Actor>>;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = { ...absent<Services>('service'), ...databaseServices(db.till) };
  const [cajero, gerente, admin] = await Promise.all([
    actorOf(db.owner, 'cajero'),
    actorOf(db.owner, 'gerente'),
    actorOf(db.owner, 'admin'),
  ]);
  people = { cajero, gerente, admin };
});
beforeEach(() => db.owner('notificaciones_correo').del());
afterAll(() => db.close());

const queue = async (...states: readonly string[]): Promise<void> => {
  await db.owner('notificaciones_correo').insert(
    states.map((estado, at) => ({
      destinatario: `r${at}@x.example`,
      asunto: `Aviso ${at}`,
      cuerpo: 'Hola',
      tipo_notificacion: 'recarga',
      fecha_creacion: '2026-11-26 10:00:00',
      estado,
      enviada: Number(estado === 'enviada'),
      intentos: estado === 'fallida' ? 3 : 1,
      proximo_intento: '2026-11-26 13:30:00',
      ultimo_error: estado === 'enviada' ? null : `45${at} no`,
      clave_unica: `prueba:${at}`,
    })),
  );
};

type Answer = Result<Done>;
const openPage = async (
  role: keyof typeof people,
  id: PageId,
  params: Params = {},
  values: Readonly<Record<string, string>> = {},
) => {
  const one = { ...mailPages, ...noticePages }[id] as AnyPage;
  const actor = people[role];
  const desk: Desk = {
    services,
    actor,
    till: { id: 1, code: '001', name: 'Caja 1' },
    grant: null,
    words,
    progress: () => {},
  };
  const read = await one.load(desk, params);
  const view = () => one.view(got(read), { params, words, actor, now: 0, text: '', values, columns: 80 });
  const act = async (given: Act | Wrong | undefined): Promise<Answer> => {
    if (!given || !('do' in given)) throw new Error(`nothing to do: ${JSON.stringify(given)}`);
    return (await one.commands?.[given.do]?.(desk, given.input as never)) as Answer;
  };
  return {
    read,
    act,
    list: () => view() as ListView,
    form: () => view() as FormView,
    text: () => view() as TextView,
  };
};

it('pos dashboard --json names the mails that failed, with their reason', async () => {
  await queue('fallida', 'pendiente', 'fallida', 'enviada');
  const read = got(
    await readDashboard({ ...services, clock: { now: () => new Date() } }, people.gerente, null),
  );
  expect(dashboardView(read).correo).toEqual({
    por_enviar: 1,
    con_falla: 2,
    fallidos: [
      { destinatario: 'r2@x.example', error: '452 no' },
      { destinatario: 'r0@x.example', error: '450 no' },
    ],
  });
});

describe('the page of mail', () => {
  it('shows what was not sent with attempts, reason and next attempt', async () => {
    await queue('fallida', 'pendiente', 'enviada');
    const view = (await openPage('gerente', 'mail')).list();
    expect(view.rows.map(({ cells }) => cells)).toEqual([
      ['26/11 10:00', 'recarga de tarjeta', 'r1@x.example', 'espera', '1', 'próx. 26/11 10:30 · 451 no'],
      ['26/11 10:00', 'recarga de tarjeta', 'r0@x.example', 'falló', '3', '450 no'],
    ]);
    expect(view.rows.map(({ style }) => style)).toEqual(['warn', 'danger']);
    // At 80 columns: the mark, a space after each column, and what the others leave to the last one.
    const fixed = view.columns.reduce((all, { width }) => all + (width === 'rest' ? 0 : width), 0);
    expect(80 - 3 - view.columns.length - fixed).toBeGreaterThanOrEqual('próx. 26/11 10:30'.length);
    expect(view.note?.[0]?.[0]?.[0]).toContain('Fallidos: 1.');
    const sent = (await openPage('gerente', 'mail', { filter: 'sent' })).list();
    expect(sent.rows.map(({ cells }) => cells[2])).toEqual(['r2@x.example']);
    expect(sent.rows[0]?.actions?.retryMail).toHaveProperty('disabled');
  });

  it('is for managers', async () => {
    expect((await openPage('cajero', 'mail')).read).toMatchObject({
      ok: false,
      error: { code: 'PERMISO_DENEGADO' },
    });
  });

  it('tries one again, or all that failed after a question', async () => {
    await queue('fallida', 'fallida', 'fallida', 'enviada');
    const page = await openPage('gerente', 'mail');
    const view = page.list();
    expect(await page.act(view.rows[0]?.actions?.retryMail)).toMatchObject({ ok: true });
    const states = async () =>
      (await db.owner('notificaciones_correo').orderBy('id_notificacion')).map((row) => row.estado);
    expect(await states()).toEqual(['fallida', 'fallida', 'pendiente', 'enviada']);
    expect(view.actions?.retryMails).toHaveProperty('confirm');
    expect(await page.act(view.actions?.retryMails)).toMatchObject({
      ok: true,
      value: { say: '2 correos vuelven a la cola.' },
    });
    expect(await states()).toEqual(['pendiente', 'pendiente', 'pendiente', 'enviada']);
    expect((await openPage('gerente', 'mail')).list().actions?.retryMails).toHaveProperty('disabled');
  });

  it('shows one, and says of one that is gone that it is', async () => {
    await queue('fallida');
    const { id_notificacion: id } = await db.owner('notificaciones_correo').first();
    const rows = (await openPage('gerente', 'mailOne', { id })).text().rows;
    expect(rows.map((row) => row.map(([text]) => text).join(''))).toContain('Motivo            450 no');
    await db.owner('notificaciones_correo').del();
    expect((await openPage('gerente', 'mailOne', { id })).read).toMatchObject({
      ok: false,
      error: { code: 'CORREO_INEXISTENTE' },
    });
  });
});

describe('the page of notices', () => {
  const audited = () => db.owner('auditoria').where('tabla', 'avisos');

  it('lets an admin change one, which the audit tells', async () => {
    const page = await openPage('admin', 'notice', { kind: 'diferencia_turno' });
    const form = page.form();
    expect(form.fields.map(({ id }) => id)).toEqual(['on', 'to', 'hour', 'limit']);
    const before = (await audited()).length;
    const saved = await page.act(
      form.submit({ on: '1', to: 'ana@x.example, eva@x.example', hour: '18:30', limit: '25000' }),
    );
    expect(saved).toMatchObject({ ok: true, value: { say: 'Guardado: diferencia de caja.' } });
    expect(await db.owner('avisos').where('tipo', 'diferencia_turno').first()).toMatchObject({
      activo: 1,
      hora: '18:30',
      umbral: 25_000,
      destinatarios: 'ana@x.example,eva@x.example',
    });
    const rows = await audited();
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)?.id_usuario).toBe(people.admin.id);
    const [cells] = (await openPage('admin', 'notices'))
      .list()
      .rows.filter(({ id }) => id === 'diferencia_turno')
      .map((row) => row.cells);
    expect(cells).toEqual(['diferencia de caja', 'sí', '18:30', '25.000', 'ana@x.example, eva@x.example']);
  });

  it('asks only for what the kind has', async () => {
    const ids = async (kind: string) =>
      (await openPage('admin', 'notice', { kind })).form().fields.map(({ id }) => id);
    expect(await ids('recarga')).toEqual(['on', 'to']);
    expect(await ids('saldo_bajo')).toEqual(['on', 'to', 'limit']);
    expect(await ids('resumen_diario')).toEqual(['on', 'to', 'hour']);
  });

  it('refuses a wrong address, a wrong hour, and whoever is no admin', async () => {
    const page = await openPage('admin', 'notice', { kind: 'venta' });
    expect(page.form().submit({ on: '1', to: 'ana', hour: '' })).toMatchObject({ wrong: 'to' });
    expect(page.form().submit({ on: '1', to: '', hour: '25:00' })).toMatchObject({ wrong: 'hour' });
    const manager = await openPage('gerente', 'notice', { kind: 'venta' });
    expect(await manager.act(manager.form().submit({ on: '0', to: '', hour: '' }))).toMatchObject({
      ok: false,
      error: { code: 'PERMISO_DENEGADO' },
    });
    expect(await db.owner('avisos').where('tipo', 'venta').first()).toMatchObject({ activo: 1, hora: null });
  });
});

it('the dashboard says whom mail did not reach, and why', async () => {
  await queue('fallida', 'enviada');
  const read = await readDashboard({ ...services, clock: { now: () => new Date() } }, people.gerente, null);
  const data = got(read);
  expect(data.mail).toMatchObject({ failed: 1, failures: [{ to: 'r0@x.example', reason: '450 no' }] });
  const lines = dashboardRows(data, 76, words.office.dashboard).map((line) =>
    line.map(([text]) => text).join(''),
  );
  expect(lines).toContain('  ✗ r0@x.example: 450 no');
});
