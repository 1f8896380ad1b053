import type { Messages } from '../../es.ts';

export const imports = {} satisfies Messages['office']['imports'];
