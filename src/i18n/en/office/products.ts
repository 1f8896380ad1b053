import type { Messages } from '../../es.ts';

export const products = {} satisfies Messages['office']['products'];
