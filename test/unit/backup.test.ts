import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { piecesOf, readHead, readTail } from '../../src/adapters/db/backup/format.ts';
import {
  isSealed,
  makeKeys,
  openWith,
  readPrivateKey,
  readPublicKey,
  type SealError,
  sealTo,
} from '../../src/adapters/files/backup/seal.ts';
import { commandWords } from '../../src/cli/config-backups.ts';
import { backupName, outdated, parseKeep, readBackupName } from '../../src/domain/backup.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const moment = (text: string): number => Date.parse(`${text}-03:00`);
const made = (text: string) => {
  const name = readBackupName(backupName(moment(text), false));
  if (!name) throw new Error(text);
  return name;
};

describe('names of backups', () => {
  it("are the store's time, without colons, and tell what they were made of", () => {
    expect(backupName(moment('2026-11-26T23:40:37'), false)).toBe('pos_backup_2026-11-26T234037.sql.gz');
    expect(readBackupName('pos_backup_2026-11-26T234037.sql.gz.enc')).toEqual({
      file: 'pos_backup_2026-11-26T234037.sql.gz.enc',
      madeAt: moment('2026-11-26T23:40:37'),
      encrypted: true,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.boolean(), (at, encrypted) => {
        const madeAt = Math.floor(at / 1_000) * 1_000;
        expect(readBackupName(backupName(at, encrypted))).toMatchObject({ madeAt, encrypted });
      }),
    );
  });

  it.each([
    'pos_backup_2026-13-26T234037.sql.gz',
    'pos_backup_2026-02-30T234037.sql.gz',
    'pos_backup_2026-11-26T254037.sql.gz',
    '.pos_backup_2026-11-26T234037.sql.gz.partial',
    'pos_backup_2026-11-26T234037.sql.gz.sha256',
    '../pos_backup_2026-11-26T234037.sql.gz',
    'pos_backup_2026-11-26T234037.sql',
  ])('are not %s', (file) => {
    expect(readBackupName(file)).toBeNull();
  });
});

describe('which backups have had their time', () => {
  const nightly = (days: number) =>
    Array.from({ length: days }, (_, day) =>
      made(new Date(moment('2026-11-26T02:30:00') - day * DAY - 3 * HOUR).toISOString().slice(0, 19)),
    );

  it('keeps the newest of each of the last days, weeks and months', () => {
    const all = nightly(400);
    const old = new Set(outdated(all, { daily: 7, weekly: 4, monthly: 12 }));
    const kept = all.filter((one) => !old.has(one)).map(({ file }) => file.slice(11, 21));
    expect(kept).toEqual([
      '2026-11-26',
      '2026-11-25',
      '2026-11-24',
      '2026-11-23',
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-15',
      '2026-11-08',
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
    ]);
  });

  it('keeps the newest whatever is asked, and all of the day before it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 500 * 24 }), { minLength: 1, maxLength: 60 }),
        fc.record({ daily: fc.nat(9), weekly: fc.nat(9), monthly: fc.nat(9) }),
        (hours, keep) => {
          const all = hours.map((hour) => {
            const file = backupName(hour * HOUR, false);
            return { file, madeAt: hour * HOUR, encrypted: false };
          });
          const newest = Math.max(...hours) * HOUR;
          const old = outdated(all, keep);
          for (const { madeAt } of old) expect(newest - madeAt).toBeGreaterThan(DAY);
          // What is left is left also when it is asked again.
          expect(
            outdated(
              all.filter((one) => !old.includes(one)),
              keep,
            ),
          ).toEqual([]);
        },
      ),
    );
  });

  test.each([
    ['7,4,12', { daily: 7, weekly: 4, monthly: 12 }],
    [' 1 , 0 , 0 ', { daily: 1, weekly: 0, monthly: 0 }],
    ['all', 'all'],
    ['0,0,0', undefined],
    ['7,4', undefined],
    ['-1,2,3', undefined],
    ['', undefined],
  ])('%j is understood or refused', (text, keep) => {
    expect(parseKeep(text)).toEqual(keep);
  });
});

test.each([
  ['rclone copy {} remote:pos', ['rclone', 'copy', '{}', 'remote:pos']],
  [`scp "{}" 'tita@other: /copies'`, ['scp', '{}', 'tita@other: /copies']],
  ['a "b c"d', ['a', 'b cd']],
  ['a $(rm -rf /) ; b | c', ['a', '$(rm', '-rf', '/)', ';', 'b', '|', 'c']],
  ['a "b', null],
  ['  ', null],
])('the words of a hook: %j', (text, words) => {
  expect(commandWords(text)).toEqual(words);
});

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const sealed = (bytes: Buffer, publicKey: string, size = 10_000) =>
  buffer(sealTo(readPublicKey(publicKey))(chunks(bytes, size)));
const opened = (bytes: Buffer, privateKey: string, size = 7_777) =>
  buffer(openWith(readPrivateKey(privateKey))(chunks(bytes, size)));
