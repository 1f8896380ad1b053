import type { Knex } from 'knex';
import type { Photos } from '../../app/ports/photos.ts';

export const databasePhotos = (_knex: Knex): Photos => ({});
