import type { cli as source } from '../es/cli.ts';

export const cli = {} satisfies typeof source;
