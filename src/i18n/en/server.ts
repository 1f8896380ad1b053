import type { server as source } from '../es/server.ts';

export const server = {} satisfies typeof source;
