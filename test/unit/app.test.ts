import { expect, test } from 'vitest';
import { authorize } from '../../src/app/authorize.ts';
import { checkout } from '../../src/app/checkout.ts';
import { findCard } from '../../src/app/find-card.ts';
import type { ApprovalWanted } from '../../src/app/ports/people.ts';
import type { ReturnRequest, VoidRequest } from '../../src/app/ports/returns.ts';
import type { Proof } from '../../src/app/ports.ts';
import { returnSale, voidSale } from '../../src/app/return-sale.ts';
import { approve, signIn } from '../../src/app/sign-in.ts';
import { businessDay, businessTime } from '../../src/domain/business-time.ts';
import { posError } from '../../src/domain/errors.ts';
import { fail, ok } from '../../src/domain/result.ts';
import type { StoredReturn } from '../../src/domain/returns.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import type { CardHolder } from '../../src/domain/student.ts';
import type { Actor } from '../../src/domain/user.ts';
import { fakeSales, fakeUsers, person, plainHasher, STORE } from '../support/fake-services.ts';
import { ROMINA } from '../support/fakes.ts';
import { messages } from '../support/words.ts';

const DOCUMENT: SaleDocument = {
  uuid: '7e0f2b2a-6f43-4a0c-9d0a-3f1e5a3b9c11',
  id_caja: 1,
  id_usuario: 1,
  nro_tarjeta: null,
  factura: false,
  descuento: 0,
  lineas: [{ id_producto: 5, cantidad: 2 }],
  pagos: [{ id_medio: 1, monto_entregado: 10_000, monto_aplicado: 10_000 }],
};

/** Remembers how long it was asked to wait, and does not. */
const noPause = () => {
  const waits: number[] = [];
  return { waits, pause: async (milliseconds: number) => void waits.push(milliseconds) };
};

test('checkout: an answer lost after the commit is found again by the same document, once', async () => {
  const sales = fakeSales(['answer lost', 'answer lost']);
  const { pause, waits } = noPause();
  const outcome = await checkout({ sales, pause }, person('cajero'), DOCUMENT);
  expect(outcome).toMatchObject({ ok: true, value: { number: '001-0000001', repeated: true } });
  expect(sales.stored.size).toBe(1);
  expect(new Set(sales.received).size).toBe(1);
  expect(sales.received.length).toBe(3);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
});

test('checkout: a request that never arrived is sent again', async () => {
  const sales = fakeSales(['request lost']);
  const outcome = await checkout({ sales, pause: noPause().pause }, person('cajero'), DOCUMENT);
  expect(outcome).toMatchObject({ ok: true, value: { repeated: false } });
  expect(sales.stored.size).toBe(1);
});

test('checkout: when nobody answers it says that nobody knows, and a later try with the same document finds the sale', async () => {
  const sales = fakeSales(Array.from({ length: 7 }, () => 'answer lost' as const));
  const ports = { sales, pause: noPause().pause };
  const outcome = await checkout(ports, person('cajero'), DOCUMENT);
  expect(outcome).toEqual(fail(posError('VENTA_SIN_RESPUESTA', { uuid: DOCUMENT.uuid })));
  expect(await checkout(ports, person('cajero'), DOCUMENT)).toMatchObject({
    ok: true,
    value: { repeated: true },
  });
  expect(sales.stored.size).toBe(1);
});

test('checkout: a database of another version is said at once, not retried', async () => {
  const sales = fakeSales(['not migrated']);
  const { pause, waits } = noPause();
  expect(await checkout({ sales, pause }, person('cajero'), DOCUMENT)).toEqual(
    fail(posError('BASE_SIN_MIGRAR')),
  );
  expect(waits).toEqual([]);
});

test('checkout: a fault of the program is not taken for a lost line', async () => {
  const sales = { ...fakeSales(), register: async () => Promise.reject(new TypeError('bug')) };
  await expect(checkout({ sales, pause: noPause().pause }, person('cajero'), DOCUMENT)).rejects.toThrow(
    'bug',
  );
});

const known = (role: 'cajero' | 'gerente' = 'cajero') => ({
  user: person(role),
  password: 'secreto largo',
  pin: '4321',
  active: true,
});

const signInPorts = (people: Parameters<typeof fakeUsers>[0], demo = false) => ({
  users: fakeUsers(people),
  hasher: plainHasher(),
  stores: { store: async () => ({ ...STORE, demo }) },
});

