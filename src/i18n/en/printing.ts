import type { printing as source } from '../es/printing.ts';

export const printing = {} satisfies typeof source;
