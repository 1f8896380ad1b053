/** Knex types only its door; the dialect is what its documentation says to extend. */
declare module 'knex/lib/dialects/mysql2/index.js' {
  import { Knex } from 'knex';
  import type { Connection } from 'mysql2';

  export default class MySql2Client extends Knex.Client {
    acquireRawConnection(): Promise<Connection>;
    validateConnection(connection: Connection): Promise<boolean>;
    _query(connection: Connection, query: { sql: string } | string): Promise<unknown>;
  }
}
