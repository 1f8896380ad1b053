import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateTable } from '../../src/domain/export-table.ts';
import {
  codeCell,
  dateCell,
  emailCell,
  flagCell,
  moneyCell,
  percentCell,
  textCell,
  unwrapped,
  wholeCell,
  wrapped,
} from '../../src/domain/import-cells.ts';
import { COLUMNS, IMPORT_KINDS, readTitles } from '../../src/domain/import-columns.ts';
import { groupFamilies, readFamily, writeRestrictions } from '../../src/domain/import-families.ts';
import { allergenWords, readProduct } from '../../src/domain/import-products.ts';
import { SEVERITIES } from '../../src/domain/student.ts';

const WORDS = allergenWords([
  { code: 'LECHE', name: 'Leche' },
  { code: 'FRUTOS_SECOS', name: 'Frutos de cáscara' },
  { code: 'MANI', name: 'Maní' },
]);
const outcome = (parsed: ReturnType<ReturnType<typeof moneyCell>>): number | string =>
  parsed.ok ? parsed.value : parsed.fault.reason;

describe('an amount', () => {
  it.each([
    ['5000', 5000],
    ['5.000', 5000],
    ['5,000', 5000],
    ['5 000', 5000],
    ['5\u00a0000', 5000],
    ['5\u202f000', 5000],
    ['5000,00', 5000],
    ['5000.00', 5000],
    ['5.000,00', 5000],
    ['5,000.00', 5000],
    ['1.234.567', 1_234_567],
    ['Gs. 5.000', 5000],
    ['₲ 5.000', 5000],
    ['Gs 5000', 5000],
    ['+5000', 5000],
    ['="5000"', 5000],
    ['0', 0],
    ['999.999.999.999', 999_999_999_999],
    ['1.000.000.000.000', 'range'],
    ['-1', 'range'],
    ['1e9', 'notMoney'],
    ['5E+12', 'notMoney'],
    ['5,5', 'fraction'],
    ['5000,50', 'fraction'],
    ['5.00.0', 'fraction'],
    ['1.2345', 'fraction'],
    ['50.00.000', 'fraction'],
    ['cinco', 'notMoney'],
    ['0x10', 'notMoney'],
    ['NaN', 'notMoney'],
    ['٥٠٠٠', 'notMoney'],
    ["'; DROP TABLE productos; --", 'notMoney'],
  ])('%j is %j', (cell, expected) => expect(outcome(moneyCell()(cell))).toBe(expected));

  it('below its least is out of range', () => {
    expect(outcome(moneyCell(1)('0'))).toBe('range');
    expect(outcome(wholeCell(-5, 5)('-5'))).toBe(-5);
  });
});

describe('a code', () => {
  it.each([
    ['="00123"', '00123'],
    ["'00123", "'00123"],
    ['00203', '00203'],
    [' 7840001 ', '7840001'],
    ['7,84E+12', 'scientific'],
    ['7.84001E+12', 'scientific'],
    ['8E5', 'scientific'],
    ['a b', 'code'],
    ['3*5', 'code'],
    ['\u001b[31mrojo', 'unfit'],
    ['a\u0000b', 'unfit'],
    ['a\u202eb', 'unfit'],
    ['x'.repeat(41), 'tooLong'],
  ])('%j is %j', (cell, expected) => {
    const parsed = codeCell(40)(cell);
    expect(parsed.ok ? parsed.value : parsed.fault.reason).toBe(expected);
  });
});

