import type { Messages } from '../../es.ts';

export const families = {} satisfies Messages['office']['families'];
