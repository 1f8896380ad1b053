import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { SaleDocument } from '../../src/domain/sale.ts';
import { tokenFor } from '../support/api-server.ts';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { temporaryHome } from '../support/run-pos.ts';
import { type BenchTable, median, ms, percentile, times } from './measure.ts';
import { documentOf, load, pick } from './sale.bench.ts';

/*
 * The same sale by a direct call of the procedure (the floor) and through `pos serve` in a process of its own, in turns
 * within one run; at last with a subscription, which makes each sale note two kinds of events.
 */

const ROUNDS = 5;

const serving = (
  db: TestDatabase,
  home: string,
): Promise<{ readonly child: ChildProcess; readonly port: number }> =>
  new Promise((resolve, reject) => {
    const child = spawn(POS, ['serve', '--port', '0', '--rate', '10000', '--no-webhooks'], {
      env: { PATH: process.env.PATH, HOME: home, POS_HOME: home, ...db.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.on('error', reject);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const [, port] = /"port":(\d+)/.exec(text) ?? [];
      if (port !== undefined) resolve({ child, port: Number(port) });
    });
  });

const poster = (port: number, token: string) => {
  const agent = new Agent({ keepAlive: true });
  const send = (document: SaleDocument): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(document);
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const sent = request(
        { agent, port, host: '127.0.0.1', path: '/api/v1/sales', method: 'POST', headers },
        (response) => {
          response.resume();
          response.on('end', () =>
            response.statusCode === 201 ? resolve() : reject(new Error(`HTTP ${response.statusCode}`)),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
};

export async function run({ each = 500 } = {}): Promise<BenchTable> {
  const db = await freshDatabase({ seed: 'demo' });
  const home = temporaryHome();
  const { child, port } = await serving(db, home.path);
  const http = poster(port, await tokenFor(db, 'cajero', ['sales:write']));
  try {
    await db.owner('productos').update({ vende_sin_stock: 1 });
    for (let till = 3; till <= 8; till++)
      await db.owner('cajas').insert({ id_caja: till, codigo: `00${till}`, nombre: `Caja ${till}` });
    const products = await db
      .owner('productos')
      .select({ id: 'id_producto', price: 'precio_venta' })
      .where({ estado: 'Activo' });
    const { id_usuario: user } = await db.owner('usuarios').where('usuario', 'cajero').first();
    const document = (till: number): SaleDocument => documentOf(till, user, pick(products));
    const direct = (till: number) =>
      db.till.raw('CALL sp_registrar_venta(?)', [JSON.stringify(document(till))]);
    const overHttp = (till: number) => {
      const { confirmaciones: _, ...sale } = document(till);
      return http.send(sale);
    };
    const rows: BenchTable['rows'][number][] = [];
    const measure = async (place: string, tills: readonly number[]): Promise<void> => {
      const samples: Record<'direct' | 'http', number[]> = { direct: [], http: [] };
      const rates = { direct: 0, http: 0 };
      await load(tills, 20, direct);
      await load(tills, 20, overHttp);
      for (let round = 0; round < ROUNDS; round++)
        for (const [name, work] of [
          ['direct', direct],
          ['http', overHttp],
        ] as const) {
          const found = await load(tills, Math.ceil(each / ROUNDS / tills.length), work);
          samples[name].push(...found.samples);
          rates[name] += found.perSecond / ROUNDS;
        }
      for (const [name, words] of [
        ['direct', 'procedure call'],
        ['http', 'POST /api/v1/sales'],
      ] as const)
        rows.push([
          `${place}: ${words}`,
          ms(median(samples[name])),
          ms(percentile(samples[name], 0.99)),
          Math.round(rates[name]),
          times(median(samples[name]) / median(samples.direct)),
        ]);
    };
    await measure('1 till', [1]);
    await measure('8 tills', [1, 2, 3, 4, 5, 6, 7, 8]);
    await db.owner('suscripciones').insert({
      uuid: randomUUID(),
      url: 'https://conta.example/',
      eventos: 'venta.registrada,stock.cambiado',
      secreto: 'x',
      creada_por: user,
      creada_en: db.owner.raw('UTC_TIMESTAMP()'),
    });
    await measure('1 till, one subscription', [1]);
    return {
      title: 'Sale of 5 lines over HTTP',
      columns: ['durable sale', 'p50 ms', 'p99 ms', 'per second', 'of the floor'],
      rows,
    };
  } finally {
    http.close();
    child.kill('SIGKILL');
    await db.close();
    home.remove();
  }
}