describe('other cells', () => {
  it.each(['si', 'Sí', 'SÍ', 'x', '1', 'yes', 'VERDADERO'])('%j is yes', (cell) =>
    expect(flagCell(cell)).toEqual({ ok: true, value: true }),
  );
  it.each(['no', 'No', '0', 'FALSO'])('%j is no', (cell) =>
    expect(flagCell(cell)).toEqual({ ok: true, value: false }),
  );
  it('a flag is nothing else', () => expect(flagCell('quizás').ok).toBe(false));
  it.each([
    ['31/12/2027', '2027-12-31'],
    ['1/2/2027', '2027-02-01'],
    ['2027-12-31', '2027-12-31'],
    ['31-12-2027 00:00:00', '2027-12-31'],
    ['31/02/2027', null],
    ['12/31/2027', null],
    ['31/12/27', null],
    ['46387', null],
  ])('the date %j is %j', (cell, expected) => {
    const parsed = dateCell(cell);
    expect(parsed.ok ? parsed.value : null).toBe(expected);
  });
  it('a rate is a whole per cent', () => {
    for (const [cell, rate] of [
      ['10', 10],
      ['10 %', 10],
      ['Exento', 0],
      ['5%', 5],
    ] as const)
      expect(percentCell(cell)).toEqual({ ok: true, value: rate });
    expect(percentCell('0,1').ok).toBe(false);
    expect(percentCell('101').ok).toBe(false);
  });
  it('an e-mail cannot add headers to a mail', () => {
    expect(emailCell('a@b.com').ok).toBe(true);
    for (const cell of ['a@b', 'a b@c.com', 'a@b.com\nBcc: x@y.com', '<a@b.com>', 'a@b.com,c@d.com'])
      expect(emailCell(cell).ok, cell).toBe(false);
  });
  it('a text is tidied, measured in characters, and free of what drives terminals', () => {
    expect(textCell(11)('  Jugo\u00a0de  uva ')).toEqual({ ok: true, value: 'Jugo de uva' });
    expect(textCell(3)('🥖🥖🥖').ok).toBe(true);
    expect(textCell(120)('x'.repeat(10_000)).ok).toBe(false);
    expect(textCell(120)('a\ufffdb').ok).toBe(false);
  });
});

