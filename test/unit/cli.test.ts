import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import { csv, json, present } from '../../src/cli/output.ts';
import { pairs, table } from '../../src/cli/table.ts';
import { cardView } from '../../src/cli/views.ts';
import { ERROR_CLASSES, type ErrorCode } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import { displayWidth } from '../../src/domain/receipt-text.ts';
import { cutTo } from '../../src/domain/text-table.ts';
import { messages } from '../support/words.ts';

const columns = [
  { title: 'Código', value: (row: Row) => row.code },
  { title: 'Producto', value: (row: Row) => row.name, shrinks: true },
  { title: 'Precio', value: (row: Row) => row.price, align: 'right' as const },
];
interface Row {
  readonly code: string;
  readonly name: string;
  readonly price: string;
}

const ROWS: Row[] = [
  { code: '5', name: 'Coca Cola 500ml', price: '5.000' },
  { code: '12', name: 'Sándwich de jamón y queso con 🧀 y 日本語', price: '15.000' },
];

test('table: every line fits the window, wide characters counted', () => {
  for (const width of [30, 40, 60, 200]) {
    const lines = table(ROWS, columns, width).split('\n');
    expect(lines.length).toBe(4);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    for (const line of lines.slice(2)) expect(line).toMatch(/\d\.000$/);
  }
});

test('table: text from the database cannot move the cursor, ring or turn around', () => {
  const evil = { code: '1', name: 'Jugo\u001b[2J\u0007\u009b31m\r\n\u202eabc', price: '1' };
  const shown = table([evil], columns, 80);
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(shown.split('\n').length).toBe(3);
  expect(pairs([['Nombre', evil.name]])).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
});

test('table: as many rows as a store can have', () => {
  const many = Array.from({ length: 150_000 }, (_, i) => ({ code: String(i), name: 'x', price: '1' }));
  expect(table(many, columns, 80).split('\n').length).toBe(150_002);
});

test('table: a cut never splits a character', () => {
  expect(cutTo('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3)).toBe('👩‍👩‍👧‍👦…');
  expect(cutTo('Café', 4)).toBe('Café');
  expect(cutTo('Café con leche', 5)).toBe('Café…');
});

test('csv: quotes what needs it, one record a row', () => {
  expect(csv([{ nombre: 'Jugo "grande", frío', precio: 7000, nota: null }])).toBe(
    '\ufeffnombre;precio;nota\r\n"Jugo ""grande"", frío";7000;\r\n',
  );
  expect(csv([])).toBe('');
});

test('csv: what somebody typed is neither a formula nor an escape sequence', () => {
  const row = { nombre: '=HYPERLINK("http://x")', motivo: '\u001b]0;x\u0007@a', nota: '-1+1|cmd', monto: -5 };
  expect(csv([{ ...row, telefono: '+595 981 123', signo: '-' }]).split('\r\n')[1]).toBe(
    `"'=HYPERLINK(""http://x"")";"]0;x@a";'-1+1|cmd;-5;+595 981 123;-`,
  );
});

test('text: a sentence about somebody’s name does not drive the terminal, a picture may', () => {
  const shown = { data: null, text: () => 'Ana\u001b[2J guardada' };
  expect(present(shown, {}, 80)).toBe('Ana[2J guardada\n');
  expect(present({ ...shown, drawn: true }, {}, 80)).toBe('Ana\u001b[2J guardada\n');
});

test('json: parses back to the same value, without raw control characters', () => {
  const value = { nombre: 'a\u001b[0m\u009b\u202e"ñ' };
  expect(JSON.parse(json(value))).toEqual(value);
  expect(json(value)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test("card: exactly the client's document, keys in order", () => {
  const view = cardView({
    cardId: 1,
    cardNumber: '00203',
    cardState: 'Activa',
    balance: gs(1_000),
    dailyLimit: null,
    spentToday: gs(0),
    expiresOn: '2027-01-09',
    studentId: 11,
    studentName: 'ROMINA MONGELLOS RODRIGUEZ',
    grade: '5to Grado',
    photo: 'hijos/foto_123.jpg',
    clientId: 5,
    clientName: 'CARMEN RODRIGUEZ',
    clientDocument: null,
    restrictions: [
      {
        id: 1,
        kind: 'Intolerancia a la lactosa',
        description: 'Dificultad para digerir lácteos',
        severity: 'Moderada',
        blocks: false,
        allergens: [7],
      },
    ],
  });
  expect(JSON.stringify(view)).toBe(
    '{"id_hijo":11,"nombre":"ROMINA MONGELLOS RODRIGUEZ","saldo":1000,"grado":"5to Grado",' +
      '"cliente":"CARMEN RODRIGUEZ","nro_tarjeta":"00203","foto_perfil":"hijos/foto_123.jpg","restricciones":[' +
      '{"tipo_restriccion":"Intolerancia a la lactosa","descripcion":"Dificultad para digerir lácteos","severidad":"Moderada"}]}',
  );
});

const parametersOf = (sealed: string): string => sealed.slice(0, sealed.lastIndexOf('$'));
const sealOf = (proof: string): string =>
  createHash('sha256').update(Buffer.from(proof, 'hex')).digest('hex');

test('passwords: stored as parameters, a fresh salt and the hash of what proves them', async () => {
  const [first, second] = await Promise.all([
    argon2Hasher.seal('contraseña'),
    argon2Hasher.seal('contraseña'),
  ]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[0-9a-f]{64}$/);
  expect(first).not.toBe(second);
  const prove = (secret: string) => argon2Hasher.prove(secret, parametersOf(first));
  expect(first.endsWith(sealOf(await prove('contraseña')))).toBe(true);
  expect(first.endsWith(sealOf(await prove('contrasen\u0303a')))).toBe(true);
  expect(first.endsWith(sealOf(await prove('contrasena')))).toBe(false);
  expect(first).not.toContain(await prove('contraseña'));
});

test('passwords: agrees with the reference implementation', async () => {
  // From the reference's own test vectors: version 19, t=2, m=2^16, p=1, password "password", salt "somesalt".
  const proof = await argon2Hasher.prove('password', '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ');
  expect(Buffer.from(proof, 'hex').toString('base64')).toBe('CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc=');
});

test.each(['', 'x', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=9999999,t=999,p=1$c29tZXNhbHQ'])(
  'passwords: parameters that are none of ours are not used: %s',
  async (parameters) => {
    await expect(argon2Hasher.prove('password', parameters)).rejects.toThrow('parameters');
  },
);

const CODES = Object.keys(ERROR_CLASSES) as ErrorCode[];

test.each(['es', 'en'] as const)(
  'sentences (%s): one for every refusal, whole with and without its values',
  (language) => {
    const { errors } = messages(language);
    const params = {
      campo: 'X',
      valor: 'Y',
      producto: 'Jugo',
      precio: 7000,
      saldo: 1000,
      falta: 24000,
      maximo: 5,
    };
    for (const code of CODES)
      for (const given of [{}, params]) {
        const sentence = errors[code](given);
        expect(sentence, code).toMatch(/^\p{Lu}.*[.?]$/u);
        expect(sentence, code).not.toMatch(/undefined|NaN|\[object|\n|\bnull\b/);
        expect(sentence, code).toMatch(/[:;]/);
      }
  },
);

test('sentences: the two languages are not the same words', () => {
  for (const code of CODES) expect(messages('en').errors[code]({})).not.toBe(messages('es').errors[code]({}));
});
