import { quoted } from './definitions.ts';
import type { Ask, Row } from './session.ts';

/** A series of numbers that goes on where the replaced database had come to. */
export interface CarriedSeries {
  readonly kind: 'factura' | 'nota_credito' | 'venta' | 'cierre_z';
  /** `001-001` of documents, the till's code of what a till numbers. */
  readonly of: string;
  /** Of documents only. */
  readonly timbrado: string | null;
  /** The next one that is given. */
  readonly next: number;
}

/** A document of the replaced database that the backup does not have. */
export interface LostDocument {
  readonly kind: 'factura' | 'nota_credito';
  readonly code: string;
  readonly timbrado: string;
  readonly cdc: string | null;
  readonly state: string;
}

export interface Carried {
  readonly series: readonly CarriedSeries[];
  readonly lost: readonly LostDocument[];
}

const rowsOf = async (ask: Ask, database: string, table: string): Promise<readonly Row[]> => {
  const [there] = await ask(
    'SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?',
    [database, table],
  );
  // A database of before there were invoices has none of their tables.
  return there ? ask(`SELECT * FROM ${quoted(database)}.${quoted(table)}`) : [];
};

const textOf = (value: unknown): string => String(value);

/** The numbers that each till gives by itself; a till that the backup does not know comes along, closed. */
const carryTills = async (ask: Ask, old: string, fresh: string): Promise<readonly CarriedSeries[]> => {
  const [former, now] = [await rowsOf(ask, old, 'cajas'), await rowsOf(ask, fresh, 'cajas')];
  const carried: CarriedSeries[] = [];
  for (const till of former) {
    const same = now.find(({ codigo }) => codigo === till.codigo);
    const [sales, closings] = [Number(till.ultimo_numero), Number(till.ultimo_z ?? 0)];
    const isAhead = (last: number, column: string) => last > Number(same?.[column] ?? 0);
    const [moreSales, moreClosings] = [isAhead(sales, 'ultimo_numero'), isAhead(closings, 'ultimo_z')];
    if (!moreSales && !moreClosings) continue;
    if (!same)
      await ask(`INSERT INTO ${quoted(fresh)}.cajas (codigo, nombre, activo) VALUES (?, ?, 0)`, [
        textOf(till.codigo),
        textOf(till.nombre),
      ]);
    await ask(
      `UPDATE ${quoted(fresh)}.cajas SET ultimo_numero = GREATEST(ultimo_numero, ?), ultimo_z = GREATEST(ultimo_z, ?)
       WHERE codigo = ?`,
      [sales, closings, textOf(till.codigo)],
    );
    const of = textOf(till.codigo);
    if (moreSales) carried.push({ kind: 'venta', of, timbrado: null, next: sales + 1 });
    if (moreClosings) carried.push({ kind: 'cierre_z', of, timbrado: null, next: closings + 1 });
  }
  return carried;
};

/** A timbrado that the backup does not know comes along, not in use: whoever sets it up again goes on in its numbers. */
const timbradoIn = async (ask: Ask, old: string, fresh: string, timbrado: Row): Promise<number> => {
  const find = () =>
    ask(`SELECT id_timbrado AS id FROM ${quoted(fresh)}.timbrados WHERE numero = ?`, [
      textOf(timbrado.numero),
    ]);
  const [there] = await find();
  if (there) return Number(there.id);
  await ask(
    `INSERT INTO ${quoted(fresh)}.timbrados (numero, inicio, activo)
     SELECT numero, inicio, 0 FROM ${quoted(old)}.timbrados WHERE id_timbrado = ?`,
    [Number(timbrado.id_timbrado)],
  );
  const [made] = await find();
  return Number(made?.id);
};

const KEY = ['ambiente', 'tipo', 'establecimiento', 'punto'] as const;

/** The numbers of the documents of each point. */
const carryNumberings = async (ask: Ask, old: string, fresh: string): Promise<readonly CarriedSeries[]> => {
  const timbrados = new Map(
    (await rowsOf(ask, old, 'timbrados')).map((row) => [Number(row.id_timbrado), row]),
  );
  // Before each environment numbered by itself, a numbering was of the one that the store was in.
  const [issuer] = await rowsOf(ask, old, 'emisor');
  const carried: CarriedSeries[] = [];
  for (const row of await rowsOf(ask, old, 'numeraciones')) {
    const former: Row = { ambiente: issuer?.ambiente ?? 'prueba', ...row };
    const timbrado = timbrados.get(Number(former.id_timbrado));
    const last = Number(former.ultimo_numero);
    if (!timbrado || last === 0) continue;
    const id = await timbradoIn(ask, old, fresh, timbrado);
    const key = KEY.map((column) => textOf(former[column]));
    const [now] = await ask(
      `SELECT ultimo_numero FROM ${quoted(fresh)}.numeraciones
       WHERE id_timbrado = ? AND ${KEY.map((column) => `${column} = ?`).join(' AND ')}`,
      [id, ...key],
    );
    if (now && Number(now.ultimo_numero) >= last) continue;
    await ask(
      `INSERT INTO ${quoted(fresh)}.numeraciones (id_timbrado, ${KEY.join(', ')}, ultimo_numero)
       VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE ultimo_numero = VALUES(ultimo_numero)`,
      [id, ...key, last],
    );
    carried.push({
      kind: former.tipo === 'factura' ? 'factura' : 'nota_credito',
      of: `${former.establecimiento}-${former.punto}`,
      timbrado: textOf(timbrado.numero),
      next: last + 1,
    });
  }
  return carried;
};

/** The security code tells a document from another one that was given its number by mistake. */
const lostDocuments = async (ask: Ask, old: string, fresh: string): Promise<readonly LostDocument[]> => {
  if ((await rowsOf(ask, old, 'emisor')).length === 0) return [];
  const rows = await ask(
    `SELECT f.tipo, CONCAT(f.establecimiento, '-', f.punto, '-', LPAD(f.numero, 7, '0')) AS code, t.numero AS timbrado,
       f.cdc, f.estado
     FROM ${quoted(old)}.facturas f JOIN ${quoted(old)}.timbrados t ON t.id_timbrado = f.id_timbrado
     WHERE NOT EXISTS (
       SELECT 1 FROM ${quoted(fresh)}.facturas n JOIN ${quoted(fresh)}.timbrados m ON m.id_timbrado = n.id_timbrado
       WHERE m.numero = t.numero AND n.ambiente = f.ambiente AND n.tipo = f.tipo AND n.establecimiento = f.establecimiento AND n.punto = f.punto
         AND n.numero = f.numero AND n.codigo_seguridad = f.codigo_seguridad)
     ORDER BY f.id_factura`,
  );
  return rows.map((row) => ({
    kind: row.tipo === 'factura' ? 'factura' : 'nota_credito',
    code: textOf(row.code),
    timbrado: textOf(row.timbrado),
    cdc: row.cdc === null ? null : textOf(row.cdc),
    state: textOf(row.estado),
  }));
};

/**
 * Lets no number be given twice: what the database `old` has numbered goes on from there in `fresh`, which takes its place.
 * Nobody may write to either meanwhile.
 */
export const carryCounters = async (ask: Ask, old: string, fresh: string): Promise<Carried> => {
  const lost = await lostDocuments(ask, old, fresh);
  const numberings = await carryNumberings(ask, old, fresh);
  return { series: [...numberings, ...(await carryTills(ask, old, fresh))], lost };
};
