import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { tableFiles } from '../../src/adapters/files/tables.ts';
import { tableHead, tableLine } from '../../src/domain/export-table.ts';
import { unwrapped } from '../../src/domain/import-cells.ts';
import { COLUMNS } from '../../src/domain/import-columns.ts';

const folder = mkdtempSync(join(tmpdir(), 'pos-table-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (content: string | Buffer, name = 'a.csv'): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const read = async (content: string | Buffer) => {
  const opened = await tableFiles.open(write(content));
  if (!opened.ok) return opened.error;
  const records: { line: number; cells: readonly string[] }[] = [];
  for await (const piece of opened.value.records()) records.push(...piece.records);
  return { ...opened.value, records };
};
const cellsOf = async (content: string | Buffer) => {
  const found = await read(content);
  return 'records' in found && Array.isArray(found.records) ? found.records.map(({ cells }) => cells) : found;
};

const TEXT = 'código;nombre\r\n1;Ñandutí «x»\r\n';

describe('reading a table', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    ['Windows-1252', Buffer.from(TEXT, 'latin1'), 'windows-1252'],
    ['UTF-16LE, as Excel saves Unicode text', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16BE', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16(), 'utf-16be'],
  ])('knows %s', async (_, bytes, encoding) => {
    expect(await read(bytes)).toMatchObject({ encoding, separator: ';' });
    expect(await cellsOf(bytes)).toEqual([
      ['código', 'nombre'],
      ['1', 'Ñandutí «x»'],
    ]);
  });

  it.each([
    [',', 'a,"b;c;d",e\n'],
    [';', 'a;"b,c,d";e\n'],
    ['\t', 'a\tb, c\n'],
    [';', 'sep=;\r\na;b\r\n'],
    [',', 'solo\n'],
  ])('finds the separator %j', async (separator, text) => {
    expect(await read(text)).toMatchObject({ separator });
  });

  it('names the line where a record begins, through quotes, blank lines and sep=', async () => {
    const found = await read('sep=;\r\na;b\r\n\r\n"uno\r\ndos";2\r\n"con ""comillas""";3\r\n;;;\r\n');
    expect(found).toMatchObject({
      records: [
        { line: 2, cells: ['a', 'b'] },
        { line: 4, cells: ['uno\r\ndos', '2'] },
        { line: 6, cells: ['con "comillas"', '3'] },
        { line: 7, cells: ['', '', '', ''] },
      ],
    });
  });

  it('keeps inches and other quotes inside a cell', async () => {
    expect(await cellsOf('a,b\nCaño 5" PVC,2\n')).toEqual([
      ['a', 'b'],
      ['Caño 5" PVC', '2'],
    ]);
  });

  it('reads what one line break ends, of any kind', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(await cellsOf(`a,b${end}1,2`), JSON.stringify(end)).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ]);
  });

  it('says in one word why a file is no table', async () => {
    const why = async (path: string) => {
      const opened = await tableFiles.open(path);
      return opened.ok ? 'ok' : [opened.error.code, opened.error.params.problema];
    };
    expect(await why(join(folder, 'no.csv'))).toEqual(['ARCHIVO_ILEGIBLE', undefined]);
    expect(await why(folder)).toEqual(['ARCHIVO_INVALIDO', 'carpeta']);
    expect(await why('/dev/zero')).toEqual(['ARCHIVO_INVALIDO', 'binario']);
    expect(await why(write(''))).toEqual(['ARCHIVO_INVALIDO', 'vacio']);
    expect(await why(write('\ufeff \r\n'))).toEqual(['ARCHIVO_INVALIDO', 'vacio']);
    expect(await why(write(Buffer.from([1, 0, 2, 0, 0])))).toEqual(['ARCHIVO_INVALIDO', 'binario']);
    expect(await why(write(Buffer.from('PK\u0003\u0004xlsx')))).toEqual(['ARCHIVO_INVALIDO', 'planilla']);
    const large = write('a,b\n', 'large.csv');
    truncateSync(large, 50_000_001);
    expect(await why(large)).toEqual(['ARCHIVO_INVALIDO', 'grande']);
  });

  it('refuses a quotation mark that never closes, with the line', async () => {
    await expect(cellsOf(`a,b\n"abierta,2\n${'x\n'.repeat(1_000)}`)).rejects.toMatchObject({
      error: { code: 'ARCHIVO_INVALIDO', params: { problema: 'comillas', linea: 2 } },
    });
    await expect(cellsOf('sep=,\na,b\n"uno\r\ndos",1\n3,4\n"abierta,2\n5,6\n')).rejects.toMatchObject({
      error: { params: { problema: 'comillas', linea: 6 } },
    });
    await expect(cellsOf(`a,b\n"${'x'.repeat(300_000)}\n`)).rejects.toMatchObject({
      error: { code: 'ARCHIVO_INVALIDO' },
    });
  });

  it('goes on from what was typed, files before folders', async () => {
    const place = join(folder, 'completar');
    mkdirSync(join(place, 'lista'), { recursive: true });
    for (const name of ['lista.csv', 'LISTA2.TXT', 'foto.png', '.oculto.csv'])
      writeFileSync(join(place, name), 'x');
    expect(await tableFiles.complete(`${place}/li`)).toEqual([
      `${place}/lista.csv`,
      `${place}/LISTA2.TXT`,
      `${place}/lista/`,
    ]);
    expect(await tableFiles.complete(`${place}/no/hay`)).toEqual([]);
  });
});

describe('writing a table', () => {
  it('says it where no file can have that name, and takes any name that one can have', async () => {
    for (const name of ['a'.repeat(10_000), `a\u0000b`, join('x.csv', 'y.csv')])
      expect(await tableFiles.write(join(folder, name), ['a'], false)).toMatchObject({
        ok: false,
        error: { code: 'ARCHIVO_NO_ESCRITO' },
      });
    expect(await tableFiles.write(join(folder, 'b'.repeat(250)), ['a'], false)).toMatchObject({ ok: true });
  });

  it('never replaces a file unasked, and leaves nothing half written', async () => {
    const path = join(folder, 'salida', 'x.csv');
    expect(await tableFiles.write(path, ['a'], false)).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVO_NO_ESCRITO' },
    });
    mkdirSync(join(folder, 'salida'));
    expect(await tableFiles.write(path, ['a', 'b'], false)).toEqual({ ok: true, value: path });
    expect(await tableFiles.write(path, ['c'], false)).toMatchObject({
      ok: false,
      error: { code: 'ARCHIVO_EXISTE' },
    });
    expect(readFileSync(path, 'utf8')).toBe('ab');
    expect(await tableFiles.write(path, ['c'], true)).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe('c');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const broken = (function* () {
      yield 'half';
      throw new Error('lost');
    })();
    expect(await tableFiles.write(path, broken, true)).toMatchObject({ ok: false });
    expect([readFileSync(path, 'utf8'), readdirSync(join(folder, 'salida'))]).toEqual(['c', ['x.csv']]);
  });

  it('can be read again, whatever the cells hold', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ nombre: cell, descripcion: cell, codigo: cell }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.constantFrom('plain' as const, 'excel' as const),
        async (records, style) => {
          const text =
            tableHead('products', style) + records.map((one) => tableLine('products', one, style)).join('');
          const found = await cellsOf(text);
          const fields = COLUMNS.products.map(({ field }) => field);
          expect(found).toEqual([
            fields,
            ...records.map((one) =>
              fields.map((field) =>
                expect.toSatisfy(
                  (value: string) => unwrapped(value) === ((one as Record<string, string>)[field] ?? ''),
                ),
              ),
            ),
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
