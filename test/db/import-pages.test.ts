import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { Services } from '../../src/app/services.ts';
import type { Actor } from '../../src/domain/user.ts';
import type { PageId } from '../../src/tui/office/ids.ts';
import type { Act, AnyPage, Desk, Done, FormView, ListView, Params } from '../../src/tui/office/page.ts';
import { importPages } from '../../src/tui/office/pages/imports.ts';
import { absent } from '../support/absent.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { got, type ImportDesk, importDesk } from '../support/import-desk.ts';
import { messages } from '../support/words.ts';

let db: TestDatabase;
let desk: ImportDesk;
let services: Services;
let manager: Actor;
const words = messages('es');

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  desk = importDesk(db.till);
  services = { ...absent<Services>('service'), ...databaseServices(db.till), ids: { uuid: randomUUID } };
  manager = await actorOf(db.owner, 'gerente');
});
afterAll(async () => {
  desk.remove();
  await db.close();
});

const openPage = async (id: PageId, params: Params = {}, text = '') => {
  const one = importPages[id] as AnyPage;
  const progress: [number, number][] = [];
  const at: Desk = {
    services,
    actor: manager,
    till: { id: 1, code: '001', name: 'Caja 1' },
    grant: null,
    words,
    progress: (done, total) => progress.push([done, total]),
  };
  const asked = text === '' ? params : { ...params, text };
  const read = await one.load(at, asked);
  const view = () =>
    one.view(got(read), { params: asked, words, actor: manager, now: 0, text, values: {}, columns: 80 });
  const act = (given: Act | undefined): Promise<{ ok: boolean; value?: Done; error?: { code: string } }> => {
    if (!given || !('do' in given)) throw new Error(`nothing to do: ${JSON.stringify(given)}`);
    return one.commands?.[given.do]?.(at, given.input as never) as never;
  };
  return { read, list: () => view() as ListView, form: () => view() as FormView, act, progress };
};

describe('the pages of files', () => {
  it('offer three kinds, each to read and to write', async () => {
    const { rows } = (await openPage('imports')).list();
    expect(rows.map(({ cells }) => cells[0])).toEqual(['Productos', 'Familias', 'Stock']);
    expect(rows[1]?.actions).toEqual({
      open: { go: { page: 'importFile', params: { kind: 'families' } } },
      exportTable: { go: { page: 'importFile', params: { kind: 'families', out: true } } },
    });
  });

  it('find a file as its path is typed, through folders', async () => {
    const path = desk.file('codigo\n', 'hallado.csv');
    const folder = `${dirname(path)}/`;
    mkdirSync(join(folder, 'hacia'));
    const page = (await openPage('importFile', { kind: 'products' }, `${folder}ha`)).list();
    expect(page.rows.map(({ cells }) => cells[0])).toEqual([path, `${folder}hacia/`, `${folder}ha`]);
    expect(page.rows[0]?.actions?.open).toEqual({
      go: { page: 'importPlan', params: { kind: 'products', path } },
    });
    const into = { page: 'importFile', params: { kind: 'products', folder: `${folder}hacia/` } };
    expect(page.rows[1]?.actions?.open).toEqual({ go: into });
    expect((await openPage('importFile', into.params)).list()).toMatchObject({ rows: [] });
  });

  it('say in a sentence why a file cannot be read', async () => {
    for (const [path, text] of [
      ['/no/hay.csv', 'revise la ruta'],
      [dirname(desk.file('x')), 'es una carpeta'],
      [desk.file(Buffer.from([0, 1, 2]), 'binario.csv'), 'no es un archivo de texto'],
      [desk.file('a;b\n1;2\n', 'otra.csv'), 'faltan los títulos codigo'],
    ] as const) {
      const { read } = await openPage('importPlan', { kind: 'products', path });
      if (read.ok) throw new Error(`${path} was read`);
      expect(words.errors[read.error.code](read.error.params)).toContain(text);
    }
  });

  it('show what a file would do, ask, and do it', async () => {
    const path = desk.file('codigo,nombre,categoria,precio\nP1,Nuevo,Bebidas,1.000\n5,,,6.000\n');
    const page = await openPage('importPlan', { kind: 'products', path });
    const view = page.list();
    expect(page.progress.at(-1)?.[0]).toBe(page.progress.at(-1)?.[1]);
    expect(view.note?.[0]?.[0]?.[0]).toContain('1 nuevo · 1 con cambios');
    expect(view.rows.map(({ cells }) => cells)).toEqual([
      ['2', 'P1 Nuevo', 'nuevo'],
      ['3', expect.stringMatching(/^5 /), 'precio_venta: 5000 → 6000'],
    ]);
    const apply = view.actions?.importTable;
    expect(apply).toMatchObject({
      confirm: expect.stringContaining('1 nuevo y 1 con cambios'),
      approve: { permission: 'data.import' },
    });
    expect((await openPage('importPlan', { kind: 'products', path }, 'nuevo')).list().rows).toHaveLength(1);
    expect(await page.act(apply)).toMatchObject({
      ok: true,
      value: { say: 'Importación aplicada: 1 nuevo y 1 con cambios.' },
    });
    expect((await openPage('importPlan', { kind: 'products', path })).list()).toMatchObject({
      actions: { importTable: { disabled: words.office.imports.noneToApply } },
    });
  });

  it('show bad rows first and offer nothing to apply', async () => {
    const path = desk.file('codigo,nombre,categoria,precio\nP2,Bueno,Bebidas,1000\nP3,,Bebidas,cinco\n');
    const view = (await openPage('importPlan', { kind: 'products', path })).list();
    expect(view.rows[0]).toMatchObject({
      style: 'danger',
      cells: ['3', 'precio_venta «cinco»', expect.stringContaining('no es un monto')],
    });
    expect(view.actions?.importTable).toEqual({ disabled: words.office.imports.cannot });
  });

  it('write a file, and replace one only when told', async () => {
    const path = join(dirname(desk.file('x')), 'salida.csv');
    const page = await openPage('importFile', { kind: 'stock', out: true });
    const submit = (overwrite: string) => page.form().submit({ path, style: 'plain', overwrite }) as Act;
    expect(await page.act(submit('0'))).toMatchObject({ ok: true });
    expect(existsSync(path) && readFileSync(path, 'utf8')).toContain('codigo,nombre,cantidad,costo\r\n');
    expect(await page.act(submit('0'))).toMatchObject({ ok: false, error: { code: 'ARCHIVO_EXISTE' } });
    expect(await page.act(submit('1'))).toMatchObject({ ok: true });
  });
});
