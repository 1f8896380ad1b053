import type { Messages } from '../../es.ts';

export const menu = {} satisfies Messages['office']['menu'];
