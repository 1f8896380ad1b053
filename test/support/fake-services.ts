import type { Credential, PasswordHasher, Sales, SignInAttempt, Users } from '../../src/app/ports.ts';
import { PosFailure, posError } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import type { Role } from '../../src/domain/permissions.ts';
import { fail, ok, type Result } from '../../src/domain/result.ts';
import type { RegisteredSale, SaleDocument, StoredSale } from '../../src/domain/sale.ts';
import type { Store, User } from '../../src/domain/user.ts';

/*
 * Ports for the tests of use cases, written by hand: they keep what they are told in plain collections and can be
 * made to fail in the ways in which the real ones do.
 */

export const person = (role: Role, id = 1): User => ({
  id,
  login: role,
  name: role.toUpperCase(),
  email: `${role}@cantina.test`,
  role,
});

export const STORE: Store = {
  name: 'Cantina de prueba',
  ruc: null,
  address: null,
  phone: null,
  taxMode: 'en_factura',
  invoicing: false,
  demo: false,
  idleLockMinutes: 0,
  ticketFooter: null,
};

/** A hash that says what it hides: slow hashing has tests of its own. */
export const plainHasher = (): PasswordHasher & { readonly verified: string[] } => {
  const verified: string[] = [];
  return {
    verified,
    decoy: 'decoy',
    hash: async (secret) => `plain:${secret}`,
    verify: async (secret, hash) => {
      verified.push(hash);
      return hash === `plain:${secret}`;
    },
  };
};

/** What the line does with one request: nothing special, lose the answer, or lose the request. */
export type LineFault = 'answer lost' | 'request lost' | 'not migrated' | null;

export interface FakeSales extends Sales {
  readonly stored: ReadonlyMap<string, RegisteredSale>;
  readonly received: readonly string[];
  readonly voided: readonly { saleId: number; userId: number; approvedBy: number | null; reason: string }[];
}

const lost = (): PosFailure => new PosFailure(posError('BASE_DE_DATOS'));

/** Registers each UUID once; `faults` are met by one request each, in their order. */
export const fakeSales = (faults: LineFault[] = [], sales: readonly StoredSale[] = []): FakeSales => {
  const stored = new Map<string, RegisteredSale>();
  const received: string[] = [];
  const voided: { saleId: number; userId: number; approvedBy: number | null; reason: string }[] = [];
  const store = (document: SaleDocument): RegisteredSale => {
    const first = stored.get(document.uuid);
    if (first) return { ...first, repeated: true };
    const sale: RegisteredSale = {
      id: stored.size + 1,
      uuid: document.uuid,
      number: `001-${String(stored.size + 1).padStart(7, '0')}`,
      total: gs(25_000),
      change: gs(0),
      balance: null,
      repeated: false,
      date: '2026-01-09 21:25:00',
    };
    stored.set(document.uuid, sale);
    return sale;
  };
  const show = (reference: string | number): Result<StoredSale> => {
    const found = sales.find((sale) => [sale.id, sale.number, sale.uuid].includes(reference));
    return found ? ok(found) : fail(posError('VENTA_INEXISTENTE', { venta: reference }));
  };
  return {
    stored,
    received,
    voided,
    register: async (document) => {
      received.push(JSON.stringify(document));
      const fault = faults.shift() ?? null;
      if (fault === 'request lost') throw lost();
      if (fault === 'not migrated') throw new PosFailure(posError('BASE_SIN_MIGRAR'));
      const sale = store(document);
      if (fault === 'answer lost') throw lost();
      return ok(sale);
    },
    show: async (reference) => show(reference),
    list: async () => [],
    void: async (request) => {
      voided.push(request);
      return ok(store({ uuid: `void-${request.saleId}` } as SaleDocument));
    },
  };
};

export interface FakeUsers extends Users {
  readonly attempts: readonly { login: string; userId: number | null; good: boolean }[];
}

/** Waits one second more for each failure of a name, known or not. */
export const fakeUsers = (
  people: readonly (Omit<Credential, 'waitSeconds'> & { waitSeconds?: number })[],
): FakeUsers => {
  const attempts: { login: string; userId: number | null; good: boolean }[] = [];
  const sessions = new Map<string, number>();
  const attempt: SignInAttempt = {
    credential: async (login) => {
      const known = people.find(({ user }) => [user.login, user.email].includes(login.toLowerCase()));
      return known ? { waitSeconds: 0, ...known } : null;
    },
    noteAttempt: async (login, userId, good) => void attempts.push({ login, userId, good }),
  };
  return {
    ...attempt,
    attempts,
    oneAtATime: (_login, make) => make(attempt),
    list: async () => people.map(({ user }) => user),
    openSession: async (userId, tokenHash) => void sessions.set(tokenHash, userId),
    sessionUser: async (tokenHash) =>
      people.find(({ user }) => user.id === sessions.get(tokenHash))?.user ?? null,
    closeSession: async (tokenHash) => void sessions.delete(tokenHash),
  };
};
