import type { Messages } from '../../es.ts';

export const people = {} satisfies Messages['office']['people'];