const refusal = (code: Parameters<typeof posError>[0]) => ({ ok: false, error: { code } });

test('sign-in: by login or e-mail, with the spaces around it forgiven, with a session of its own', async () => {
  const ports = signInPorts([known()]);
  const sessions = [];
  for (const login of ['cajero', ' CAJERO ', 'cajero@cantina.test']) {
    const signed = await signIn(ports, { login, secret: 'secreto largo', kind: 'password' });
    expect(signed).toMatchObject({ ok: true, value: { login: 'cajero', mustChange: false } });
    sessions.push(signed.ok && signed.value.session);
  }
  expect(new Set(sessions).size).toBe(3);
});

test('sign-in: the secret itself goes nowhere, and an unknown name makes as much work as a known one', async () => {
  const ports = signInPorts([known(), { ...known('gerente'), active: false }]);
  const outcomes = [];
  for (const login of ['nadie', 'gerente', 'cajero'])
    outcomes.push(await signIn(ports, { login, secret: 'otra cosa', kind: 'password' }));
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(outcomes[0]).toMatchObject(refusal('CREDENCIALES_INVALIDAS'));
  expect(ports.hasher.proven).toEqual(['password of nadie', 'password of gerente', 'password of cajero']);
  expect(ports.users.attempts.map(({ proof }) => proof)).toEqual(Array(3).fill('plain:otra cosa'));
});

test('sign-in: a PIN is heard only beside an open session', async () => {
  const ports = signInPorts([known(), { ...known('gerente'), pin: null }]);
  const attempt = (login: string, secret: string, kind: 'pin' | 'password', beside?: string) =>
    signIn(ports, { login, secret, kind, beside: beside ?? null });
  expect(await attempt('cajero', '4321', 'pin')).toMatchObject(refusal('CLAVE_REQUERIDA'));
  const open = await attempt('cajero', 'secreto largo', 'password');
  const beside = open.ok ? open.value.session : '';
  expect(await attempt('cajero', '4321', 'pin', beside)).toMatchObject({ ok: true });
  expect(await attempt('cajero', '4321', 'password')).toMatchObject(refusal('CREDENCIALES_INVALIDAS'));
  expect(await attempt('cajero', 'secreto largo', 'pin', beside)).toMatchObject(
    refusal('CREDENCIALES_INVALIDAS'),
  );
  expect(await attempt('gerente', '4321', 'pin', beside)).toMatchObject(refusal('CREDENCIALES_INVALIDAS'));
});

test('sign-in: a published password opens a demonstration store and no other', async () => {
  const people = [{ ...known(), password: 'cajero-demo' }];
  const request = { login: 'cajero', secret: 'cajero-demo', kind: 'password' } as const;
  expect(await signIn(signInPorts(people, true), request)).toMatchObject({ ok: true });
  expect(await signIn(signInPorts(people, false), request)).toMatchObject(refusal('CLAVE_DE_DEMOSTRACION'));
});

test('approval: proves the manager, names the act, and needs a reason and no published password', async () => {
  const asked: unknown[] = [];
  const people = {
    approve: async (asker: Actor, proof: Proof, wanted: ApprovalWanted) => {
      asked.push([asker.login, proof.login, proof.proof, wanted]);
      return ok({ id: 9, approver: person('gerente') });
    },
  };
  const asker = { ...person('cajero'), session: 'token' };
  const ask = (secret: string, reason: string) =>
    approve(
      { ...signInPorts([]), people },
      asker,
      { login: ' gerente ', secret, kind: 'pin' },
      { permission: 'sale.void', reference: '91', reason },
    );
  expect(await ask('4321', '  ')).toMatchObject(refusal('MOTIVO_REQUERIDO'));
  expect(await ask('gerente-demo', 'error')).toMatchObject(refusal('CLAVE_DE_DEMOSTRACION'));
  expect(asked).toEqual([]);
  expect(await ask('4321', ' error ')).toMatchObject({ ok: true, value: { id: 9 } });
  expect(asked).toEqual([
    ['cajero', 'gerente', 'plain:4321', { permission: 'sale.void', reference: '91', reason: 'error' }],
  ]);
});

test('authorize: a cashier sells and does not void', () => {
  expect(authorize(person('cajero'), 'sale.register').ok).toBe(true);
  expect(authorize(person('cajero'), 'sale.void')).toMatchObject(refusal('PERMISO_DENEGADO'));
});