describe('text cells that a spreadsheet would run', () => {
  it('are written as text, and read as they were', () => {
    for (const text of ['=1+1', '+595981123456', '-5', '@SUM(A1)', "'=1", "''+1", '\tx', '="0"'])
      expect(wrapped(text)).toMatch(/^'/);
    expect(wrapped('Coca-Cola')).toBe('Coca-Cola');
    expect(wrapped("'quoted'")).toBe("'quoted'");
    fc.assert(
      fc.property(fc.string(), (text) => {
        // `="…"` is how spreadsheets keep text: unwrapped on the way in, and wrapped on the way out.
        expect(unwrapped(wrapped(text))).toBe(text);
      }),
    );
  });
});

describe('titles', () => {
  it('are found in either language, in any order, without accents', () => {
    expect(
      readTitles('products', ['PRECIO DE VENTA', 'Código', 'categoría', 'Bar codes', 'Nota', '']).fields,
    ).toEqual(['precio_venta', 'codigo', 'categoria', 'codigos_barra', null, null]);
    expect(readTitles('products', ['Código', 'Nota', '']).unknown).toEqual(['Nota']);
    expect(readTitles('products', ['nombre']).missing).toEqual(['codigo']);
    expect(readTitles('stock', ['code', 'código', 'cantidad']).twice).toEqual(['codigo']);
  });

  it('of one kind never mean two fields, and the templates have all of them', () => {
    for (const kind of IMPORT_KINDS) {
      const titles = COLUMNS[kind].flatMap(({ field, also }) => [field, ...also]);
      const { fields, unknown } = readTitles(kind, titles);
      expect(unknown).toEqual([]);
      expect(fields).toEqual(COLUMNS[kind].flatMap(({ field, also }) => [field, ...also].map(() => field)));
      const [head = ''] = templateTable(kind, 'plain').split('\r\n');
      expect(readTitles(kind, head.split(','))).toMatchObject({ unknown: [], missing: [], twice: [] });
    }
  });
});

describe('a row', () => {
  it('keeps what is blank, takes away at `-`, and names each cell that is wrong', () => {
    const [row, reader] = readProduct(
      7,
      {
        codigo: '9',
        descripcion: '-',
        frecuente: '-',
        alergenos: '-',
        codigos_barra: '',
        nombre: '',
        precio_venta: '0',
      },
      WORDS,
    );
    expect(row).toMatchObject({
      description: null,
      frequent: null,
      allergens: null,
      name: undefined,
      barcodes: undefined,
    });
    expect(reader.wrong).toEqual([
      { line: 7, field: 'precio_venta', value: '0', fault: { reason: 'range', limit: '1-999999999999' } },
    ]);
  });

  it('knows allergens by code or name, and bar codes that a spreadsheet has spoilt', () => {
    const read = (cells: Record<string, string>) => readProduct(1, { codigo: '1', ...cells }, WORDS);
    expect(read({ alergenos: 'frutos de cascara; Maní' })[0].allergens).toEqual(['FRUTOS_SECOS', 'MANI']);
    expect(read({ alergenos: 'MANI leche' })[0].allergens).toEqual(['LECHE', 'MANI']);
    expect(read({ alergenos: 'queso' })[1].wrong[0]?.fault.reason).toBe('allergen');
    expect(read({ codigos_barra: '7,84E+12' })[1].wrong[0]?.fault.reason).toBe('scientific');
    expect(read({ codigos_barra: '123 456;789' })[0].barcodes).toEqual(['123', '456', '789']);
  });

  it('shows hostile values without what could drive a terminal', () => {
    const [, reader] = readProduct(
      1,
      { codigo: '\u001b]0;title\u0007x y', nombre: `${'é'.repeat(500)}` },
      WORDS,
    );
    expect(reader.wrong.map(({ value }) => value)).toEqual([']0;title x y', `${'é'.repeat(60)}…`]);
  });
});

describe('restrictions in a cell', () => {
  it('are read as they were written', () => {
    const restriction = fc.record({
      kind: fc.stringMatching(/^[A-Za-z|;\\ñ][A-Za-z |;\\ñ]{0,28}[a-z|;\\]$/),
      severity: fc.constantFrom(...SEVERITIES),
      blocks: fc.boolean(),
      allergens: fc
        .uniqueArray(fc.constantFrom('FRUTOS_SECOS', 'LECHE', 'MANI'), { minLength: 1 })
        .map((each) => each.sort()),
      description: fc.stringMatching(/^([a-z|;\\][a-z |;\\]{0,20}[a-z|;\\])?$/),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(restriction, {
          maxLength: 3,
          selector: ({ kind }) => kind.toLowerCase().replace(/\s+/g, ' '),
        }),
        (restrictions) => {
          const cells = {
            nombre: 'A',
            estudiante_nombre: 'B',
            restricciones: writeRestrictions(restrictions),
          };
          const [row, reader] = readFamily(1, cells, WORDS);
          expect(reader.wrong).toEqual([]);
          const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
          expect(row.restrictions ?? []).toEqual(
            restrictions.map((one) => ({ ...one, kind: tidy(one.kind), description: tidy(one.description) })),
          );
        },
      ),
    );
  });

  it('say what is wrong', () => {
    const reason = (restricciones: string) =>
      readFamily(1, { nombre: 'A', estudiante_nombre: 'B', restricciones }, WORDS)[1].wrong[0]?.fault.reason;
    expect(reason('Alergia')).toBe('restriction');
    expect(reason('Alergia|Terrible|si|MANI')).toBe('severity');
    expect(reason('Alergia|Severa|si|POLVO')).toBe('allergen');
    expect(reason('Alergia|Severa|si|')).toBe('restriction');
    expect(reason('Alergia|Severa|si|MANI;alergia|Leve|no|MANI')).toBe('repeated');
  });
});

describe('families', () => {
  const family = (line: number, cells: Record<string, string>) => readFamily(line, cells, WORDS)[0];
  it('are the rows of one document, e-mail or name; each row tells the whole client', () => {
    const { rows, differences } = groupFamilies([
      family(2, { documento: '1234567', nombre: 'Ana', estudiante_nombre: 'Luz' }),
      family(3, { documento: '1234567', email: 'a@b.com', estudiante_nombre: 'Leo' }),
      family(4, { email: 'A@b.com', estudiante_nombre: 'Luz' }),
      family(5, { nombre: 'Otra', estudiante_nombre: 'Luz' }),
    ]);
    expect(rows.map(({ group }) => group)).toEqual([2, 2, 2, 5]);
    expect(rows.map(({ student }) => student)).toEqual([2, 3, 2, 5]);
    expect(rows[0]).toMatchObject({ name: 'Ana', email: 'a@b.com' });
    expect(differences).toEqual([{ line: 4, field: 'email', value: 'A@b.com', other: 2 }]);
  });

  it('need to say whose they are', () => {
    const wrong = (cells: Record<string, string>) =>
      readFamily(1, cells, WORDS)[1].wrong.map(({ fault }) => fault.reason);
    expect(wrong({ estudiante_nombre: 'Luz' })).toEqual(['identity']);
    expect(wrong({ documento: '80009735-2', nombre: 'A' })).toEqual(['document']);
    expect(wrong({ documento: '80009735-1', nombre: 'A' })).toEqual([]);
    expect(wrong({ nombre: 'A', grado: '1' })).toEqual(['required']);
    expect(wrong({ nombre: 'A', limite_diario: '5000' })).toEqual(['required']);
  });
});
