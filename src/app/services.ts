import type { Cards, Catalogue, Clock, Ids, PasswordHasher, Sales, Spool, Stores, Users } from './ports.ts';

/** Everything that the use cases need, built in one place (cli/compose.ts) and handed to the screen and the commands. */
export interface Services {
  readonly stores: Stores;
  readonly catalogue: Catalogue;
  readonly cards: Cards;
  readonly sales: Sales;
  readonly users: Users;
  readonly spool: Spool;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly pause: (milliseconds: number) => Promise<void>;
}
