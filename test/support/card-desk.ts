import { randomUUID } from 'node:crypto';
import { databaseCardDesk } from '../../src/adapters/db/card-desk.ts';
import { databaseStores } from '../../src/adapters/db/stores.ts';
import * as desk from '../../src/app/card-desk.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from './actors.ts';
import { freshDatabase } from './database.ts';
import { ID } from './sale-documents.ts';

export const by = (actor: Actor, grant: number | null = null) => ({ actor, grant });

export const code = (result: { ok: boolean; error?: { code: string } }): string | undefined =>
  result.ok ? 'OK' : result.error?.code;

let next = 0;
export const newNumber = (): string => String(9_900_000 + next++);

/** A demonstration store with its people signed in, where cards are issued and topped up by the real routines. */
export const openCardDesk = async () => {
  const db = await freshDatabase({ seed: 'demo' });
  const [manager, cashier] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'cajero')]);
  const ports = { cardDesk: databaseCardDesk(db.till), stores: databaseStores(db.till) };
  const newCard = async (studentId = 1) => {
    const issued = await desk.issueCard(ports, by(manager), {
      studentId,
      number: newNumber(),
      expiresOn: null,
      dailyLimit: null,
    });
    if (!issued.ok) throw new Error(JSON.stringify(issued));
    return issued.value;
  };
  const topUp = (cardId: number, over: Partial<desk.TopUp> = {}, actor: Actor = cashier) =>
    desk.topUpCard(ports, by(actor), {
      uuid: randomUUID(),
      cardId,
      tillId: 1,
      methodId: ID.cash,
      amount: 10_000,
      handed: null,
      reference: null,
      ...over,
    });
  return { db, manager, cashier, ports, newCard, topUp };
};

export type CardDeskTests = Awaited<ReturnType<typeof openCardDesk>>;
