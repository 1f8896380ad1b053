import type { Messages } from '../../es.ts';

export const returns = {} satisfies Messages['office']['returns'];
