import type { screen as source } from '../es/screen.ts';

export const screen = {} satisfies typeof source;
