import type { Messages } from '../../es.ts';

export const dashboard = {} satisfies Messages['office']['dashboard'];
