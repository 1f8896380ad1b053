import type { Knex } from 'knex';
import type { Imports } from '../../app/ports/imports.ts';

export const databaseImports = (_knex: Knex): Imports => ({});
