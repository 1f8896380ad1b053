import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { serverHealth } from '../../src/adapters/db/health.ts';
import { POS } from '../support/built.ts';
import { type NetworkStore, startNetworkStore, TILL_ACCOUNT } from '../support/network-store.ts';
import { openTerminal } from '../support/pty.ts';

interface Found {
  readonly lista: boolean;
  readonly revisiones: readonly {
    readonly revision: string;
    readonly estado: string;
    readonly resultado: string;
    readonly significado: string;
    readonly remedio: string | null;
  }[];
}

let store: NetworkStore;
beforeAll(async () => {
  store = await startNetworkStore();
}, 120_000);
afterAll(() => store?.stop());

const examine = async (more: Readonly<Record<string, string>> = {}) => {
  const { code, json, stderr } = await store.pos('first', ['doctor', '--json'], more);
  const found = json() as Found;
  return {
    code,
    stderr,
    found,
    of: (id: string) => found.revisiones.find(({ revision }) => revision === id),
  };
};

describe('pos doctor', () => {
  it('gives programs the same checks by the same names, each with what it found and means', async () => {
    const { found } = await examine();
    expect(found.revisiones.map(({ revision }) => revision)).toEqual([
      ...[
        'node',
        'terminal',
        'configuracion',
        'datos',
        'disco',
        'base',
        'esquema',
        'cuenta',
        'cuenta_duenia',
      ],
      ...[
        'linea',
        'durabilidad',
        'reloj',
        'movimientos',
        'totales',
        'comercio',
        'caja',
        'cola',
        'smtp',
        'correos',
      ],
      ...['facturacion', 'impresora', 'copias'],
    ]);
    for (const check of found.revisiones) {
      expect(Object.keys(check)).toEqual(['revision', 'estado', 'resultado', 'significado', 'remedio']);
      expect([check.revision, check.resultado === '', check.significado === '']).toEqual([
        check.revision,
        false,
        false,
      ]);
      expect(['bien', 'aviso', 'falla', 'sin_revisar']).toContain(check.estado);
      // What is wrong has a remedy; what is well needs none.
      expect([check.revision, check.remedio !== null]).toEqual([check.revision, check.estado !== 'bien']);
    }
  });

  it('finds a server that acknowledges sales before they are on the disk', async () => {
    expect((await examine()).of('durabilidad')).toMatchObject({ estado: 'bien' });
    const root = openDatabase(store.server.root, { pool: 1 });
    try {
      await root.raw('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
      const { code, found, of } = await examine();
      expect([code, found.lista]).toEqual([4, false]);
      expect(of('durabilidad')).toMatchObject({
        estado: 'falla',
        resultado: 'innodb_flush_log_at_trx_commit=2',
        remedio: expect.stringContaining('innodb_flush_log_at_trx_commit=1'),
      });
    } finally {
      await root.raw('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
      await root.destroy();
    }
  });

  it('compares the clocks', async () => {
    const root = openDatabase(store.server.root, { pool: 1 });
    const here = await serverHealth(root, Date.now);
    const late = await serverHealth(root, () => Date.now() - 3_600_000);
    await root.destroy();
    expect(Math.abs(here.clockAheadSeconds)).toBeLessThan(5);
    expect(late.clockAheadSeconds - here.clockAheadSeconds).toBeGreaterThan(3_590);
    expect(here.writesTwice).toBe(true);
  });

  it('takes settings that cannot be understood for a finding', async () => {
    const { code, found, of } = await examine({ POS_DATABASE_URL: 'https://example.com/pos' });
    expect([code, found.lista]).toEqual([4, false]);
    expect(of('configuracion')).toMatchObject({
      estado: 'falla',
      resultado: expect.stringContaining('POS_DATABASE_URL'),
      remedio: expect.any(String),
    });
    expect(of('base')).toBeUndefined();
  });

  it('fits a terminal of 80 columns with all that can be wrong, and ends with what hurts most', async () => {
    const copies = join(store.home('first'), 'copies');
    mkdirSync(copies, { mode: 0o700 });
    writeFileSync(join(copies, 'pos_backup_2026-01-01T020000.sql.gz'), '');
    const screen = openTerminal({
      // A terminal's own name is set by whoever opens it.
      command: 'env',
      args: ['TERM=dumb', 'LANG=C', 'LC_ALL=C', POS, 'doctor'],
      cols: 80,
      rows: 150,
      env: {
        HOME: store.home('first'),
        POS_DATABASE_URL: store.url(TILL_ACCOUNT.user, TILL_ACCOUNT.password, '?tls=off'),
        POS_TILL: '099',
        POS_PRINTER: 'tcp://127.0.0.1:9',
        POS_SMTP_URL: 'smtp://u:p@127.0.0.1:9',
        POS_SMTP_FROM: 'tita@example.com',
        POS_BACKUP_DIR: copies,
      },
    });
    const { code } = await screen.exited;
    const lines = screen.screen().filter((line) => line !== '');
    await screen.dispose();
    expect(code).toBe(4);
    // A terminal that breaks a line by itself begins the next one without our indentation.
    expect(lines.filter((line) => !/^( {4}|[✓!✗·] |Iniciando|\d+ falla)/.test(line))).toEqual([]);
    const marks = lines.map((line) => line[0]).filter((mark) => mark && '✓·!✗'.includes(mark));
    expect(marks.join('')).toMatch(/^✓+·*!+✗+$/);
    for (const name of ['Pantalla y teclas', 'Impresora', 'Copias de seguridad', 'Servidor de correo'])
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^! ${name}`)));
    expect(lines.at(-1)).toMatch(/^1 falla y \d avisos: la caja no está lista/);
    expect(lines.join(' ')).not.toContain(TILL_ACCOUNT.password);
  });
});
