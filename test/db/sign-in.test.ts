import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import { signIn } from '../../src/app/sign-in.ts';
import { DEMO_USERS } from '../../src/domain/demo.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
afterAll(() => db.close());

const attempt = (login: string, secret: string) =>
  signIn({ ...databaseServices(db.till), hasher: argon2Hasher }, { login, secret, kind: 'password' });

const codes = (results: readonly Awaited<ReturnType<typeof attempt>>[]): string[] =>
  results.map((result) => (result.ok ? 'OK' : result.error.code)).sort();

describe('attempts to sign in at the same time', () => {
  it('hear one guess of many, however the name is written', async () => {
    const names = ['gerente', 'GERENTE', ' Gerente', 'gérente', 'gerente@cantinatita.example'];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => attempt(names[i % names.length] as string, `guess ${i}`)),
    );
    expect(codes(results)).toEqual(['CREDENCIALES_INVALIDAS', ...Array(19).fill('DEMASIADOS_INTENTOS')]);
  });

  it('hear one guess of many at a name that does not exist', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, (_, i) => attempt('nadie', `guess ${i}`)));
    expect(codes(results)).toEqual(['CREDENCIALES_INVALIDAS', ...Array(9).fill('DEMASIADOS_INTENTOS')]);
  });

  it('all succeed with the right password, and leave no lock behind', async () => {
    const cashier = DEMO_USERS.find((user) => user.login === 'cajero');
    const password = String(cashier?.password);
    for (let round = 0; round < 2; round++) {
      const results = await Promise.all(Array.from({ length: 20 }, () => attempt('cajero', password)));
      expect(codes(results)).toEqual(Array(20).fill('OK'));
    }
  });
});

describe('the decoy', () => {
  it('is as costly as a real hash, and nobody knows its secret', async () => {
    const cost = (hash: string): string[] => hash.split('$').slice(0, 4);
    const real = await argon2Hasher.hash('x');
    expect(cost(argon2Hasher.decoy)).toEqual(cost(real));
    expect(argon2Hasher.decoy).toHaveLength(real.length);
    expect(await argon2Hasher.verify('', argon2Hasher.decoy)).toBe(false);
  });
});
