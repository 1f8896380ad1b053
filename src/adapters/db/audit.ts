import type { Knex } from 'knex';
import type { Audit } from '../../app/ports/audit.ts';

export const databaseAudit = (_knex: Knex): Audit => ({});
