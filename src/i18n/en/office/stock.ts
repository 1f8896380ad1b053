import type { Messages } from '../../es.ts';

export const stock = {} satisfies Messages['office']['stock'];
