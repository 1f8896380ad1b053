import { spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkValidity, openKeyFile } from '../../src/adapters/sifen/key-file.ts';
import { keyFile, makeKeys, PASSWORD, type TestKeys } from '../support/invoice-keys.ts';

let keys: TestKeys;
beforeAll(() => {
  keys = makeKeys();
});

describe.each(['aes', 'rc2'] as const)('a .p12 under %s', (kind) => {
  it('opens to the key, its certificate and the authority’s', async () => {
    const opened = await openKeyFile(keyFile(keys, PASSWORD, kind), PASSWORD);
    if (!opened.ok) throw new Error(opened.error.code);
    const { key, certificate, chain, facts } = opened.value;
    expect(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(new X509Certificate(certificate).verify(new X509Certificate(chain[0] ?? '').publicKey)).toBe(true);
    expect(facts).toMatchObject({
      subject: 'CANTINA TITA S.A.',
      issuer: 'Autoridad de prueba',
      ruc: '80069563-1',
      serial: '0A1B2C',
    });
  });

  it.each(['', 'otra', 'contraseña'])('does not open with the password «%s»', async (password) =>
    expect(await openKeyFile(keyFile(keys, PASSWORD, kind), password)).toMatchObject({
      error: { code: 'CLAVE_DE_CERTIFICADO', params: {} },
    }),
  );
});

describe('a key file', () => {
  it('that is none is told apart', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('hola'),
      Buffer.alloc(2_000_000),
      Buffer.from([0x30, 0x03, 2, 1, 3]),
    ])
      expect(await openKeyFile(bytes, PASSWORD)).toMatchObject({ error: { code: 'CERTIFICADO_ILEGIBLE' } });
  });

  it('without a key, or with the key of another certificate, is told apart', async () => {
    const lone = forge.pkcs12.toPkcs12Asn1(null as never, [keys.certificate], PASSWORD, {});
    const bytes = Buffer.from(forge.asn1.toDer(lone).getBytes(), 'binary');
    expect(await openKeyFile(bytes, PASSWORD)).toMatchObject({ error: { code: 'CERTIFICADO_SIN_CLAVE' } });
    const crossed = keyFile({ ...makeKeys(), key: keys.key });
    expect(await openKeyFile(crossed, PASSWORD)).toMatchObject({ error: { code: 'CERTIFICADO_SIN_CLAVE' } });
  });

  it('that is out of date opens, but does not hold', async () => {
    const old = makeKeys({ from: new Date('2020-01-01'), until: new Date('2021-01-01') });
    const opened = await openKeyFile(keyFile(old), PASSWORD);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(checkValidity(opened.value.facts, new Date())).toMatchObject({
      error: {
        code: 'CERTIFICADO_FUERA_DE_FECHA',
        params: { desde: '2020-01-01 00:00', hasta: '2021-01-01 00:00' },
      },
    });
    expect(checkValidity(opened.value.facts, new Date('2020-06-01')).ok).toBe(true);
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('a .p12 that OpenSSL made (skipped where it is not installed)', () => {
  it.each([
    ['modern', [], 'secreta'],
    ['legacy', ['-legacy'], 'secreta'],
    ['modern', [], 'contraseña'],
    ['legacy', ['-legacy'], 'contraseña'],
  ])('opens: %s %j, password %s', async (_, flags, password) => {
    const directory = mkdtempSync(join(tmpdir(), 'pos-p12-'));
    try {
      writeFileSync(join(directory, 'key.pem'), forge.pki.privateKeyToPem(keys.key));
      writeFileSync(join(directory, 'certificate.pem'), forge.pki.certificateToPem(keys.certificate));
      const run = spawnSync(
        'openssl',
        [
          ...['pkcs12', '-export', ...flags, '-inkey', 'key.pem', '-in', 'certificate.pem'],
          ...['-out', 'file.p12', '-passout', `pass:${password}`],
        ],
        { cwd: directory, encoding: 'utf8' },
      );
      // An OpenSSL of before version 3 has no -legacy: it writes such files anyway.
      if (run.status !== 0) return;
      expect(await openKeyFile(readFileSync(join(directory, 'file.p12')), password)).toMatchObject({
        ok: true,
      });
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
