import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { topUpCard } from '../../src/app/card-desk.ts';
import type { Paper, PrintJob } from '../../src/app/ports.ts';
import { documentOf } from '../../src/app/print-job.ts';
import { reprintPaper, reprintReturn } from '../../src/app/reprint.ts';
import { returnSale, voidSale } from '../../src/app/return-sale.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ID, saleOf } from '../support/sale-documents.ts';
import { messages } from '../support/words.ts';

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

const by = (actor: Actor) => ({ actor, grant: null });
const good = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const copy = async (paper: Paper, actor = cashier): Promise<PrintJob> =>
  good(await reprintPaper(services, by(actor), paper, 1));

const topUp = async () =>
  good(
    await topUpCard(services, by(cashier), {
      uuid: randomUUID(),
      cardId: good(await services.cardDesk.find('00203')).id,
      tillId: 1,
      methodId: ID.cash,
      amount: 10_000,
      handed: null,
      reference: null,
    }),
  );
const sell = async () => good(await services.sales.register(saleOf()));

/** The paper of a job and whether it opens the drawer. */
const paperOf = async (job: PrintJob) => {
  const words = messages('es').receipt;
  const printer = { device: 'archivo', columns: 42 } as const;
  const { receipt, name } = good(await documentOf({ ...services, words, printer, till: '001' }, job));
  return { text: layoutReceipt(receipt, 42).join('\n'), drawer: receipt.openDrawer, name };
};

it('copies the receipt of a top-up, numbered, without the drawer', async () => {
  const topup = await topUp();
  expect(await services.cardDesk.lastTopup(topup.cardId)).toMatchObject({ id: topup.id });
  const [original] = await services.spool
    .list({ tillId: 1, open: true, limit: 500 })
    .then((jobs) => jobs.filter((job) => job.kind === 'recarga' && job.referenceId === topup.id));
  if (!original) throw new Error('no receipt');
  expect((await paperOf(original)).drawer).toBe(true);
  for (const k of [1, 2]) {
    const job = await copy({ kind: 'topup', id: topup.id });
    expect(job).toMatchObject({ kind: 'recarga', referenceId: topup.id, copy: k, tillId: 1 });
    const paper = await paperOf(job);
    expect(paper.text).toContain(`REIMPRESIÓN N.º ${k}`);
    expect(paper.drawer).toBe(false);
    expect(paper.name).toContain(`copia${k}`);
  }
  expect(
    await db
      .owner('auditoria')
      .where({ tabla: 'recargas', id_registro: String(topup.id), accion: 'reimpresion' }),
  ).toMatchObject([{ id_usuario: cashier.id }, { id_usuario: cashier.id }]);
});

it('copies the slips of returns and voids, each with numbers of its own', async () => {
  const sale = await sell();
  const request = { saleId: sale.id, tillId: 1, reason: 'cambio', cardToCash: false };
  const back = good(
    await returnSale(services, by(manager), {
      ...request,
      uuid: randomUUID(),
      lines: [{ line: 1, quantity: 1, destination: 'Stock' }],
    }),
  );
  const slip = good(await reprintReturn(services, by(cashier), sale.id, 1));
  expect(slip).toMatchObject({ kind: 'devolucion', referenceId: back.id, saleId: sale.id, copy: 1 });
  expect(await paperOf(slip)).toMatchObject({
    text: expect.stringMatching(/DEVOLUCIÓN[\s\S]*REIMPRESIÓN N.º 1/),
    drawer: false,
  });
  const undone = good(await voidSale(services, by(manager), { ...request, uuid: randomUUID() }));
  expect(good(await reprintReturn(services, by(cashier), sale.id, 1))).toMatchObject({
    kind: 'anulacion',
    referenceId: undone.id,
    copy: 1,
  });
  expect(good(await reprintReturn(services, by(cashier), sale.id, 1, back.id))).toMatchObject({ copy: 2 });
  // The ticket's copies are counted without those of the slips.
  expect(await copy({ kind: 'sale', id: sale.id })).toMatchObject({ kind: 'reimpresion', copy: 1 });
  expect(await copy({ kind: 'sale', id: sale.id })).toMatchObject({ copy: 2 });
});

it('gives two copies asked for at once different numbers', async () => {
  const topup = await topUp();
  const jobs = await Promise.all(Array.from({ length: 6 }, () => copy({ kind: 'topup', id: topup.id })));
  expect(jobs.map((job) => job.copy).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('marks what is printed again after it may have been printed', async () => {
  const topup = await topUp();
  await db.owner('trabajos_impresion').update({ estado: 'confirmado' });
  const job = await copy({ kind: 'topup', id: topup.id });
  await db.owner('trabajos_impresion').where('id_trabajo', job.id).update({ estado: 'enviado' });
  const first = await db
    .owner('trabajos_impresion')
    .where({ tipo: 'recarga', id_referencia: topup.id, copia: 0 })
    .first();
  expect(await services.spool.retry(first.id_trabajo, cashier.id)).toMatchObject({ value: { copy: 2 } });
  expect((await paperOf(good(await services.spool.find(first.id_trabajo)))).drawer).toBe(false);
});

it('refuses what is not there, who has no session, and nonsense', async () => {
  const code = async (paper: Paper, actor = cashier, tillId = 1) => {
    const done = await services.spool.reprint(by(actor), paper, tillId);
    return done.ok ? 'OK' : done.error.code;
  };
  const sale = await sell();
  expect(await code({ kind: 'sale', id: 999_999 })).toBe('VENTA_INEXISTENTE');
  expect(await code({ kind: 'topup', id: 999_999 })).toBe('RECARGA_INEXISTENTE');
  expect(await code({ kind: 'return', id: 999_999 })).toBe('DEVOLUCION_INEXISTENTE');
  expect(await code({ kind: 'topup', id: -1 })).toBe('VALOR_INVALIDO');
  expect(await code({ kind: 'topup', id: 1e300 })).toBe('VALOR_INVALIDO');
  expect(await code({ kind: 'sale', id: sale.id }, cashier, 77)).toBe('CAJA_INVALIDA');
  expect(await code({ kind: 'sale', id: sale.id }, { ...manager, session: 'x' })).toBe('SESION_REQUERIDA');
  expect(await reprintReturn(services, by(cashier), sale.id, 1)).toMatchObject({
    error: { code: 'DEVOLUCION_INEXISTENTE' },
  });
  // The routine of before, which asked for no session, is gone: a store that was set up with it had granted it.
  await expect(db.owner.raw('CALL sp_reimprimir(?, 1, ?)', [sale.id, cashier.id])).rejects.toMatchObject({
    errno: 1305,
  });
});
