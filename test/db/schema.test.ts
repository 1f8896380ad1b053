import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { seedBase, seedDemo } from '../../seeds/index.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';

const hash = async (secret: string): Promise<string> => `hash of ${secret}`;

const objects = async ({ owner, name }: TestDatabase): Promise<string[]> => {
  const [rows] = await owner.raw(
    `SELECT CONCAT('tabla ', TABLE_NAME) AS o FROM information_schema.TABLES WHERE TABLE_SCHEMA = :name
     UNION ALL SELECT CONCAT('rutina ', ROUTINE_NAME) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = :name
     UNION ALL SELECT CONCAT('disparador ', TRIGGER_NAME) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = :name
     ORDER BY 1`,
    { name },
  );
  return rows.map((row: { o: string }) => row.o);
};

describe('the migrations', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await emptyDatabase();
  });
  afterAll(() => db.close());

  it('have unique names in the order of time', () => {
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('run twice without a change, back to nothing, and forward again', async () => {
    for (const { up } of migrations) await up(db.owner);
    const first = await objects(db);
    expect(first).toContain('tabla ventas');
    expect(first).toContain('rutina sp_registrar_venta');
    expect(first).toContain('disparador trigger_notificar_venta_realizada');
    for (const { up } of migrations) await up(db.owner);
    expect(await objects(db)).toEqual(first);
    for (const { down } of [...migrations].reverse()) await down(db.owner);
    expect(await objects(db)).toEqual([]);
    for (const { up } of migrations) await up(db.owner);
    expect(await objects(db)).toEqual(first);
  });

  it('store every routine and trigger under one sql_mode, whatever the server has', async () => {
    const [rows] = await db.owner.raw(
      `SELECT SQL_MODE AS modo FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = :name
       UNION SELECT SQL_MODE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = :name`,
      { name: db.name },
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].modo).toContain('STRICT_TRANS_TABLES');
    expect(rows[0].modo).not.toContain('NO_BACKSLASH_ESCAPES');
  });
});

describe('the demonstration data', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase({ seed: 'none' });
  });
  afterAll(() => db.close());

  it('is loaded once, also by two at a time, and adds up', async () => {
    await Promise.all([seedDemo(db.owner, hash), seedDemo(db.owner, hash)]);
    await seedBase(db.owner);
    await seedDemo(db.owner, hash);
    const [[counts]] = await db.owner.raw(
      `SELECT (SELECT COUNT(*) FROM productos) AS productos, (SELECT COUNT(*) FROM hijos) AS hijos,
              (SELECT COUNT(*) FROM tarjetas) AS tarjetas, (SELECT COUNT(*) FROM alergenos) AS alergenos,
              (SELECT COUNT(*) FROM cajas) AS cajas, (SELECT COUNT(*) FROM medios_pago) AS medios`,
    );
    expect(counts).toEqual({ productos: 60, hijos: 40, tarjetas: 40, alergenos: 14, cajas: 2, medios: 8 });
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });

  it('has bar codes with right check digits', async () => {
    const codes: string[] = (await db.owner('codigos_barra').select('codigo_barra')).map(
      (row) => row.codigo_barra,
    );
    expect(codes.length).toBeGreaterThan(20);
    for (const code of codes) {
      const weighted = [...code].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
      expect([code, code.length, weighted % 10]).toEqual([code, 13, 0]);
    }
  });

  it('is refused where somebody has data of their own', async () => {
    const own = await freshDatabase({ seed: 'base' });
    try {
      await own.owner('categorias').insert({ id_categoria: 1, nombre: 'Bebidas' });
      await own
        .owner('productos')
        .insert({ id_categoria: 1, codigo: 'A', nombre: 'Mío', precio_venta: 1_000 });
      await expect(seedDemo(own.owner, hash)).rejects.toMatchObject({ error: { code: 'DEMO_NO_PERMITIDA' } });
      expect(await own.owner('usuarios').select()).toEqual([]);
    } finally {
      await own.close();
    }
  });
});
