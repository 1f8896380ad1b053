import type { Messages } from '../../es.ts';

export const cards = {} satisfies Messages['office']['cards'];