test('void and return: a cashier needs an approval, anybody needs a reason, and a return needs lines', async () => {
  const asked: [string, string][] = [];
  const given = {} as StoredReturn;
  const returns = {
    void: async (_: unknown, request: VoidRequest) => {
      asked.push(['void', request.reason]);
      return ok(given);
    },
    give: async (_: unknown, request: ReturnRequest) => {
      asked.push(['give', `${request.reason} ${request.lines.length}`]);
      return ok(given);
    },
  };
  const by = (role: 'cajero' | 'gerente', grant: number | null = null) => ({
    actor: { ...person(role), session: 'token' },
    grant,
  });
  const request = { uuid: DOCUMENT.uuid, saleId: 91, tillId: 1, reason: ' error ', cardToCash: false };
  const line = (quantity: number) => ({ line: 1, quantity, destination: 'Stock' as const });
  expect(await voidSale({ returns }, by('cajero'), request)).toMatchObject(refusal('PERMISO_DENEGADO'));
  expect(await voidSale({ returns }, by('gerente'), { ...request, reason: ' ' })).toMatchObject(
    refusal('MOTIVO_REQUERIDO'),
  );
  const back = (role: 'cajero' | 'gerente', quantity: number, grant: number | null = null) =>
    returnSale({ returns }, by(role, grant), {
      ...request,
      lines: [line(quantity), { ...line(0), line: 2 }],
    });
  expect(await back('cajero', 1)).toMatchObject(refusal('PERMISO_DENEGADO'));
  expect(await back('gerente', 0)).toMatchObject(refusal('DEVOLUCION_VACIA'));
  expect(asked).toEqual([]);
  expect(await voidSale({ returns }, by('cajero', 5), request)).toMatchObject({ ok: true });
  expect(await back('gerente', 2)).toMatchObject({ ok: true });
  expect(asked).toEqual([
    ['void', 'error'],
    ['give', 'error 1'],
  ]);
});

const HOLDER: CardHolder = { ...ROMINA, clientDocument: null, restrictions: [] };

const cardPorts = (holder: CardHolder, now: string) => ({
  cards: {
    find: async (number: string) =>
      number === holder.cardNumber ? ok(holder) : fail(posError('TARJETA_INEXISTENTE', { numero: number })),
    list: async () => [holder],
  },
  clock: { now: () => new Date(now) },
});

test('card: good on its last day by the clock of the store, refused on the next', async () => {
  // 23:59 and 00:00 in Paraguay, which is three hours behind UTC all year.
  expect(await findCard(cardPorts(HOLDER, '2027-01-10T02:59:59Z'), ' 00203 ')).toEqual(ok(HOLDER));
  expect(await findCard(cardPorts(HOLDER, '2027-01-10T03:00:00Z'), '00203')).toEqual(
    fail(posError('TARJETA_VENCIDA', { numero: '00203', vencimiento: '2027-01-09' })),
  );
  const lastMinute = new Date('2027-01-10T02:59:59Z');
  expect(`${businessDay(lastMinute)} ${businessTime(lastMinute)}`).toBe('2027-01-09 23:59');
});

test('card: blocked and unknown ones say which', async () => {
  const now = '2026-06-01T12:00:00Z';
  expect(await findCard(cardPorts({ ...HOLDER, cardState: 'Bloqueada' }, now), '00203')).toEqual(
    fail(posError('TARJETA_NO_ACTIVA', { numero: '00203', estado: 'Bloqueada' })),
  );
  expect(await findCard(cardPorts(HOLDER, now), '99999')).toMatchObject(refusal('TARJETA_INEXISTENTE'));
});

test('card: one out of use still tells what the child must not eat', async () => {
  const allergy = {
    id: 1,
    kind: 'Alergia al maní',
    description: '',
    severity: 'Severa',
    blocks: true,
    allergens: [5],
  } as const;
  const blocked = { ...HOLDER, cardState: 'Bloqueada', restrictions: [allergy] } as const;
  const found = await findCard(cardPorts(blocked, '2026-06-01T12:00:00Z'), '00203');
  expect(found).toMatchObject({ error: { params: { restricciones: 'Alergia al maní (Severa)' } } });
  if (found.ok) throw new Error('refused cards are not found');
  expect(messages('es').errors[found.error.code](found.error.params)).toContain(
    'CUIDADO: Alergia al maní (Severa).',
  );
});