const faultOf = (bytes: Buffer, privateKey: string) =>
  opened(bytes, privateKey).then(
    () => 'opened',
    (error: SealError) => error.fault,
  );

describe('sealed backups', () => {
  const keys = makeKeys();
  const rsa = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_001])(
    'of %i bytes come back as they were',
    async (size) => {
      const bytes = randomBytes(size);
      for (const pair of [keys, rsa]) {
        const file = await sealed(bytes, pair.publicKey);
        expect(isSealed(file)).toBe(true);
        expect(file.includes(bytes.subarray(0, 32)) && size > 32).toBe(false);
        expect((await opened(file, pair.privateKey)).equals(bytes)).toBe(true);
      }
    },
  );

  it('are not opened by another key, of either kind', async () => {
    const file = await sealed(randomBytes(100), keys.publicKey);
    expect(await faultOf(file, makeKeys().privateKey)).toBe('otra_clave');
    expect(await faultOf(file, rsa.privateKey)).toBe('otra_clave');
  });

  it('are refused with any byte changed, with any part cut off, and with chunks swapped', async () => {
    const file = await sealed(randomBytes(200_000), keys.publicKey);
    const head = 12 + file.readUInt32BE(8);
    for (const at of [0, 9, 20, head - 3, head, head + 70_000, file.length - 1]) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await faultOf(changed, keys.privateKey), String(at)).not.toBe('opened');
    }
    for (const length of [0, 5, head, head + 65_552, head + 65_552 * 2, file.length - 1])
      expect(await faultOf(file.subarray(0, length), keys.privateKey), String(length)).toBe('cifrado_roto');
    const [first, second] = [
      file.subarray(head, head + 65_552),
      file.subarray(head + 65_552, head + 131_104),
    ];
    const swapped = Buffer.concat([file.subarray(0, head), second, first, file.subarray(head + 131_104)]);
    expect(await faultOf(swapped, keys.privateKey)).toBe('cifrado_roto');
  });

  it('take no weak, wrong or private key', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const other = generateKeyPairSync('ed25519').publicKey;
    const pem = (key: typeof weak) => String(key.export({ type: 'spki', format: 'pem' }));
    expect(() => readPublicKey(pem(weak))).toThrow('clave_debil');
    expect(() => readPublicKey(pem(other))).toThrow('clave_ilegible');
    expect(() => readPublicKey(keys.privateKey)).toThrow('clave_ilegible');
    expect(() => readPublicKey('nothing')).toThrow('clave_ilegible');
    expect(() => readPrivateKey(keys.publicKey)).toThrow('clave_ilegible');
    const locked = String(
      createPrivateKey(keys.privateKey).export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'uno',
      }),
    );
    expect(() => readPrivateKey(locked, 'dos')).toThrow('clave_protegida');
    expect(createPublicKey(readPrivateKey(locked, 'uno')).export({ type: 'spki', format: 'pem' })).toBe(
      keys.publicKey,
    );
  });
});

describe("a backup's text", () => {
  it('is cut into whole statements wherever its chunks end', async () => {
    const text = `-- uno\nSET x = 1;\n\nDELIMITER ;;\nCREATE PROCEDURE p()\nBEGIN\n  SELECT ';';\nEND\n;;\nDELIMITER ;\nINSERT INTO \`t\` (\`a\`) VALUES ('ñ\\n;');\n-- dos\n`;
    for (let size = 1; size < 40; size++) {
      const pieces = [];
      for await (const piece of piecesOf(chunks(Buffer.from(text), size))) pieces.push(piece.text);
      expect(pieces).toEqual([
        '-- uno',
        'SET x = 1',
        "CREATE PROCEDURE p()\nBEGIN\n  SELECT ';';\nEND",
        "INSERT INTO `t` (`a`) VALUES ('ñ\\n;')",
        '-- dos',
      ]);
    }
  });

  it('begins and ends with what can be read, or is not ours', () => {
    expect(
      readHead('-- cantina-pos backup 1 {"program":"1","server":"m","schema":["a"],"takenAt":"t"}'),
    ).toEqual({
      program: '1',
      server: 'm',
      schema: ['a'],
      takenAt: 't',
    });
    for (const line of [
      '',
      '-- MariaDB dump 10.19',
      '-- cantina-pos backup 1 {',
      '-- cantina-pos backup 1 null',
      '-- cantina-pos backup 1 {"program":1}',
      '-- cantina-pos backup 2 {"program":"1","server":"m","schema":[],"takenAt":"t"}',
    ])
      expect(readHead(line), line).toBeNull();
    expect(readTail('-- cantina-pos end {"rows":{"t":1},"routines":1,"triggers":0,"views":2}')).toEqual({
      rows: { t: 1 },
      routines: 1,
      triggers: 0,
      views: 2,
    });
    for (const line of [
      '-- cantina-pos end {}',
      '-- cantina-pos end {"rows":{"t":"x"},"routines":1,"triggers":0,"views":2}',
    ])
      expect(readTail(line), line).toBeNull();
  });
});
