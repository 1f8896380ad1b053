import type { PasswordHasher, Proof, Sales, SignedIn, Users } from '../../src/app/ports.ts';
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
  dayCutMinutes: 0,
  ticketFooter: null,
};

/** A proof that says what it proves: slow hashing has tests of its own. */
export const plainHasher = (): PasswordHasher & { readonly proven: string[] } => {
  const proven: string[] = [];
  return {
    proven,
    seal: async (secret) => `sealed:${secret}`,
    random: (bytes) => new Uint8Array(bytes),
    prove: async (secret, parameters) => {
      proven.push(parameters);
      return `plain:${secret}`;
    },
  };
};

/** What the line does with one request: nothing special, lose the answer, or lose the request. */
export type LineFault = 'answer lost' | 'request lost' | 'not migrated' | null;

export interface FakeSales extends Sales {
  readonly stored: ReadonlyMap<string, RegisteredSale>;
  readonly received: readonly string[];
}

const lost = (): PosFailure => new PosFailure(posError('BASE_DE_DATOS'));

/** Registers each UUID once; `faults` are met by one request each, in their order. */
export const fakeSales = (faults: LineFault[] = [], sales: readonly StoredSale[] = []): FakeSales => {
  const stored = new Map<string, RegisteredSale>();
  const received: string[] = [];
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
  };
};

export interface FakePerson {
  readonly user: User;
  readonly password: string;
  readonly pin: string | null;
  readonly active: boolean;
}

export interface FakeUsers extends Users {
  readonly attempts: readonly (Proof & { readonly beside: string | null })[];
}

/** Judges proofs of {@link plainHasher}, and knows the sessions that it opened. */
export const fakeUsers = (people: readonly FakePerson[]): FakeUsers => {
  const attempts: (Proof & { readonly beside: string | null })[] = [];
  const sessions = new Map<string, SignedIn>();
  return {
    attempts,
    secretParameters: async (login) => ({ password: `password of ${login}`, pin: `pin of ${login}` }),
    signIn: async (proof, { beside }) => {
      attempts.push({ ...proof, beside });
      if (proof.kind === 'pin' && (beside === null || !sessions.has(beside)))
        return fail(posError('CLAVE_REQUERIDA'));
      const known = people.find(({ user }) => [user.login, user.email].includes(proof.login.toLowerCase()));
      const secret = proof.kind === 'pin' ? known?.pin : known?.password;
      if (!known?.active || proof.proof !== `plain:${secret}`)
        return fail(posError('CREDENCIALES_INVALIDAS'));
      const signed = { ...known.user, session: `session ${sessions.size + 1}`, mustChange: false };
      sessions.set(signed.session, signed);
      return ok(signed);
    },
    list: async () => people.map(({ user }) => user),
    sessionUser: async (session) => sessions.get(session) ?? null,
    closeSession: async (session) => void sessions.delete(session),
  };
};
